#include "engine/agenda_sort.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <utility>

namespace hotline {
namespace {

constexpr std::size_t few = 256;
constexpr unsigned digit_bits = 10;

// One pass of a radix sort: stable, by ten bits.
void sort_by_digit(const std::vector<AgendaEntry>& from, std::vector<AgendaEntry>& to, unsigned shift) {
  std::array<std::uint32_t, 1U << digit_bits> begins{};
  const auto digit = [shift](AgendaEntry entry) { return (entry >> shift) & ((1U << digit_bits) - 1); };
  for (const AgendaEntry entry : from) ++begins[digit(entry)];
  std::uint32_t begin = 0;
  for (std::uint32_t& count : begins) begin += std::exchange(count, begin);
  for (const AgendaEntry entry : from) to[begins[digit(entry)]++] = entry;
}

void sort_ties(std::vector<AgendaEntry>& entries, unsigned shift) {
  for (auto first = entries.begin(); first != entries.end();) {
    auto last = first + 1;
    while (last != entries.end() && *last >> shift == *first >> shift) ++last;
    if (last - first > 1) std::sort(first, last);
    first = last;
  }
}

}  // namespace

void sort_entries(std::vector<AgendaEntry>& entries, std::vector<AgendaEntry>& spare) {
  if (entries.size() <= few) {
    std::sort(entries.begin(), entries.end());
    return;
  }
  AgendaEntry differing = 0;
  for (const AgendaEntry entry : entries) differing |= entry ^ entries.front();
  // The two uppermost digits in which they differ leave next to nothing to compare.
  const auto width = static_cast<unsigned>(std::bit_width(differing));
  const unsigned shift = width > 2 * digit_bits ? width - 2 * digit_bits : 0;
  spare.resize(entries.size());
  sort_by_digit(entries, spare, shift);
  sort_by_digit(spare, entries, shift + digit_bits);
  if (shift > 0) sort_ties(entries, shift);
}

}  // namespace hotline

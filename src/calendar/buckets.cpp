#include "calendar/buckets.hpp"

#include <algorithm>

namespace hotline {
namespace {

constexpr std::size_t narrow = 2;

bool is_roomy(const std::vector<std::uint32_t>& keys, unsigned shift, std::size_t room) {
  for (std::size_t i = room; i < keys.size(); ++i)
    if (keys[i] >> shift == keys[i - room] >> shift) return false;
  return true;
}

// The widest that are roomy, or the narrowest that are no more than there are keys.
unsigned width(const std::vector<std::uint32_t>& keys, std::size_t room) {
  unsigned shift = 31;
  while (shift > 0 && !is_roomy(keys, shift, room) && (keys.back() >> (shift - 1)) < keys.size()) --shift;
  return shift;
}

}  // namespace

Buckets::Buckets(const std::vector<std::uint32_t>& keys, std::uint32_t top) {
  shift_ = width(keys, narrow);
  is_wide_ = !is_roomy(keys, shift_, narrow);
  if (is_wide_) shift_ = width(keys, glance);
  if (!lay(keys, top)) *this = Buckets(keys.size());
}

bool Buckets::lay(const std::vector<std::uint32_t>& keys, std::uint32_t top) {
  const std::size_t ends = (top >> shift_) + std::size_t{2};
  even_step_ = static_cast<std::int64_t>((keys.size() << even_bits) / ends);
  std::vector<std::int64_t> offsets;
  offsets.reserve(ends);
  std::size_t first = 1;
  for (std::size_t bucket = 0; bucket < ends; ++bucket) {
    while (first < keys.size() && keys[first] >> shift_ < bucket) ++first;
    offsets.push_back(static_cast<std::int64_t>(first) - even(static_cast<std::int64_t>(bucket)));
  }
  const auto [least, most] = std::minmax_element(offsets.begin(), offsets.end());
  if (*most - *least > std::numeric_limits<std::uint16_t>::max()) return false;
  even_from_ = *least << even_bits;
  offsets_.reserve(ends);
  for (const std::int64_t offset : offsets) offsets_.push_back(static_cast<std::uint16_t>(offset - *least));
  return true;
}

}  // namespace hotline

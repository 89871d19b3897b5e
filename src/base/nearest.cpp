#include "hotline/base/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hotline {
namespace {

// Letters, not bytes: one wrong Chinese character is one mistake.
std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80 && !letters.empty())
      letters.back() = letters.back() << 6U | (byte & 0x3FU);
    else
      letters.push_back(byte);
  }
  return letters;
}

// How many letters are wrong, missing, too many or swapped with their neighbour (Damerau-Levenshtein).
std::size_t mistakes(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
  std::iota(last.begin(), last.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    before = std::exchange(last, now);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& known) {
  constexpr std::size_t longest = 64;  // nobody mistypes a longer name; a hostile one would cost its square
  if (name.size() > longest) return std::nullopt;
  const std::u32string written = letters_of(name);
  std::size_t fewest = std::max<std::size_t>(1, written.size() / 3) + 1;
  const std::string* found = nullptr;
  for (const std::string& candidate : known) {
    if (candidate.size() > longest) continue;
    const std::u32string letters = letters_of(candidate);
    const std::size_t count = mistakes(written, letters);
    if (count >= fewest || count >= std::max(written.size(), letters.size())) continue;
    fewest = count;
    found = &candidate;
  }
  return found ? std::optional{*found} : std::nullopt;
}

}  // namespace hotline

#include "rules/decimals.hpp"

#include <algorithm>

namespace hotline {

std::optional<std::int64_t> read_decimal(std::string_view text, std::size_t places) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::size_t after = point == text.size() ? 0 : text.size() - point - 1;
  if (point == 0 || point > 6 || after > places || (point < text.size() && after == 0)) return std::nullopt;
  std::int64_t number = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  for (std::size_t i = after; i < places; ++i) number *= 10;
  return number;
}

std::optional<Fraction> read_percentage(std::string_view text) {
  if (!text.ends_with('%')) return std::nullopt;
  text.remove_suffix(1);
  constexpr std::size_t most_digits = 12;
  const std::size_t point = std::min(text.find('.'), text.size());
  Fraction read{0, 100};
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (text[i] < '0' || text[i] > '9' || ++digits > most_digits) return std::nullopt;
    read.hits = read.hits * 10 + (text[i] - '0');
    if (i > point) read.of *= 10;
  }
  const bool complete = point > 0 && point + 1 != text.size();
  return complete && read.hits <= read.of ? std::optional{read} : std::nullopt;
}

}  // namespace hotline

// Numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace hotline {

inline std::string grouped(std::int64_t number) {  // 58,251
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t place = digits.size(); place > first + 3;) {
    place -= 3;
    digits.insert(place, ",");
  }
  return digits;
}

// 231.8 of weighted tickets; `one` is a power of ten.
inline std::string in_units(std::int64_t number, std::int64_t one) {
  std::string text = grouped(number / one);
  if (number % one == 0) return text;
  std::string rest = std::to_string(one + number % one);
  rest.front() = '.';
  return text + rest;
}

}  // namespace hotline

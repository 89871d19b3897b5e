// Whole numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace hotline {

std::string grouped(std::int64_t number);  // 58,251

// 231.8 for 2318 in tenths; of a whole number no decimals.
std::string in_units(std::int64_t number, std::int64_t one);

}  // namespace hotline

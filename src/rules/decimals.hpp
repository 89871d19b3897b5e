// Decimal numbers as texts, so that no rules file rounds one: weights, points, percentages.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "hotline/measure/measure.hpp"

namespace hotline {

// "1", "0.8", "12.5": in units of the last of `places`, which none may have more of; not below zero, at most six
// digits before the point.
std::optional<std::int64_t> read_decimal(std::string_view text, std::size_t places);

// "90%" is 90/100, "96.25%" is 9625/10000; up to 100%, twelve digits in all.
std::optional<Fraction> read_percentage(std::string_view text);

}  // namespace hotline

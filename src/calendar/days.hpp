// Dates and instants as plain counts, for tables: days and seconds since 1970-01-01.
#pragma once

#include <cstdint>
#include <limits>

#include "hotline/base/instant.hpp"
#include "hotline/calendar/zone.hpp"

namespace hotline {

inline constexpr std::int64_t day_s = 86'400;

// Where there is no answer the second lies outside the covered years: one number, which costs nothing to hand on.
using Second = std::int64_t;  // of UTC
inline constexpr Second never = std::numeric_limits<Second>::max();

constexpr std::int64_t day_number(Date date) { return std::chrono::sys_days{date}.time_since_epoch().count(); }
constexpr Date date_of(std::int64_t day) {
  return Date{std::chrono::sys_days{std::chrono::days{static_cast<std::int32_t>(day)}}};
}
constexpr std::int64_t count_of(Instant at) { return at.time_since_epoch().count(); }
constexpr Instant instant_of(std::int64_t second) { return Instant{std::chrono::seconds{second}}; }
constexpr LocalTime local_of(std::int64_t second) { return LocalTime{std::chrono::seconds{second}}; }

inline constexpr std::int64_t covered_days = day_number(last_date) + 1;
static_assert(day_number(first_date) == 0);

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }
constexpr std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return -floor_div(-a, b); }
static_assert(floor_div(-1, day_s) == -1 && ceil_div(1, 100) == 1);

// low <= value && value <= high, in one comparison; low <= high.
constexpr bool is_within(std::int64_t value, std::int64_t low, std::int64_t high) {
  const auto above = [low](std::int64_t x) { return static_cast<std::uint64_t>(x) - static_cast<std::uint64_t>(low); };
  return above(value) <= above(high);
}

}  // namespace hotline

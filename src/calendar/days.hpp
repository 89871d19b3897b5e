// Dates and instants as plain counts, for tables: days and seconds since 1970-01-01.
#pragma once

#include <cstdint>

#include "hotline/base/instant.hpp"
#include "hotline/calendar/zone.hpp"

namespace hotline {

inline constexpr std::int64_t day_s = 86'400;

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

}  // namespace hotline

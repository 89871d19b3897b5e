// The trial month on Shanghai's clock: 29 days from Monday 27 February 2023, 21 of them working days, no holiday.
// Made without hotline's calendar on purpose, so that the log is no judge in its own cause.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

namespace shanghai {

using Second = std::int64_t;  // since 2023-02-27 00:00

constexpr Second minute = 60;
constexpr Second hour = 60 * minute;
constexpr Second day = 24 * hour;
constexpr Second opening = 9 * hour;
constexpr Second closing = 17 * hour + 30 * minute;
constexpr Second working_day = closing - opening;
constexpr std::int64_t days = 29;
constexpr Second end_of_month = (days - 1) * day + closing;  // the books close with the office on 27 March

constexpr bool is_working(std::int64_t date) { return date % 7 < 5; }

// The first open second from `at` on.
constexpr Second at_work(Second at) {
  std::int64_t date = at / day;
  if (is_working(date) && at % day < opening) return date * day + opening;
  if (is_working(date) && at % day < closing) return at;
  do ++date;
  while (!is_working(date));
  return date * day + opening;
}

// `at` and so many open seconds later.
constexpr Second later(Second at, Second open_seconds) {
  at = at_work(at);
  for (;;) {
    const Second left_today = (at / day) * day + closing - at;
    if (open_seconds < left_today) return at + open_seconds;
    open_seconds -= left_today;
    at = at_work(at + left_today);
  }
}

// The opening of the nth working day after the day of `at`.
constexpr Second opening_after(Second at, int working_days) {
  std::int64_t date = at / day;
  while (working_days > 0) {
    ++date;
    if (is_working(date)) --working_days;
  }
  return date * day + opening;
}

static_assert(later(4 * day + closing - hour, 2 * hour) == 7 * day + opening + hour,
              "Friday 16:30 and two hours: Monday 10:00");

inline std::string stamp(Second at) {
  using namespace std::chrono;
  const year_month_day date{sys_days{year{2023} / February / 27} + std::chrono::days{at / day}};
  const auto of_day = static_cast<int>(at % day);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "2023-%02u-%02uT%02d:%02d:%02d+08:00", static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), of_day / 3600, of_day / 60 % 60, of_day % 60);
  return text.data();
}

}  // namespace shanghai

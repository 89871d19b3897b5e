#include "report/plain_week.hpp"

#include <array>
#include <utility>

namespace hotline {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::chrono::seconds length(const Hours& hours) {
  std::chrono::seconds open{};
  for (const Window& window : hours) open += window.close - window.open;
  return open;
}

bool is_plain(const CalendarDay& day) { return day.why == "weekday" || day.why == "weekend"; }

// What the week gives each weekday, as the first plain date of it shows.
std::optional<Week> plain_week(const Calendar& calendar) {
  Week week;
  std::array<bool, 7> found{};
  std::size_t missing = found.size();
  for (sys_days date = sys_days{first_date}; date <= sys_days{last_date} && missing > 0; date += days{1}) {
    const std::chrono::weekday weekday{date};
    bool& known = found[weekday.iso_encoding() - 1];
    if (known) continue;
    const CalendarDay day = calendar.day(date);
    if (!is_plain(day)) continue;
    week.on(weekday) = day.windows;
    known = true;
    --missing;
  }
  return missing == 0 ? std::optional(week) : std::nullopt;
}

// `drops`: whether a date with these hours, where the week has those, is taken back to the week.
template <class Drops>
std::optional<Calendar> without(const Calendar& calendar, const Drops& drops) {
  const auto week = plain_week(calendar);
  if (!week) return std::nullopt;
  CalendarSpec spec{.name = calendar.name(),
                    .revision = calendar.revision(),
                    .zone = calendar.zone(),
                    .week = *week,
                    .breaks = {},
                    .holidays = {},
                    .make_up = {},
                    .make_up_hours = {},
                    .days = {},
                    .known_until = calendar.known_until()};
  for (sys_days date = sys_days{first_date}; date <= sys_days{last_date}; date += days{1}) {
    CalendarDay day = calendar.day(date);
    const Hours& usual = week->on(std::chrono::weekday{date});
    if (day.windows == usual || drops(length(day.windows), length(usual))) continue;
    spec.days.push_back({date, date, std::move(day.windows), std::move(day.why), {}, {}});
  }
  const auto compiled = Calendar::compile(spec);
  return compiled ? std::optional(*compiled) : std::nullopt;
}

}  // namespace

std::optional<Calendar> without_closures(const Calendar& calendar) {
  return without(calendar, [](auto open, auto usual) { return open <= usual; });
}

std::optional<Calendar> without_openings(const Calendar& calendar) {
  return without(calendar, [](auto open, auto usual) { return open > usual; });
}

}  // namespace hotline

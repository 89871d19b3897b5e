// A day of a calendar in one line: "09:00-12:00 13:00-17:30 | weekday", "closed | weekend".
#pragma once

#include <string>

#include "hotline/calendar/hours.hpp"
#include "support/calendars.hpp"

namespace hotline::test {

inline std::string day_text(const Calendar& calendar, const std::string& text) {
  const CalendarDay day = calendar.day(date(text));
  std::string shown;
  for (const Window& window : day.windows) shown += to_text(window) + " ";
  return (shown.empty() ? "closed " : shown) + "| " + day.why;
}

}  // namespace hotline::test

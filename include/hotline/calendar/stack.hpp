// A city keeps its nation's calendar and adds its own days; a bureau does so to the city's. What holds then?
//
//   const CalendarSpec city = laid_over(nation, {.name = "city", .days = {flood}});
//
// What a layer does not say, it takes from the calendar below. Weakest first, as in every calendar: week < holiday sets
// < dated exceptions; within each the outer calendar's come later, so they win. The weekdays a layer names take its
// hours, or its breaks, instead of those below; closed parts of days add up.
// Promises: pure. An exception from below keeps the name of the calendar that made it, and a day says it in its `why`.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "hotline/calendar/calendar.hpp"
#include "hotline/export.hpp"

namespace hotline {

using SomeWeekdays = std::array<std::optional<Hours>, 7>;  // Monday first; nothing: as below

struct CalendarLayer {
  std::string name;
  Revision revision = {};
  std::optional<Zone> zone = {};
  SomeWeekdays hours = {};
  SomeWeekdays breaks = {};
  std::vector<HolidaySet> holidays = {};
  std::optional<std::chrono::weekday> make_up = {};
  std::optional<Hours> make_up_hours = {};
  std::vector<DatedHours> days = {};
  std::optional<Date> known_until = {};  // else what is known below, or of its own sets, whichever ends first
};

HOTLINE_API CalendarSpec laid_over(CalendarSpec below, const CalendarLayer& layer);

}  // namespace hotline

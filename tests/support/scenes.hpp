// Random calendars, and questions where something happens in them, for every test that holds the compiled calendar
// against the slow one.
//
//   Scene scene = random_scene(dice);
//   const Instant from = random_instant(dice, scene.slow, scene.moments.front());
//   due_at(scene.calendar, random_limit(dice), from);
#pragma once

#include <vector>

#include "hotline/calendar/calendar.hpp"
#include "hotline/calendar/limit.hpp"
#include "support/dice.hpp"
#include "support/slow_calendar.hpp"

namespace hotline::test {

struct Scene {
  CalendarSpec spec;
  Calendar calendar;
  SlowCalendar slow;
  std::vector<Instant> moments;  // near which its exceptions lie, often a change of its zone's clock; 1970 to 2100
};

// Every layer there is: windows across midnight and to the second, breaks, make-up days by a weekday or by hours of
// their own, sets of dates and sets by yearly rules, dated exceptions, half days. Zones that have done what zones do.
Scene random_scene(Dice& dice, int moments = 1);
CalendarSpec random_spec(Dice& dice, const Zone& zone, const std::vector<Instant>& moments);
Scene scene_of(CalendarSpec spec, std::vector<Instant> moments);  // what overlaps or leaves nothing is cut back

// Within days of a moment, often on an edge of a window or of a date.
Instant random_instant(Dice& dice, const SlowCalendar& slow, Instant around);
Limit random_limit(Dice& dice);  // every counting, start, first day and end

bool has_nights(const CalendarSpec& spec);  // any window past midnight

}  // namespace hotline::test

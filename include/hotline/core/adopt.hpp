// What does a changed calendar do to a case?
//
//   const auto changes = calendar_changes(before, after);        // "office", from 2020-01-31 on
//   const auto events = adopt(matter, changes, now, PastBreaches::correct, in_force);
//
// Clocks stand in their calendar's own coordinates, so a change of what is still to come moves their due instants and
// nothing else: no event, but where a start was deemed received at an opening that has moved. A change that reaches
// back counts the open clocks it touches anew, from their start, pauses and extensions kept. A due that it puts before
// `now` is due at `now`: nobody is late for a rule made afterwards. A breach that would not have been stands, or is
// corrected, as is decided once for all and written in every case it concerns; clocks that have ended keep their
// verdicts.
// Promises: pure; no event where nothing moves, so adopting twice does nothing the second time.
// Expects:  the case advanced to `now` under the calendars that were in force, and again afterwards under the new ones:
//           a breach that would have been later is corrected here and told there.
#pragma once

#include <string>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/event.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct CalendarChange {
  std::string calendar;
  Instant since{};  // nothing before it counts differently
  friend bool operator==(const CalendarChange&, const CalendarChange&) = default;
};

HOTLINE_API std::vector<CalendarChange> calendar_changes(const Rules& before, const Rules& after);

enum class PastBreaches { stand, correct };

// `in_force`: with the new calendars. Fails: not_found, when an open clock counts on a calendar that is gone.
HOTLINE_API Result<std::vector<Event>> adopt(const Case& matter, const std::vector<CalendarChange>& changes,
                                             Instant now, PastBreaches past, const InForce& in_force);

}  // namespace hotline

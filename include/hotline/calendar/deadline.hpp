// When does a limit run out, and why then?
//
//   due_at(office, parse_limit("1 working day").value(), received);  // Fri 16:30 -> Mon 17:30
//   worked_between(office, opened, closed);                          // 09:00-10:30 -> 5400 s
//   explain(office, limit, received, pauses)->days;                  // Sat 0 "weekend", Sun 0 "weekend", Mon 1 ...
//
// On time means done at or before the due instant. A limit that runs out at closing time is due at that closing, not at
// the next opening.
// Promises: pure; the same arguments give the same answer on any machine, on any day.
// Fails:    out_of_range, outside 1970-2100; bad_input for `given`, which has no length.
// Not here: the life of a clock, its extensions (core/); keys (line.hpp).
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/calendar/calendar.hpp"
#include "hotline/calendar/limit.hpp"
#include "hotline/export.hpp"

namespace hotline {

HOTLINE_API Result<Instant> due_at(const Calendar& calendar, const Limit& limit, Instant from);

// The latest whole second whose due instant is at or before `due`.
HOTLINE_API Result<Instant> latest_start(const Calendar& calendar, const Limit& limit, Instant due);

// Whole working seconds, negative when reversed.
HOTLINE_API std::chrono::seconds worked_between(const Calendar& calendar, Instant from, Instant to);

// A clock that stood still in [from, to), as its case tells.
struct Pause {
  Instant from;
  Instant to;
  friend bool operator==(const Pause&, const Pause&) = default;
};

struct ExplainedDay {
  Date date;
  std::vector<Span> counted;  // the part of the limit that ran on this date; for counts of days, the day's windows
  std::vector<Span> paused;   // the part of this date in which the clock stood still
  std::int64_t amount = 0;    // in the explanation's unit: seconds, or days (0 or 1)
  std::string why;            // why it counted or was skipped
};

struct Explanation {
  enum class Unit { seconds, days };

  std::string calendar;
  Revision revision;  // of that calendar
  Limit limit;
  Instant from;
  Instant received;  // deemed: the start rule applied
  Instant due;
  bool provisional = false;
  std::vector<Pause> pauses;
  Unit unit = Unit::seconds;
  std::int64_t total = 0;          // the limit in that unit
  std::vector<ExplainedDay> days;  // every local date from receipt to due; their amounts add up to the total
};

// Pauses are those of one clock, in order. Each costs what passes in it: open seconds, or the days that close in it;
// the limit is not due before the last one ends. Days that end at the same time of day are told in seconds of the wall
// clock once there is a pause, for it moves that time.
// Fails: bad_input, for a pause before the start, before the one ahead of it, or that ends before it begins.
HOTLINE_API Result<Explanation> explain(const Calendar& calendar, const Limit& limit, Instant from,
                                        const std::vector<Pause>& pauses = {});

}  // namespace hotline

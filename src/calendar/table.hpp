// A calendar, compiled: zones, holidays and midnights are behind us, what is left is counting.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/days.hpp"
#include "calendar/layers.hpp"
#include "calendar/local_clock.hpp"
#include "calendar/sorted_index.hpp"
#include "calendar/timeline.hpp"
#include "hotline/calendar/calendar.hpp"

namespace hotline {

// Working days are numbered from 0; their windows never overlap, so their closes strictly grow.
struct WorkingDays {
  std::vector<std::int64_t> day;     // day number
  std::vector<std::int64_t> open;    // first opening
  SortedIndex close;                 // last closing, perhaps on the next date
  std::vector<std::int64_t> worked;  // open seconds of the calendar up to that closing
  std::vector<std::int32_t> before;  // by day number, one more than there are days: working days before it
};

struct Calendar::Table {
  std::string name;
  Zone zone;
  std::optional<Date> known_until;
  Layers layers;
  LocalClock clock;
  SortedIndex midnights;  // by day number, one more than there are days; a date that does not exist has no length
  WorkingDays working;
  Timeline open;        // seconds inside windows
  Timeline whole_days;  // every second of working days

  std::int64_t begin() const { return midnights.front(); }
  std::int64_t end() const { return midnights.back(); }
  bool covers(std::int64_t at) const { return begin() <= at && at <= end(); }

  // The local date at an instant, as a day number; never decreasing, and within the covered days.
  std::int64_t day_at(std::int64_t at) const {
    const auto begun = static_cast<std::int64_t>(midnights.at_or_below(at));
    return begun == 0 ? 0 : std::min(begun, covered_days) - 1;
  }
  bool exists(std::int64_t day) const { return midnights[index(day)] < midnights[index(day + 1)]; }
  bool works(std::int64_t day) const { return working.before[index(day)] < working.before[index(day + 1)]; }
  std::int64_t working_before(std::int64_t day) const { return working.before[index(day)]; }
  std::int64_t working_days() const { return static_cast<std::int64_t>(working.day.size()); }

  // Working days whose last window has closed by `at`.
  std::int64_t closed(std::int64_t at) const { return static_cast<std::int64_t>(working.close.at_or_below(at)); }

  static std::size_t index(std::int64_t i) { return static_cast<std::size_t>(i); }
};

}  // namespace hotline

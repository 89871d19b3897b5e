// A calendar, compiled: zones, holidays and midnights are behind us, what is left is counting.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <mutex>
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
  std::vector<std::uint16_t> day;     // by number: its day number
  std::vector<std::uint16_t> before;  // by day number, one more than there are days: working days before it
  SortedIndex close;                  // by number: its last closing, perhaps on the next date
  static_assert(covered_days <= UINT16_MAX);
};

struct Calendar::Table {
  std::string name;
  Revision revision;
  Zone zone;
  std::optional<Date> known_until;
  std::vector<Hours> hours;
  std::vector<std::string> why;
  std::vector<DayRule> rules;       // each once
  std::vector<std::uint16_t> days;  // by day number: its rule
  LocalClock clock;
  WorkingDays working;
  Timeline open;        // seconds inside windows
  Timeline whole_days;  // every second of working days

  struct Coordinates {  // worked out when they are first asked for
    std::once_flag once;
    std::string hash;
    std::vector<std::string> years;
  };
  std::shared_ptr<Coordinates> coordinates = std::make_shared<Coordinates>();

  bool covers(Second at) const { return is_within(at, clock.begin(), clock.end()); }

  // The local date at an instant, as a day number; never decreasing, and within the covered days.
  std::int64_t day_at(std::int64_t at) const {
    return std::clamp<std::int64_t>(floor_div(clock.reached(at), day_s), 0, covered_days - 1);
  }
  std::int64_t midnight(std::int64_t day) const { return clock.when(day * day_s); }
  // A date that its zone skips whole has no length.
  bool exists(std::int64_t day) const { return midnight(day) < midnight(day + 1); }

  const DayRule& rule(std::int64_t day) const { return rules[days[index(day)]]; }
  bool works(std::int64_t day) const { return working.before[index(day)] < working.before[index(day + 1)]; }
  std::int64_t working_before(std::int64_t day) const { return working.before[index(day)]; }
  std::int64_t working_days() const { return static_cast<std::int64_t>(working.day.size()); }

  // Working days whose last window has closed by `at`.
  std::int64_t closed(std::int64_t at) const { return static_cast<std::int64_t>(working.close.at_or_below(at)); }

  // Of the working day of that number: its date, its first opening, its last closing.
  std::int64_t working_day(std::int64_t number) const { return working.day[index(number)]; }
  std::int64_t closing(std::int64_t number) const { return working.close[index(number)]; }
  std::int64_t opening(std::int64_t number) const {
    const std::int64_t earliest = number == 0 ? clock.begin() : closing(number - 1);
    return std::max(earliest, count_of(open[open.ending_after(earliest)].open));
  }

  std::size_t bytes() const;  // of what grows with the years

  static std::size_t index(std::int64_t i) { return static_cast<std::size_t>(i); }
};

}  // namespace hotline

// What every date's hours are, once week, sets and exceptions lie on one another and breaks and closures are cut, and
// why.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hotline/calendar/calendar.hpp"

namespace hotline {

struct DayRule {  // indices into the lists of Layers
  std::uint32_t hours = 0;
  std::uint32_t why = 0;
  friend auto operator<=>(const DayRule&, const DayRule&) = default;
};

struct Layers {
  std::vector<Hours> hours;  // the first is closed
  std::vector<std::string> why;
  std::vector<DayRule> days;              // by day number, 1970-01-01 to 2100-12-31
  std::vector<std::vector<Span>> opened;  // by day number, where open time is not read off `hours`: what is combined
};

Result<Layers> lay(const CalendarSpec& spec);

}  // namespace hotline

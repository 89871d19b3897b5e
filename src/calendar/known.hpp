// Until when is a calendar known, where several sets or parts each know their own date?
#pragma once

#include <optional>
#include <vector>

#include "hotline/calendar/holidays.hpp"

namespace hotline {

// The earlier of two, where nothing means without end.
inline std::optional<Date> earlier(const std::optional<Date>& a, const std::optional<Date>& b) {
  if (!a || !b) return a ? a : b;
  return *b < *a ? b : a;
}

inline std::optional<Date> earliest_known(const std::vector<HolidaySet>& sets) {
  std::optional<Date> earliest;
  for (const HolidaySet& set : sets) earliest = earlier(earliest, set.known_until);
  return earliest;
}

}  // namespace hotline

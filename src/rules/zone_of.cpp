#include "hotline/rules/zone_of.hpp"

namespace hotline {

Zone zone_of(const Rules& rules) {
  if (rules.calendars.empty()) return Zone::utc();
  const Zone& first = rules.calendars.begin()->second.zone();
  for (const auto& [name, calendar] : rules.calendars) {
    if (calendar.zone().name() != first.name()) return Zone::utc();
  }
  return first;
}

}  // namespace hotline

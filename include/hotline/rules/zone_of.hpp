// In which zone does a city read its clock? The one its calendars share; UTC where they differ or there is none.
#pragma once

#include "hotline/calendar/zone.hpp"
#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

HOTLINE_API Zone zone_of(const Rules& rules);

}  // namespace hotline

// The dates of a year that a rule names.
#pragma once

#include <optional>

#include "hotline/calendar/holiday_rules.hpp"

namespace hotline {

std::optional<Date> date_in(std::chrono::year year, const YearlyDate& on);  // nothing: that year has no such date

}  // namespace hotline

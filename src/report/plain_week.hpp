// A calendar without some of its exceptions: what another system that does not know them counts with.
#pragma once

#include <optional>

#include "hotline/calendar/calendar.hpp"

namespace hotline {

// None: its plain week cannot be read off its days, or nothing would be left open.
std::optional<Calendar> without_closures(const Calendar& calendar);  // closed and shortened days as the week has them
std::optional<Calendar> without_openings(const Calendar& calendar);  // days opened or lengthened likewise

}  // namespace hotline

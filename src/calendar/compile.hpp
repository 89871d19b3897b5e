// The last step to a calendar, however its layers came about.
#pragma once

#include <memory>

#include "calendar/table.hpp"

namespace hotline {

// `head` says whose: its name, revision, zone and what is known.
Result<std::shared_ptr<const Calendar::Table>> tabulate(const CalendarSpec& head, Layers layers);

}  // namespace hotline

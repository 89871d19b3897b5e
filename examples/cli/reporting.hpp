// A report as it was asked for: by what, in which form, and where to.
#pragma once

#include <string>

#include "commands.hpp"
#include "hotline/report/count.hpp"

namespace hotline {

// Everything that can be refused before the work is done.
Result<CountOptions> read_wanted(const ReportWanted& wanted, const Rules& rules);
Result<void> deliver(const Report& report, const ReportWanted& wanted, World& world);

}  // namespace hotline

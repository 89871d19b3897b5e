// A report as it was asked for: by what, in which form, and where to.
#pragma once

#include <string>
#include <vector>

#include "commands.hpp"
#include "hotline/report/count.hpp"

namespace hotline {

// Everything that can be refused before the work is done.
Result<CountOptions> read_wanted(const ReportWanted& wanted, const Rules& rules);
// `again`: the words that ask for this report once more, as typed.
Result<void> deliver(const Report& report, const ReportWanted& wanted, const std::vector<std::string>& again,
                     World& world);

}  // namespace hotline

// Why is a clock due then?
#pragma once

#include <optional>
#include <string>

#include "hotline/core/case.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/report/table.hpp"

namespace hotline {

struct WhyDue {
  std::optional<Instant> due;       // none: it stands still
  Title says;                       // in a sentence
  std::optional<ReportTable> days;  // what counted of each date; none: nothing to count
};

WhyDue why_due(const Case& matter, const Ticket& ticket, const Clock& clock, const InForce& in_force, const Zone& zone);

}  // namespace hotline

// The promises of a ticket, as a measure judges them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hotline/core/case.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/measure/measure.hpp"
#include "hotline/report/verdict.hpp"

namespace hotline {

struct Judged {  // one promise: a cycle of a clock
  using End = PromiseVerdict::End;
  const Clock* clock = nullptr;
  End end = End::open;
  bool breached = false;
};

struct Judge {
  const InForce& in_force;
  const Case& matter;
  Measure::Deadline deadline = Measure::Deadline::extended;
  Measure::Breaches breaches = Measure::Breaches::corrected;

  // Cycles that a change replaced are none; of one that a correction replaced either it or the next counts.
  std::vector<Judged> promises_of(const Ticket& ticket) const;
  std::optional<Instant> due(const Ticket& ticket, const Clock& clock) const;  // none: paused, or past 2100

 private:
  std::optional<Instant> original_due(const Clock& clock) const;  // none: never granted more time
};

}  // namespace hotline

// The promises of a case, each under a name that holds under other rules too: ticket numbers do not, since some rules
// open tickets that others do not.
#pragma once

#include <cstdint>
#include <vector>

#include "hotline/core/case.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/report/verdict.hpp"
#include "report/promises.hpp"

namespace hotline {

struct PlacedPromise {
  const Ticket* ticket = nullptr;
  const Clock* clock = nullptr;
  std::uint32_t nth_of_kind = 1;  // ticket of its kind in the case
  std::uint32_t nth = 1;          // promise of its target on the ticket
  PromiseVerdict verdict;
};

std::vector<PlacedPromise> placed_promises(const Case& matter, const InForce& in_force);

// Cases bound to another version are judged by the current rules.
void judge_as_current(InForce& in_force, const Case& matter);

}  // namespace hotline

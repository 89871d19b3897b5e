// A case in memory, with what its next entry needs.
#pragma once

#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/event.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

struct Held {
  Case matter;
  Digest head{};
  Instant recorded_at = Instant::min();  // of its last entry: recording time never goes back in a case

  void evolve_all(const std::vector<Event>& events);
  // Evolves, and is the entry that says so. `rules`: those the case is bound to.
  Entry take(Instant now, const std::vector<Event>& events, const Rules& rules);
};

Result<Held> held_from(const CaseId& id, const std::vector<KeptEntry>& entries);
Result<std::vector<Hint>> hints_of(const Case& matter, const InForce& in_force);

}  // namespace hotline

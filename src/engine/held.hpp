// A case in memory, with what its next entry needs.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/event.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

struct Held {
  Case matter;
  Instant recorded_at = Instant::min();  // of its last entry: recording time never goes back in a case
  std::optional<std::size_t> touched;    // its number in the batch that is deciding on it

  Result<void> take(const Entry& entry);
  // The entry that says what has just become of the case. `rules`: those it is bound to.
  Entry entry_of(const std::vector<Event>& events, Instant now, const Rules& rules);
};

Result<Held> held_from(const CaseId& id, const std::vector<KeptEntry>& entries);
Result<std::vector<Hint>> hints_of(const Case& matter, const InForce& in_force);

}  // namespace hotline

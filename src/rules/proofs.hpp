// The proofs, one .cpp each. All speak of the tables they concern as read_rules names them.
#pragma once

#include <vector>

#include "hotline/rules/prove.hpp"

namespace hotline {

void prove_workflows(const Rules& rules, std::vector<Unsound>& faults);     // ends, levels, guards, somebody can act
void prove_policies(const Rules& rules, std::vector<Unsound>& faults);      // every combination exactly once
void prove_clocks(const Rules& rules, std::vector<Unsound>& faults);        // each can start, and is met or cancelled
void prove_system_verbs(const Rules& rules, std::vector<Unsound>& faults);  // what timers and rungs do is there

}  // namespace hotline

// The proofs, one .cpp each. All speak of the tables they concern as read_rules names them.
#pragma once

#include <string>
#include <vector>

#include "hotline/rules/prove.hpp"

namespace hotline {

void prove_workflows(const Rules& rules, std::vector<Unsound>& faults);     // ends, levels, guards, somebody can act
void prove_policies(const Rules& rules, std::vector<Unsound>& faults);      // every combination exactly once
void prove_clocks(const Rules& rules, std::vector<Unsound>& faults);        // each can start, and is met or cancelled
void prove_always(const Rules& rules, std::vector<Unsound>& faults);        // nothing comes without what it needs
void prove_ladders(const Rules& rules, std::vector<Unsound>& faults);       // levels rise with time
void prove_system_verbs(const Rules& rules, std::vector<Unsound>& faults);  // what timers and rungs do is there

std::string table_of(const Target& target);  // "target.contact"
std::string called(const Target& target);    // "target 'contact'"

}  // namespace hotline

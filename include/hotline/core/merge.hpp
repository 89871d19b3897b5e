// Two callers, one matter: what follows for both cases?
//
//   Command{.verb = "merge", .case_id = {"2303-0017"}, .with = {"2303-0005"}, .by = "dispatcher", ...}
//   const auto both = decide_merge(theirs, survivor, command, now, in_force);
//
// A merge supersedes the absorbed case's clocks; of each target both have, the survivor takes the start and pauses of
// the one due first. The absorbed case stays on record and answers for its caller; nothing but `unmerge` is allowed
// there until it stands alone again, when both cases' clocks are derived anew from their own histories.
// Promises: pure; both lists of events are kept, or neither. Both cases have been advanced to `now`.
// Fails:    refused, by value: a case into itself, or in a circle; one already merged; one at its end; other kinds.
#pragma once

#include <string_view>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/command.hpp"
#include "hotline/core/event.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/export.hpp"
#include "hotline/workflow/workflow.hpp"

namespace hotline {

constexpr bool concerns_two_cases(std::string_view verb) { return verb == merge_verb || verb == unmerge_verb; }

struct BothCases {
  std::vector<Event> absorbed;  // of the command's own case
  std::vector<Event> survivor;
};

HOTLINE_API Result<BothCases> decide_merge(const Case& absorbed, const Case& survivor, const Command& command,
                                           Instant now, const InForce& in_force);

}  // namespace hotline

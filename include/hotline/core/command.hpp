// What does somebody ask for?
//
//   Command{.id = {"c-1"}, .case_id = {"2303-0001"}, .verb = "open", .by = "agent", .at = at, .kind = "order",
//           .set = {{"urgency", "sub-urgent"}}}
//   Command{.id = {"c-2"}, .case_id = {"2303-0001"}, .verb = "dispatch", .by = "dispatcher", .at = later}
//
//
// hotline's own verbs, beside those of the rules:
//   open     a case, of a kind
//   rebind   the case, to the version named by set = {{"rules", "2024-01"}}
//   merge    the case into another, `with`; unmerge it again
// A command may be refused. `at` is when it happened; when hotline was told is the `now` given with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "hotline/base/ids.hpp"
#include "hotline/base/instant.hpp"
#include "hotline/policy/match.hpp"

namespace hotline {

using TicketNumber = std::uint32_t;  // within its case, from 1: the citizen's own; the escalation follows

struct Command {
  CommandId id = {};
  CaseId case_id = {};
  TicketNumber ticket = 1;
  std::string verb = {};
  std::string by = {};  // the role of who asks
  Instant at = {};
  std::string kind = {};            // of `open`: which workflow
  Fields set = {};                  // attributes and labels, by name
  std::optional<Instant> due = {};  // for targets whose limit is `given`
  CaseId with = {};                 // the other case of a merge
};

}  // namespace hotline

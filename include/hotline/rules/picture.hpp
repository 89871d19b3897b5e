// What does a kind of ticket look like under its rules, and which way did one ticket go?
//
//   to_dot(workflow, rules)          // states and verbs as people call them, roles and clocks on the arrows
//   to_dot(workflow, rules, path)    // and the way of one ticket, its opening first, marked
//
// On an arrow: ▶ starts a clock, ■ meets it, ✕ cancels it, ‖ pauses it, ▷ lets it run on, ↺ begins it anew, ↻ carries
// it on with what was left, + gives it more time; ? behind a name: for some values only. The legend has those that
// occur. The same rules and path draw the same bytes.
#pragma once

#include <string>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

struct PathStep {
  std::string verb;
  std::string to;  // the state it led to
};

HOTLINE_API std::string to_dot(const Workflow& workflow, const Rules& rules, const std::vector<PathStep>& path = {});
HOTLINE_API std::string to_mermaid(const Workflow& workflow, const Rules& rules,
                                   const std::vector<PathStep>& path = {});

}  // namespace hotline

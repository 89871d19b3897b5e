// Which tickets get which promises?
//
//   [[policy]]
//   name    = "simple order"
//   kind    = "order"
//   when    = { urgency = "ordinary", complexity = ["unset", "simple"] }
//   targets = ["contact", "resolve-simple"]     # [] is allowed: nothing is promised
//
// The policies of one kind cover every combination of attribute values exactly once; rules where they do not are
// refused.
#pragma once

#include <string>
#include <vector>

#include "hotline/policy/match.hpp"

namespace hotline {

struct Policy {
  std::string name;
  std::string kind;
  Match when;
  std::vector<std::string> targets;  // targets and timers, in the order they are told
};

}  // namespace hotline

// Is a rules file sound, before any ticket meets it?
//
//   for (const Unsound& fault : prove(rules)) ...
//   // policy: no policy of kind 'order' covers urgency=urgent, complexity=simple
//
// Proved: every state is reached and leads to an end; the policies of a kind cover every combination of attribute
// values exactly once (by subtracting boxes, never by enumeration); every clock a policy starts is met or cancelled on
// every way to an end; every target a policy gives can start. Each failure comes with a smallest counter-example.
#pragma once

#include <string>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

struct Unsound {
  std::string where;  // the table it is about: "workflow.order", "policy 'simple order'"
  std::string message;
};

HOTLINE_API std::vector<Unsound> prove(const Rules& rules);

}  // namespace hotline

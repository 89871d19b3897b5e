// Is a rules file sound, before any ticket meets it?
//
//   for (const Unsound& fault : prove(rules)) ...
//   // policy: no policy of kind 'order' covers urgency=urgent, complexity=simple
//
// Proved: every state is reached and leads to an end; in every state and combination of values somebody, or a timer,
// can act; every verb has somebody who does it; guards on one verb exclude each other; the policies of a kind cover
// every combination exactly once (by subtracting boxes, never by enumeration); every target a policy gives can start,
// and every clock that starts is met or cancelled on every way to an end; `always` rules hold on every way; ladders
// rise, and people lead down from every level. Ways are walked with counts as they are, clocks as far as rules alone
// tell, and values that are set as anything. Each failure comes with a smallest counter-example.
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

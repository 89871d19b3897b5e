// What a step of a ticket is, as triggers see it.
#pragma once

#include <string_view>

#include "hotline/rules/rules.hpp"

namespace hotline {

struct Happening {
  std::string_view verb;    // empty: time has passed
  std::string_view enters;  // empty: the state stays
  std::string_view state;   // after it
  bool by_system_alone = false;
  const Match* known = nullptr;  // values that the ticket surely has then; any others it may have
};

bool pulled(const Trigger& trigger, const Happening& what);  // it may be
bool surely_pulled(const Trigger& trigger, const Happening& what);

// What a transition's guard asked for, and what it sets. Commands set values ahead of the guard.
Match values_then(const Rules& rules, const Transition& transition);

bool by_system_alone(const Transition& transition);

}  // namespace hotline

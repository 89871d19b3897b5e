// What guards, policies and triggers see of a ticket: the values that were set, and those read off its case.
#pragma once

#include <string>
#include <string_view>

#include "hotline/core/case.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

struct Facts {
  const Rules& rules;
  const Case& matter;
  const Ticket& ticket;
  std::string_view doing = {};  // a verb to count as done already

  std::string value_of(const std::string& attribute) const;
  bool hold(const Match& match) const;
};

// A ticket at its nth move: what that move was, and the values of then.
struct Moment {
  const Ticket& ticket;
  std::size_t move = 0;
};

// The move has one of the trigger's verbs or enters one of its states, and the values it names hold then.
bool pulled(const Trigger& trigger, const Moment& moment);
bool stands_still(const Target& target, const Moment& moment);  // after the move, whatever it was for

}  // namespace hotline

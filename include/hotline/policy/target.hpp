// What is promised, and what starts, pauses and meets it?
//
//   [target.contact]
//   limit    = "1 working day"
//   calendar = "office"
//   starts   = { on = "dispatch" }        # a transition's verb, or in = a state entered
//   meets    = { on = "contact" }
//   pauses   = { in = "parked" }
//
// A timer is a target without a promise: when it runs out it does a verb, and no figure counts it.
// A start acts once per ticket; only `resets` opens a new cycle.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hotline/calendar/limit.hpp"

namespace hotline {

struct Title {  // how people call it; either may be empty
  std::string zh;
  std::string en;
};

struct Trigger {
  std::vector<std::string> on;  // a transition with one of these verbs
  std::vector<std::string> in;  // being in (for pauses) or entering one of these states
  bool empty() const { return on.empty() && in.empty(); }
};

struct Target {
  std::string name;
  Title title;
  Limit limit;
  std::string calendar;  // may be empty where the limit needs none
  Trigger starts;
  Trigger meets;
  Trigger pauses;
  Trigger cancels;
  Trigger resets;
  std::string ladder;               // empty: none
  std::optional<std::string> does;  // a timer's verb; none: a promise

  bool is_promise() const { return !does.has_value(); }
};

}  // namespace hotline

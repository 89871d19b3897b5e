// What is promised, and what starts, pauses and meets it?
//
//   [target.contact]
//   limit    = "1 working day"
//   calendar = "office"
//   starts   = { on = "dispatch" }        # a transition's verb, or in = a state entered
//   meets    = { on = "contact" }
//   pauses   = { in = "parked" }
//
// A trigger is a transition's verb, or a state entered, and `when` it names values the ticket must have them then.
// A start acts once per ticket; only `resets` and `continues` open a new cycle, the first anew, the second with what
// was left when the last one ended. A verb that both meets and resets meets this cycle and begins the next. A pause
// stands while the ticket is in one of its states, from one of its verbs to one of `resumes`, or while it has its
// values alone; overlapping causes are one pause.
//   pauses  = { in = "waiting", at-most = "20 working days" }      # then the clock runs on by itself
//   extends = [ { on = "approve-extension", asked = "ask-extension", by = "5 working days" } ]
//   within  = { target = "resolve", margin = "1 working day" }     # a leg's: not due after its order's, less a margin
// A timer is a target without a promise: when it runs out it does a verb, and no figure counts it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hotline/calendar/limit.hpp"
#include "hotline/policy/match.hpp"

namespace hotline {

struct Title {  // how people call it; either may be empty
  std::string zh;
  std::string en;
};

struct Trigger {
  std::vector<std::string> on;  // a transition with one of these verbs
  std::vector<std::string> in;  // being in (for pauses) or entering one of these states
  Match when = {};              // and then the ticket has these values
  bool empty() const { return on.empty() && in.empty() && when.values.empty(); }
};

struct Extension {  // on top of what is there, in the target's own counting, whenever it is granted
  std::vector<std::string> on;
  std::vector<std::string> asked;  // verbs that may not be done once the clock is past due; empty: none
  Limit by;
};

struct Within {                      // a clock of the ticket above, while it runs or is breached
  std::vector<std::string> targets;  // of several the first that is open
  Limit margin;                      // amount 0: none; counted on this target's calendar
};

// What becomes of its clock when a change of attribute or rules gives the ticket another policy.
enum class OnChange {
  re_derive,  // one newly given stands where it would stand had it run from its start, minus pauses
  restart,    // one newly given starts at the change
  keep,       // an open one runs on under any policy
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
  Trigger resumes = {};             // of pauses that begin with a verb
  std::optional<Limit> pause_at_most = {};
  Trigger continues = {};
  std::vector<Extension> extends = {};
  std::optional<Within> within = {};
  OnChange on_change = OnChange::re_derive;

  bool is_promise() const { return !does.has_value(); }
};

}  // namespace hotline

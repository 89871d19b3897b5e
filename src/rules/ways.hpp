// Every way a ticket of one kind can go, step by step, with as much of what guards see as is asked for.
//
//   const Search found = search(rules, workflow, {.clocks = {{&target}}}, [&](const Step& step) { return ...; });
//   found.verbs    // "open", "dispatch", ...: a shortest way to a step that is wanted
//
// Counts of verbs are followed exactly, clocks as far as rules alone tell: a trigger with `when` may happen or not,
// unless the transition's own guard or `set` tells, a running clock may be breached at any time. Guards on what is not
// followed may hold.
#pragma once

#include <compare>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/rules/rules.hpp"
#include "rules/happening.hpp"

namespace hotline {

enum class Phase : unsigned { none, running, paused, breached, met, over };  // in the order of a clock's values
constexpr bool is_open(Phase phase) {
  return phase == Phase::running || phase == Phase::paused || phase == Phase::breached;
}

struct FollowedClock {
  const Target* target = nullptr;
  bool sure = true;  // every ticket of the kind has it; else it may be none or over at any time
};

struct Followed {
  std::vector<const Attribute*> counts = {};
  std::vector<FollowedClock> clocks = {};
  Trigger needed = {};  // whether it has happened
};

struct Stand {  // of a ticket on its way
  struct Clock {
    Phase phase = Phase::none;
    bool held = false;  // by a verb
    friend auto operator<=>(const Clock&, const Clock&) = default;
  };
  std::string state;
  std::vector<std::uint32_t> counts;  // of each attribute followed
  std::vector<Clock> clocks;          // of each clock followed
  bool needed = false;
  friend auto operator<=>(const Stand&, const Stand&) = default;
};

struct Step {
  Stand from;
  const Transition* by;  // none: the opening, or time has passed
  Happening what;
  Stand to;
};

class Ways {
 public:
  Ways(const Rules& rules, const Workflow& workflow, Followed followed);

  // A nearest step that is wanted. With none, every way was walked, unless there are too many.
  std::optional<Step> first(const std::function<bool(const Step&)>& is_wanted);
  bool gave_up() const { return gave_up_; }
  std::vector<const Transition*> path_of(const Step& step) const;  // the shortest way on which `first` came to it

  // Which of a followed attribute's values a ticket may have there; of any other, all.
  bool may_be(const Stand& stand, const Attribute& attribute, std::string_view value) const;

 private:
  std::vector<Step> steps_from(const Stand& stand) const;
  bool may_pass(const Stand& stand, const Match& guard) const;
  std::vector<Stand> after(const Stand& stand, const Happening& what) const;
  std::vector<Step> opened() const;

  const Rules& rules_;
  const Workflow& workflow_;
  Followed followed_;
  std::vector<Match> known_;                                   // with each transition
  std::map<Stand, std::pair<Stand, const Transition*>> came_;  // from where, by what; the first from itself
  bool gave_up_ = false;
};

struct Search {
  std::vector<std::string> verbs;  // of the way found; empty: there is none
  bool gave_up = false;            // there are too many ways to be sure
};

// A nearest step that is wanted. Follows what `followed` names, and of what guards look at only as much as it takes to
// see that a way found is none.
Search search(const Rules& rules, const Workflow& workflow, Followed followed,
              const std::function<bool(const Step&, const Ways&)>& is_wanted);

// Nothing where a clock may have any value on some tickets of the kind.
std::optional<FollowedClock> clock_of(const Attribute& attribute, const Rules& rules, const Workflow& workflow);
// Follows what a guard looks at; false when it did so already.
bool follow(const Attribute& attribute, const Rules& rules, const Workflow& workflow, Followed& followed);

bool gives(const Rules& rules, std::string_view kind, std::string_view target);  // some policy does
// The verbs that timers and rungs do on tickets of a kind.
std::vector<std::string> done_by_system(const Rules& rules, std::string_view kind);

}  // namespace hotline

#include <algorithm>
#include <deque>
#include <map>

#include <fmt/format.h>

#include "base/names.hpp"
#include "rules/proofs.hpp"

namespace hotline {
namespace {

bool pulled(const Trigger& trigger, std::string_view verb, std::string_view to) {
  return has(trigger.on, verb) || has(trigger.in, to);
}

bool surely(const Trigger& trigger, std::string_view verb, std::string_view to) {
  return trigger.when.values.empty() && pulled(trigger, verb, to);
}

std::string table_of(const Target& target) {
  return fmt::format("{}.{}", target.is_promise() ? "target" : "timer", target.name);
}

std::string called(const Target& target) {
  return fmt::format("{} '{}'", target.is_promise() ? "target" : "timer", target.name);
}

// How many timers and rungs do a verb: only when one alone does, the verb tells which clock has run out.
std::size_t doers_of(std::string_view verb, const Rules& rules) {
  std::size_t doers = 0;
  for (const Target& target : rules.targets) doers += target.does == verb ? 1 : 0;
  for (const Ladder& ladder : rules.ladders)
    for (const Rung& rung : ladder.rungs) doers += rung.does == verb ? 1 : 0;
  return doers;
}

// Every way a ticket and one of its clocks can go, guards left aside. A clock starts once and only resets start it
// again.
class Walks {
 public:
  enum class Clock { none, open, ended };
  struct Stand {
    std::string state;
    Clock clock = Clock::none;
    friend auto operator<=>(const Stand&, const Stand&) = default;
  };

  Walks(const Rules& rules, const Workflow& workflow, const Target& target)
      : workflow_{workflow}, target_{target}, sole_doer_{target.does && doers_of(*target.does, rules) == 1} {}

  // The verbs of a shortest way to an end at which the clock is still open; empty when there is none.
  std::vector<std::string> open_at_an_end() {
    const Stand first{workflow_.initial, after(Clock::none, open_verb, workflow_.initial, false)};
    came_[first] = {first, std::string{open_verb}};
    for (std::deque<Stand> next{first}; !next.empty(); next.pop_front()) {
      const Stand stand = next.front();
      if (stand.clock == Clock::open && workflow_.is_final(stand.state)) return way_to(stand);
      for (const Transition& transition : workflow_.transitions) {
        if (!has(transition.from, stand.state)) continue;
        const bool by_system_alone = transition.by.size() == 1 && transition.by.front() == system_role;
        const Stand then{transition.to_from(stand.state),
                         after(stand.clock, transition.on, transition.to, by_system_alone)};
        if (came_.emplace(then, std::pair{stand, transition.on}).second) next.push_back(then);
      }
    }
    return {};
  }

 private:
  Clock after(Clock clock, std::string_view verb, std::string_view to, bool by_system_alone) const {
    if (clock == Clock::none) return pulled(target_.starts, verb, to) ? Clock::open : Clock::none;
    const bool ran_out = sole_doer_ && by_system_alone && *target_.does == verb;
    const bool ends = ran_out || surely(target_.meets, verb, to) || surely(target_.cancels, verb, to);
    if (clock == Clock::open && ends) return Clock::ended;
    return pulled(target_.resets, verb, to) || pulled(target_.continues, verb, to) ? Clock::open : clock;
  }

  std::vector<std::string> way_to(Stand stand) const {
    std::vector<std::string> verbs;
    for (;;) {
      const auto& [from, verb] = came_.at(stand);
      verbs.insert(verbs.begin(), verb);
      if (from == stand) return verbs;
      stand = from;
    }
  }

  const Workflow& workflow_;
  const Target& target_;
  bool sole_doer_;
  std::map<Stand, std::pair<Stand, std::string>> came_;  // from where, by which verb; the first from itself
};

bool can_start(const Workflow& workflow, const Target& target) {
  if (pulled(target.starts, open_verb, workflow.initial)) return true;
  return std::any_of(workflow.transitions.begin(), workflow.transitions.end(),
                     [&](const Transition& transition) { return pulled(target.starts, transition.on, transition.to); });
}

void prove_clock(const Rules& rules, const Workflow& workflow, const Target& target, std::vector<Unsound>& faults) {
  if (!can_start(workflow, target)) {
    faults.push_back(
        {table_of(target), fmt::format("{} is given to kind '{}', where nothing starts it: name a verb or state of "
                                       "that kind in 'starts', or take it out of its policies",
                                       called(target), workflow.kind)});
    return;
  }
  const std::vector<std::string> way = Walks{rules, workflow, target}.open_at_an_end();
  if (way.empty()) return;
  faults.push_back(
      {table_of(target),
       fmt::format(
           "{} of kind '{}' can be left open at an end, by {}: let {} that way, as in cancels = {{ on = \"{}\" }}",
           called(target), workflow.kind, fmt::join(way, ", "),
           target.is_promise() ? "something meet or cancel it" : "something cancel it", way.back())});
}

}  // namespace

void prove_clocks(const Rules& rules, std::vector<Unsound>& faults) {
  for (const Workflow& workflow : rules.workflows)
    for (const Target& target : rules.targets) {
      const bool given = std::any_of(rules.policies.begin(), rules.policies.end(), [&](const Policy& policy) {
        return policy.kind == workflow.kind && has(policy.targets, target.name);
      });
      if (given) prove_clock(rules, workflow, target, faults);
    }
}

void prove_system_verbs(const Rules& rules, std::vector<Unsound>& faults) {
  const auto check = [&](const std::string& where, const std::string& who, const std::string& verb) {
    bool there = false;
    bool allowed = false;
    for (const Workflow& workflow : rules.workflows)
      for (const Transition& transition : workflow.transitions)
        if (transition.on == verb) {
          there = true;
          allowed = allowed || transition.by.empty() || has(transition.by, system_role);
        }
    if (!there)
      faults.push_back({where, fmt::format("{} does '{}', a verb of no workflow: add a transition on it", who, verb)});
    if (there && !allowed)
      faults.push_back(
          {where,
           fmt::format("{} does '{}', which no transition lets \"system\" do: add \"system\" to its 'by'", who, verb)});
  };
  for (const Target& target : rules.targets)
    if (target.does) check(table_of(target), called(target), *target.does);
  for (const Ladder& ladder : rules.ladders)
    for (const Rung& rung : ladder.rungs)
      if (rung.does)
        check(fmt::format("ladder.{}", ladder.name),
              fmt::format("the rung at '{}' of ladder '{}'", rung.text, ladder.name), *rung.does);
}

}  // namespace hotline

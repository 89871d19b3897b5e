#include "rules/clock_phases.hpp"

#include <algorithm>

#include "base/names.hpp"

namespace hotline {
namespace {

std::size_t doers_of(std::string_view verb, const Rules& rules) {
  std::size_t doers = 0;
  for (const Target& target : rules.targets) doers += target.does == verb ? 1 : 0;
  for (const Ladder& ladder : rules.ladders)
    for (const Rung& rung : ladder.rungs) doers += rung.does == verb ? 1 : 0;
  return doers;
}

void add_all(std::vector<Phase>& phases, const std::vector<Phase>& more) {
  for (const Phase phase : more)
    if (std::find(phases.begin(), phases.end(), phase) == phases.end()) phases.push_back(phase);
}

}  // namespace

ClockPhases::ClockPhases(const Rules& rules, const Target& target)
    : target_{target}, sole_doer_{target.does && doers_of(*target.does, rules) == 1} {}

// The ends that a step may bring; without Phase::none among them it surely brings one.
std::vector<Phase> ClockPhases::ends(const Happening& what) const {
  const bool ran_out = sole_doer_ && what.by_system_alone && *target_.does == what.verb;
  if (ran_out) return {Phase::over};
  std::vector<Phase> ends;
  if (pulled(target_.meets, what)) ends.push_back(Phase::met);
  if (surely_pulled(target_.meets, what)) return ends;
  if (pulled(target_.cancels, what)) ends.push_back(Phase::over);
  if (!surely_pulled(target_.cancels, what)) ends.push_back(Phase::none);
  return ends;
}

std::vector<Phase> ClockPhases::open_phases(std::string_view state, bool held) const {
  const Trigger& pauses = target_.pauses;
  const bool by_values = !pauses.when.values.empty();
  const bool named = held || has(pauses.in, state);
  if (named && !by_values) return {Phase::paused};
  const bool by_values_alone = by_values && pauses.on.empty() && pauses.in.empty();
  if (named || by_values_alone) return {Phase::running, Phase::paused};
  return {Phase::running};
}

// What becomes of a clock that a step neither ends nor begins anew. More time, or a pause that is told late, may undo a
// breach.
std::vector<Phase> ClockPhases::gone_on(Phase phase, const Happening& what, const std::vector<Phase>& anew) const {
  if (!is_open(phase)) return {phase};
  if (phase != Phase::breached) return anew;
  const bool extended = std::any_of(target_.extends.begin(), target_.extends.end(),
                                    [&](const Extension& one) { return has(one.on, what.verb); });
  std::vector<Phase> phases{Phase::breached};
  if (extended || !target_.pauses.empty()) add_all(phases, anew);
  return phases;
}

std::vector<Phase> ClockPhases::phases_after(Phase phase, const Happening& what, bool held) const {
  const std::vector<Phase> anew = open_phases(what.state, held);
  const auto begins = [&](const Trigger& trigger) { return pulled(trigger, what); };
  const auto surely = [&](const Trigger& trigger) { return surely_pulled(trigger, what); };
  if (phase == Phase::none) {
    std::vector<Phase> phases;
    if (begins(target_.starts)) phases = anew;
    if (!surely(target_.starts)) phases.push_back(Phase::none);
    return phases;
  }
  const bool open = is_open(phase);
  std::vector<Phase> phases = open ? ends(what) : std::vector<Phase>{Phase::none};
  const bool may_go_on = std::erase(phases, Phase::none) > 0;
  // A verb that both meets and resets begins the next cycle at once.
  const bool is_met = std::find(phases.begin(), phases.end(), Phase::met) != phases.end();
  if (is_met && surely(target_.resets)) std::erase(phases, Phase::met);
  if (is_met && begins(target_.resets)) add_all(phases, anew);
  if (!may_go_on) return phases;
  if (begins(target_.resets) || (!open && begins(target_.continues))) add_all(phases, anew);
  if (!surely(target_.resets) && (open || !surely(target_.continues))) add_all(phases, gone_on(phase, what, anew));
  return phases;
}

std::vector<Stand::Clock> ClockPhases::after(const Stand::Clock& clock, const Happening& what) const {
  const bool held = clock.held || has(target_.pauses.on, what.verb);
  const bool freed = pulled(target_.resumes, what);
  const bool surely_freed = surely_pulled(target_.resumes, what);
  std::vector<Stand::Clock> clocks;
  for (const bool still : {true, false}) {
    const bool possible = still ? held && !surely_freed : !held || freed;
    if (!possible) continue;
    for (const Phase phase : phases_after(clock.phase, what, still)) clocks.push_back({phase, still});
  }
  return clocks;
}

std::vector<Stand::Clock> ClockPhases::later(const Stand::Clock& clock) const {
  if (clock.phase == Phase::running) return {{Phase::breached, clock.held}};
  if (clock.phase == Phase::paused && target_.pause_at_most) return {{Phase::running, clock.held}};
  return {};
}

}  // namespace hotline

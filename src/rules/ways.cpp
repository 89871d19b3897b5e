#include "rules/ways.hpp"

#include <algorithm>
#include <deque>

#include "base/names.hpp"
#include "rules/clock_phases.hpp"

namespace hotline {
namespace {

constexpr std::size_t most_stands = 100'000;

const std::vector<std::string>& phase_names() {
  static const std::vector<std::string> names{"none", "running", "paused", "breached", "met", "over"};
  return names;
}

template <class T>
void add_once(std::vector<T>& all, const T& one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

bool followed_already(const Attribute& attribute, const Followed& followed) {
  return std::find(followed.counts.begin(), followed.counts.end(), &attribute) != followed.counts.end();
}

bool follows_clock(const Target& target, const Followed& followed) {
  return std::any_of(followed.clocks.begin(), followed.clocks.end(),
                     [&](const FollowedClock& clock) { return clock.target == &target; });
}

std::string value_of(const Attribute::Counts& counts, const std::vector<std::string_view>& verbs) {
  const auto count = static_cast<std::uint32_t>(std::count(verbs.begin(), verbs.end(), counts.verb));
  return std::to_string(std::min(count, counts.cap));
}

// Guards on the way that look at what is not followed: counts that are not what they ask for, or else any clocks.
std::vector<const Attribute*> overlooked(const std::vector<const Transition*>& path, const Rules& rules) {
  std::vector<const Attribute*> counts, clocks;
  std::vector<std::string_view> verbs{open_verb};
  for (const Transition* transition : path) {
    for (const auto& [name, wanted] : transition->when.values) {
      const Attribute* attribute = rules.attribute(name);
      if (attribute == nullptr) continue;
      if (attribute->counts && !has(wanted, value_of(*attribute->counts, verbs))) counts.push_back(attribute);
      if (!attribute->clock.empty()) clocks.push_back(attribute);
    }
    verbs.push_back(transition->on);
  }
  return counts.empty() ? clocks : counts;
}

}  // namespace

bool gives(const Rules& rules, std::string_view kind, std::string_view target) {
  return std::any_of(rules.policies.begin(), rules.policies.end(),
                     [&](const Policy& policy) { return policy.kind == kind && has(policy.targets, target); });
}

std::vector<std::string> done_by_system(const Rules& rules, std::string_view kind) {
  std::vector<std::string> verbs;
  for (const Target& target : rules.targets) {
    if (!gives(rules, kind, target.name)) continue;
    if (target.does) add_once(verbs, *target.does);
    if (const Ladder* ladder = rules.ladder(target.ladder))
      for (const Rung& rung : ladder->rungs)
        if (rung.does) add_once(verbs, *rung.does);
  }
  return verbs;
}

std::optional<FollowedClock> clock_of(const Attribute& attribute, const Rules& rules, const Workflow& workflow) {
  const Target* target = rules.target(attribute.clock);
  if (target == nullptr || !gives(rules, workflow.kind, target->name)) return std::nullopt;
  const bool sure = std::all_of(rules.policies.begin(), rules.policies.end(), [&](const Policy& policy) {
    return policy.kind != workflow.kind || has(policy.targets, target->name);
  });
  // One that not every ticket has, and that may begin again, can have any value.
  const bool any = !sure && (!target->resets.empty() || !target->continues.empty());
  return any ? std::nullopt : std::optional{FollowedClock{target, sure}};
}

bool follow(const Attribute& attribute, const Rules& rules, const Workflow& workflow, Followed& followed) {
  if (attribute.counts && !followed_already(attribute, followed)) {
    followed.counts.push_back(&attribute);
    return true;
  }
  const auto clock = clock_of(attribute, rules, workflow);
  if (!clock || follows_clock(*clock->target, followed)) return false;
  followed.clocks.push_back(*clock);
  return true;
}

Ways::Ways(const Rules& rules, const Workflow& workflow, Followed followed)
    : rules_{rules}, workflow_{workflow}, followed_{std::move(followed)} {
  for (const Transition& transition : workflow.transitions) known_.push_back(values_then(rules, transition));
}

std::optional<Step> Ways::first(const std::function<bool(const Step&)>& is_wanted) {
  came_.clear();
  gave_up_ = false;
  std::deque<Stand> next;
  for (const Step& step : opened()) {
    came_[step.to] = {step.to, nullptr};
    if (is_wanted(step)) return step;
    next.push_back(step.to);
  }
  while (!next.empty()) {
    const Stand stand = next.front();
    next.pop_front();
    for (const Step& step : steps_from(stand)) {
      const bool is_new = came_.emplace(step.to, std::pair{step.from, step.by}).second;
      if (is_wanted(step)) return step;
      if (!is_new) continue;
      if (step.what.verb.empty())
        next.push_front(step.to);  // no further away
      else
        next.push_back(step.to);
    }
    if (came_.size() > most_stands) {
      gave_up_ = true;
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::vector<const Transition*> Ways::path_of(const Step& step) const {
  std::vector<const Transition*> path;
  if (step.by != nullptr) path.push_back(step.by);
  for (Stand at = step.from;;) {
    const auto& [from, by] = came_.at(at);
    if (by != nullptr) path.insert(path.begin(), by);
    if (from == at) return path;
    at = from;
  }
}

bool Ways::may_be(const Stand& stand, const Attribute& attribute, std::string_view value) const {
  if (attribute.counts) {
    for (std::size_t i = 0; i < followed_.counts.size(); ++i)
      if (followed_.counts[i] == &attribute) return std::to_string(stand.counts[i]) == value;
    return true;
  }
  if (attribute.clock.empty()) return true;
  if (!gives(rules_, workflow_.kind, attribute.clock)) return value == phase_names().front();
  for (std::size_t i = 0; i < followed_.clocks.size(); ++i) {
    const FollowedClock& clock = followed_.clocks[i];
    if (clock.target->name != attribute.clock) continue;
    if (!clock.sure && (value == "none" || value == "over")) return true;
    return phase_names()[static_cast<std::size_t>(stand.clocks[i].phase)] == value;
  }
  return true;
}

bool Ways::may_pass(const Stand& stand, const Match& guard) const {
  return std::all_of(guard.values.begin(), guard.values.end(), [&](const auto& wanted) {
    const Attribute* attribute = rules_.attribute(wanted.first);
    return attribute == nullptr ||
           std::any_of(wanted.second.begin(), wanted.second.end(),
                       [&](const std::string& value) { return may_be(stand, *attribute, value); });
  });
}

std::vector<Step> Ways::steps_from(const Stand& stand) const {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < followed_.clocks.size(); ++i)
    for (const Stand::Clock& later : ClockPhases{rules_, *followed_.clocks[i].target}.later(stand.clocks[i])) {
      Stand then = stand;
      then.clocks[i] = later;
      steps.push_back({stand, nullptr, {}, std::move(then)});
    }
  for (std::size_t i = 0; i < workflow_.transitions.size(); ++i) {
    const Transition& transition = workflow_.transitions[i];
    const auto from = std::find(transition.from.begin(), transition.from.end(), stand.state);
    if (from == transition.from.end() || !may_pass(stand, transition.when)) continue;
    const std::string& to = transition.to_from(*from);
    const Happening what{transition.on, to == *from ? std::string_view{} : std::string_view{to}, to,
                         by_system_alone(transition), &known_[i]};
    for (Stand& then : after(stand, what)) steps.push_back({stand, &transition, what, std::move(then)});
  }
  return steps;
}

std::vector<Stand> Ways::after(const Stand& stand, const Happening& what) const {
  Stand moved = stand;
  moved.state = what.state;
  for (std::size_t i = 0; i < followed_.counts.size(); ++i) {
    const Attribute::Counts& counts = *followed_.counts[i]->counts;
    if (counts.verb == what.verb) moved.counts[i] = std::min(moved.counts[i] + 1, counts.cap);
  }
  moved.needed = moved.needed || surely_pulled(followed_.needed, what);
  std::vector<Stand> stands{moved};
  for (std::size_t i = 0; i < followed_.clocks.size(); ++i) {
    std::vector<Stand> more;
    for (const Stand& one : stands)
      for (const Stand::Clock& clock : ClockPhases{rules_, *followed_.clocks[i].target}.after(stand.clocks[i], what)) {
        more.push_back(one);
        more.back().clocks[i] = clock;
      }
    stands = std::move(more);
  }
  return stands;
}

std::vector<Step> Ways::opened() const {
  const Stand before{"", std::vector<std::uint32_t>(followed_.counts.size()),
                     std::vector<Stand::Clock>(followed_.clocks.size()), false};
  const Happening what{open_verb, workflow_.initial, workflow_.initial};
  std::vector<Step> steps;
  for (const Stand& then : after(before, what)) steps.push_back({then, nullptr, what, then});
  return steps;
}

Search search(const Rules& rules, const Workflow& workflow, Followed followed,
              const std::function<bool(const Step&, const Ways&)>& is_wanted) {
  for (;;) {
    Ways ways{rules, workflow, followed};
    const auto step = ways.first([&](const Step& one) { return is_wanted(one, ways); });
    if (!step) return {{}, ways.gave_up()};
    const std::vector<const Transition*> path = ways.path_of(*step);
    bool more = false;
    for (const Attribute* attribute : overlooked(path, rules))
      more = follow(*attribute, rules, workflow, followed) || more;
    if (more) continue;
    Search found{{std::string{open_verb}}, false};
    for (const Transition* transition : path) found.verbs.push_back(transition->on);
    return found;
  }
}

}  // namespace hotline

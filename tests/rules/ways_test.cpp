// The proofs against a slow oracle that tries every way of a few steps, one by one.
#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/names.hpp"
#include "hotline/rules/prove.hpp"
#include "rules/sample.hpp"

using namespace hotline;

namespace {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : random_{seed} {}
  std::size_t below(std::size_t count) { return random_() % count; }
  bool once_in(std::size_t count) { return below(count) == 0; }
  std::string one_of(const std::vector<std::string>& names) { return names[below(names.size())]; }
  std::vector<std::string> some_of(const std::vector<std::string>& names) {
    std::vector<std::string> some;
    for (const std::string& name : names)
      if (once_in(2)) some.push_back(name);
    return some.empty() ? std::vector<std::string>{one_of(names)} : some;
  }

 private:
  std::mt19937 random_;
};

const std::vector<std::string> states{"new", "mid", "late", "end"};
const std::vector<std::string> verbs{"a", "b", "c"};
const std::vector<std::string> phases{"none", "running", "paused", "breached", "met", "over"};

const std::vector<std::string> hues{"red", "blue"};

Trigger any_trigger(Dice& dice) {
  if (dice.once_in(2)) return {{dice.one_of(verbs)}, {}, {}};
  return {{}, {dice.one_of(states)}, {}};
}

// Of one kind with one clock, guards on how often "a" was done, on the clock, and on a hue that anybody may set.
Rules any_rules(Dice& dice) {
  Rules rules;
  const std::uint32_t cap = dice.once_in(2) ? 1 : 2;
  std::vector<std::string> numbers{"0", "1", "2"};
  numbers.resize(cap + 1);
  rules.attributes = {{"times", numbers}, {"clock", phases}, {"hue", hues}};
  rules.attributes[0].counts = {"a", cap};
  rules.attributes[1].clock = "resolve";
  Workflow workflow{.kind = "order", .initial = "new", .finals = {"end"}, .levels = {}, .transitions = {}};
  for (auto count = 3 + dice.below(4); count != 0; --count) {
    Transition transition{dice.one_of(verbs), {dice.one_of({"new", "mid", "late"})}, "", {}, {}};
    if (!dice.once_in(3)) transition.to = dice.one_of(states);
    if (dice.once_in(3)) transition.when.values["times"] = dice.some_of(numbers);
    if (dice.once_in(3)) transition.when.values["clock"] = dice.some_of(phases);
    if (dice.once_in(4)) transition.when.values["hue"] = {dice.one_of(hues)};
    if (dice.once_in(4)) transition.set["hue"] = dice.one_of(hues);
    workflow.transitions.push_back(transition);
  }
  rules.workflows = {workflow};
  Target target;
  target.name = "resolve";
  target.starts = dice.once_in(3) ? Trigger{{"open"}, {}, {}} : any_trigger(dice);
  target.meets = any_trigger(dice);
  if (dice.once_in(2)) target.cancels = any_trigger(dice);
  if (dice.once_in(3)) target.resets = any_trigger(dice);
  if (dice.once_in(3)) target.continues = any_trigger(dice);
  if (dice.once_in(3)) target.pauses.in = {dice.one_of(states)};
  if (dice.once_in(4)) target.pauses.on = {dice.one_of(verbs)}, target.resumes = any_trigger(dice);
  // One alone: that two hold or fail together at one step, the proofs leave aside.
  Trigger* const hued[] = {&target.starts, &target.meets, &target.cancels, &target.resets, &target.continues};
  if (Trigger& one = *hued[dice.below(5)]; !one.empty()) one.when.values["hue"] = {dice.one_of(hues)};
  rules.targets = {target};
  rules.policies = {{"order", "order", {}, {"resolve"}}};
  rules.always = {{"rule", "order", any_trigger(dice), any_trigger(dice)}};
  return rules;
}

// A ticket of such rules, moved by hand.
struct Life {
  const Rules* rules;
  std::string hue;
  std::string state = {};
  std::vector<std::string> done = {};
  std::string phase = "none";
  bool held = false;
  bool needed = false;
  bool broke = false;  // the always rule, at its last step

  const Target& target() const { return rules->targets.front(); }
  bool is_open() const { return phase == "running" || phase == "paused" || phase == "breached"; }
  std::string anew() const { return held || has(target().pauses.in, state) ? "paused" : "running"; }
  bool left_open() const { return is_open() && state == "end"; }

  std::string value_of(const std::string& attribute) const {
    if (attribute == "clock") return phase;
    if (attribute == "hue") return hue;
    const auto count = static_cast<std::uint32_t>(std::count(done.begin(), done.end(), "a"));
    return std::to_string(std::min(count, rules->attributes[0].counts->cap));
  }
  bool may(const Transition& transition) const {
    return has(transition.from, state) &&
           std::all_of(transition.when.values.begin(), transition.when.values.end(),
                       [&](const auto& wanted) { return has(wanted.second, value_of(wanted.first)); });
  }
  void move(const std::string& verb, const std::string& to) {
    const bool stays = to == state;
    const auto is = [&](const Trigger& trigger) {
      return (has(trigger.on, verb) || (!stays && has(trigger.in, to))) && trigger.when.holds({{"hue", hue}});
    };
    state = to;
    done.push_back(verb);
    needed = needed || is(rules->always[0].needs);
    broke = is(rules->always[0].before) && !needed;
    if (has(target().pauses.on, verb)) held = true;
    if (is(target().resumes)) held = false;
    if (phase == "none") {
      if (is(target().starts)) phase = anew();
    } else if (is_open() && is(target().meets)) {
      phase = is(target().resets) ? anew() : "met";
    } else if (is_open() && is(target().cancels)) {
      phase = "over";
    } else if (is(target().resets) || (!is_open() && is(target().continues))) {
      phase = anew();
    } else if (phase == "running" || phase == "paused") {
      phase = anew();
    }
  }
};

using Visit = std::function<void(const Life&)>;

std::vector<std::pair<std::string, Transition>> moves_of(const Rules& rules) {
  std::vector<std::pair<std::string, Transition>> moves;
  for (const Transition& transition : rules.workflows.front().transitions)
    for (const std::string& hue : hues) moves.emplace_back(hue, transition);
  return moves;
}

// Every life of so many verbs; `way`, where there is one, says which.
void live_on(const Life& life, std::size_t steps, const std::vector<std::string>* way, const Visit& visit) {
  visit(life);
  if (life.phase == "running") {
    Life breached = life;
    breached.phase = "breached";
    breached.broke = false;
    live_on(breached, steps, way, visit);
  }
  if (steps == 0) return;
  for (const auto& [hue, transition] : moves_of(*life.rules)) {
    Life next = life;
    next.hue = hue;  // a command may set it first
    if (!next.may(transition) || (way && transition.on != way->at(life.done.size()))) continue;
    if (const auto set = transition.set.find("hue"); set != transition.set.end()) next.hue = set->second;
    next.move(transition.on, transition.to_from(life.state));
    live_on(next, steps - 1, way, visit);
    if (life.phase != "breached" || next.phase != "breached" || life.target().pauses.empty()) continue;
    next.phase = next.anew();  // by a pause that is told late, which undoes the breach
    live_on(next, steps - 1, way, visit);
  }
}

void live(const Rules& rules, std::size_t steps, const std::vector<std::string>* way, const Visit& visit) {
  for (const std::string& hue : hues) {
    Life life{&rules, hue};
    life.move("open", "new");
    live_on(life, steps, way, visit);
  }
}

// The verbs that a fault names, "open, a, b"; nothing where there is no such fault.
std::optional<std::vector<std::string>> way_in(const std::vector<Unsound>& faults, const std::string& before,
                                               const std::string& after) {
  for (const Unsound& fault : faults) {
    const std::size_t from = fault.message.find(before);
    if (from == std::string::npos) continue;
    const std::size_t start = from + before.size();
    std::string text = fault.message.substr(start, fault.message.find(after, start) - start) + ", ";
    std::vector<std::string> way;
    for (std::size_t at = 0, end = 0; (end = text.find(", ", at)) != std::string::npos; at = end + 2)
      way.push_back(text.substr(at, end - at));
    return way;
  }
  return std::nullopt;
}

void compare(const Rules& rules, const std::optional<std::vector<std::string>>& way,
             const std::function<bool(const Life&)>& is_wrong, int& found) {
  constexpr std::size_t steps = 3;
  bool wrong = false;
  live(rules, steps, nullptr, [&](const Life& life) { wrong = wrong || is_wrong(life); });
  if (wrong) CHECK(way.has_value());
  if (!way) return;
  ++found;
  bool shown = false;
  live(rules, way->size() - 1, &*way,
       [&](const Life& life) { shown = shown || (life.done.size() == way->size() && is_wrong(life)); });
  CHECK_MESSAGE(shown, fmt::format("{}", fmt::join(*way, ", ")));
  if (way->size() <= steps) CHECK(wrong);
}

}  // namespace

TEST_CASE("proofs of clocks and always rules find what trying every way finds") {
  int left_open = 0;
  int broken = 0;
  int neither = 0;
  for (std::uint32_t seed = 1; seed <= 1500; ++seed) {
    CAPTURE(seed);
    Dice dice{seed};
    const Rules rules = any_rules(dice);
    const std::vector<Unsound> faults = prove(rules);
    const int before = left_open + broken;
    compare(
        rules, way_in(faults, "left open at an end, by ", ": let"), [](const Life& life) { return life.left_open(); },
        left_open);
    compare(
        rules, way_in(faults, "can go ", ", without"), [](const Life& life) { return life.broke; }, broken);
    neither += left_open + broken == before ? 1 : 0;
  }
  CHECK(left_open > 100);
  CHECK(broken > 100);
  CHECK(neither > 100);
}

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/names.hpp"
#include "rules/proofs.hpp"
#include "rules/ways.hpp"

namespace hotline {
namespace {

bool can_start(const Rules& rules, const Workflow& workflow, const Target& target) {
  if (pulled(target.starts, {open_verb, workflow.initial, workflow.initial})) return true;
  return std::any_of(workflow.transitions.begin(), workflow.transitions.end(), [&](const Transition& transition) {
    const Match known = values_then(rules, transition);
    return std::any_of(transition.from.begin(), transition.from.end(), [&](const std::string& from) {
      const std::string& to = transition.to_from(from);
      const std::string_view enters = to == from ? std::string_view{} : std::string_view{to};
      return pulled(target.starts, {transition.on, enters, to, false, &known});
    });
  });
}

void add(const Target& target, std::string message, std::vector<Unsound>& faults) {
  faults.push_back({table_of(target), fmt::format("{} {}", called(target), message)});
}

void prove_clock(const Rules& rules, const Workflow& workflow, const Target& target, std::vector<Unsound>& faults) {
  if (!can_start(rules, workflow, target)) {
    add(target,
        fmt::format("is given to kind '{}', where nothing starts it: name a verb or state of that kind in "
                    "'starts', or take it out of its policies",
                    workflow.kind),
        faults);
    return;
  }
  const Search found = search(rules, workflow, {.clocks = {{&target, true}}}, [&](const Step& step, const Ways&) {
    return is_open(step.to.clocks.front().phase) && workflow.is_final(step.to.state);
  });
  if (found.gave_up)
    add(target,
        fmt::format("may be left open at an end of kind '{}': there are too many ways to prove it is not, so "
                    "let fewer counts guard its verbs",
                    workflow.kind),
        faults);
  if (found.verbs.empty()) return;
  add(target,
      fmt::format("of kind '{}' can be left open at an end, by {}: let {} that way, as in cancels = {{ on = "
                  "\"{}\" }}",
                  workflow.kind, fmt::join(found.verbs, ", "),
                  target.is_promise() ? "something meet or cancel it" : "something cancel it", found.verbs.back()),
      faults);
}

}  // namespace

std::string table_of(const Target& target) {
  return fmt::format("{}.{}", target.is_promise() ? "target" : "timer", target.name);
}

std::string called(const Target& target) {
  return fmt::format("{} '{}'", target.is_promise() ? "target" : "timer", target.name);
}

void prove_clocks(const Rules& rules, std::vector<Unsound>& faults) {
  for (const Workflow& workflow : rules.workflows)
    for (const Target& target : rules.targets)
      if (gives(rules, workflow.kind, target.name)) prove_clock(rules, workflow, target, faults);
}

}  // namespace hotline

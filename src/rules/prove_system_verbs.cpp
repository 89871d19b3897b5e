#include <fmt/format.h>

#include "base/names.hpp"
#include "rules/proofs.hpp"

namespace hotline {

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

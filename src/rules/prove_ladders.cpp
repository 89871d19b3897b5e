#include <algorithm>

#include <fmt/format.h>

#include "rules/proofs.hpp"

namespace hotline {

// A raise to a level already passed would do nothing.
void prove_ladders(const Rules& rules, std::vector<Unsound>& faults) {
  const Workflow* escalation = rules.workflow(escalation_kind);
  if (escalation == nullptr) return;
  const auto height = [&](const Rung& rung) {
    return std::find(escalation->levels.begin(), escalation->levels.end(), *rung.raise);
  };
  for (const Ladder& ladder : rules.ladders) {
    const Rung* highest = nullptr;
    for (const Rung& rung : ladder.rungs) {
      if (!rung.raise) continue;
      if (highest && height(rung) < height(*highest))
        faults.push_back(
            {fmt::format("ladder.{}", ladder.name),
             fmt::format(
                 "ladder '{}': the rung at '{}' raises to '{}', which is below '{}', where the rung at '{}' has "
                 "raised to before: let the levels rise with time",
                 ladder.name, rung.text, *rung.raise, *highest->raise, highest->text)});
      else
        highest = &rung;
    }
  }
}

}  // namespace hotline

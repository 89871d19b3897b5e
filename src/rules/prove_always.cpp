#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/proofs.hpp"
#include "rules/ways.hpp"

namespace hotline {
namespace {

// "'contact'", "'contact' or entering 'handling'"
std::string in_words(const Trigger& trigger) {
  std::vector<std::string> parts;
  for (const std::string& verb : trigger.on) parts.push_back(fmt::format("'{}'", verb));
  for (const std::string& state : trigger.in) parts.push_back(fmt::format("entering '{}'", state));
  std::string values;
  for (const auto& [name, wanted] : trigger.when.values)
    values += fmt::format("{}{} = {}", values.empty() ? " with " : ", ", name, fmt::join(wanted, " or "));
  return fmt::format("{}{}", fmt::join(parts, " or "), values);
}

void prove_one(const Rules& rules, const Always& always, std::vector<Unsound>& faults) {
  const Workflow* workflow = rules.workflow(always.kind);
  if (workflow == nullptr) return;
  const std::string where = fmt::format("always '{}'", always.name);
  const Search found = search(rules, *workflow, {.needed = always.needs}, [&](const Step& step, const Ways&) {
    return !step.to.needed && pulled(always.before, step.what);
  });
  if (found.gave_up)
    faults.push_back({where, fmt::format("whether '{}' holds takes too many ways to prove: let fewer counts and clocks "
                                         "guard the verbs of kind '{}'",
                                         always.name, always.kind)});
  if (found.verbs.empty()) return;
  faults.push_back({where, fmt::format("'{}' does not hold: kind '{}' can go {}, without {} before or with the last: "
                                       "take that way out, or guard '{}'",
                                       always.name, always.kind, fmt::join(found.verbs, ", "), in_words(always.needs),
                                       found.verbs.back())});
}

}  // namespace

void prove_always(const Rules& rules, std::vector<Unsound>& faults) {
  for (const Always& always : rules.always) prove_one(rules, always, faults);
}

}  // namespace hotline

#include <fmt/format.h>

#include "rules/proofs.hpp"
#include "rules/value_box.hpp"

namespace hotline {
namespace {

void prove_kind(const Rules& rules, const Workflow& workflow, std::vector<Unsound>& faults) {
  const std::string where = fmt::format("workflow.{}", workflow.kind);
  std::vector<const Policy*> policies;
  std::vector<ValueBox> boxes;
  for (const Policy& policy : rules.policies)
    if (policy.kind == workflow.kind) {
      policies.push_back(&policy);
      boxes.push_back(box_of(policy.when, rules.attributes));
    }
  const bool may_go_without = workflow.kind == escalation_kind && policies.empty();
  if (may_go_without) return;
  for (std::size_t i = 0; i < boxes.size(); ++i)
    for (std::size_t j = i + 1; j < boxes.size(); ++j)
      if (const auto both = common(boxes[i], boxes[j]))
        faults.push_back(
            {fmt::format("policy '{}'", policies[j]->name),
             fmt::format("policies '{}' and '{}' of kind '{}' both hold for {}: let their 'when' exclude each other",
                         policies[i]->name, policies[j]->name, workflow.kind, example_of(*both, rules.attributes))});
  const Uncovered left = uncovered(every_combination(rules.attributes), boxes);
  if (left.gave_up)
    faults.push_back(
        {where, fmt::format("whether the policies of kind '{}' cover everything takes too many combinations to "
                            "prove: make their 'when' simpler",
                            workflow.kind)});
  if (left.box)
    faults.push_back(
        {where, fmt::format("no policy of kind '{}' covers {}: add one, with targets = [] if nothing is promised",
                            workflow.kind, example_of(*left.box, rules.attributes))});
}

}  // namespace

void prove_policies(const Rules& rules, std::vector<Unsound>& faults) {
  for (const Workflow& workflow : rules.workflows) prove_kind(rules, workflow, faults);
}

}  // namespace hotline

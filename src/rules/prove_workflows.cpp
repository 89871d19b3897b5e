#include <algorithm>

#include <fmt/format.h>

#include "hotline/workflow/check.hpp"
#include "rules/proofs.hpp"
#include "rules/value_box.hpp"

namespace hotline {
namespace {

bool leaves(const Transition& transition, const std::string& state) {
  return std::find(transition.from.begin(), transition.from.end(), state) != transition.from.end();
}

bool share_a_role(const Transition& a, const Transition& b) {
  if (a.by.empty() || b.by.empty()) return true;
  return std::any_of(a.by.begin(), a.by.end(),
                     [&](const std::string& role) { return std::find(b.by.begin(), b.by.end(), role) != b.by.end(); });
}

class WorkflowProof {
 public:
  WorkflowProof(const Rules& rules, const Workflow& workflow, std::vector<Unsound>& faults)
      : rules_{rules}, workflow_{workflow}, faults_{faults} {}

  void guards_exclude_each_other(const std::string& state) {
    const auto& all = workflow_.transitions;
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        const bool rivals = all[i].on == all[j].on && leaves(all[i], state) && leaves(all[j], state);
        if (!rivals || !share_a_role(all[i], all[j])) continue;
        if (const auto both = common(box_of(all[i].when, rules_.attributes), box_of(all[j].when, rules_.attributes)))
          add(fmt::format(
              "two transitions on '{}' from state '{}' hold at once, for {}: they lead to '{}' and '{}'; "
              "let their 'when' exclude each other",
              all[i].on, state, example_of(*both, rules_.attributes), all[i].to_from(state), all[j].to_from(state)));
      }
  }

  void somebody_can_act(const std::string& state) {
    std::vector<ValueBox> boxes;
    for (const Transition& transition : workflow_.transitions)
      if (leaves(transition, state)) boxes.push_back(box_of(transition.when, rules_.attributes));
    if (boxes.empty() || workflow_.is_final(state)) return;
    const Uncovered stuck = uncovered(every_combination(rules_.attributes), boxes);
    if (stuck.gave_up)
      add(
          fmt::format("whether somebody can always act in state '{}' takes too many combinations to prove: make its "
                      "guards simpler",
                      state));
    if (stuck.box)
      add(fmt::format("nobody can act in state '{}' with {}: add a transition whose 'when' allows it", state,
                      example_of(*stuck.box, rules_.attributes)));
  }

  // Rungs and people lead up; a level that neither leads to is never reached.
  void levels_are_reached() {
    for (const std::string& level : workflow_.levels) {
      const bool raised = std::any_of(rules_.ladders.begin(), rules_.ladders.end(), [&](const Ladder& ladder) {
        return std::any_of(ladder.rungs.begin(), ladder.rungs.end(),
                           [&](const Rung& rung) { return rung.raise == level; });
      });
      const bool entered = std::any_of(workflow_.transitions.begin(), workflow_.transitions.end(),
                                       [&](const Transition& transition) { return transition.to == level; }) ||
                           raised_by_people(level);
      if (level != workflow_.initial && !raised && !entered)
        add(
            fmt::format("no rung raises to level '{}' and no verb leads to it: write raise = \"{}\" in a ladder, or "
                        "leave the level out",
                        level, level));
    }
  }

  bool raised_by_people(const std::string& level) const {
    return std::any_of(rules_.workflows.begin(), rules_.workflows.end(), [&](const Workflow& workflow) {
      return std::any_of(workflow.transitions.begin(), workflow.transitions.end(),
                         [&](const Transition& transition) { return transition.raise == level; });
    });
  }

  void add(std::string message) {
    faults_.push_back(
        {fmt::format("workflow.{}", workflow_.kind), fmt::format("workflow '{}': {}", workflow_.kind, message)});
  }

 private:
  const Rules& rules_;
  const Workflow& workflow_;
  std::vector<Unsound>& faults_;
};

}  // namespace

void prove_workflows(const Rules& rules, std::vector<Unsound>& faults) {
  for (const Workflow& workflow : rules.workflows) {
    WorkflowProof proof{rules, workflow, faults};
    for (std::string& fault : faults_in(workflow))
      faults.push_back({fmt::format("workflow.{}", workflow.kind), std::move(fault)});
    proof.levels_are_reached();
    for (const std::string& state : workflow.states()) {
      proof.guards_exclude_each_other(state);
      if (workflow.levels.empty()) proof.somebody_can_act(state);
    }
  }
}

}  // namespace hotline

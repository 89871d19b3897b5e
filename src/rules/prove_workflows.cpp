#include <algorithm>

#include <fmt/format.h>

#include "base/names.hpp"
#include "hotline/workflow/check.hpp"
#include "rules/proofs.hpp"
#include "rules/value_box.hpp"
#include "rules/ways.hpp"

namespace hotline {
namespace {

bool leaves(const Transition& transition, const std::string& state) { return has(transition.from, state); }

std::vector<std::string> verbs_of(const Workflow& workflow) {
  std::vector<std::string> verbs;
  for (const Transition& transition : workflow.transitions)
    if (!has(verbs, transition.on)) verbs.push_back(transition.on);
  return verbs;
}

bool share_a_role(const Transition& a, const Transition& b) {
  if (a.by.empty() || b.by.empty()) return true;
  return std::any_of(a.by.begin(), a.by.end(),
                     [&](const std::string& role) { return std::find(b.by.begin(), b.by.end(), role) != b.by.end(); });
}

class WorkflowProof {
 public:
  WorkflowProof(const Rules& rules, const Workflow& workflow, std::vector<Unsound>& faults)
      : rules_{rules}, workflow_{workflow}, faults_{faults}, system_does_{done_by_system(rules, workflow.kind)} {}

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
    const auto& all = workflow_.transitions;
    const bool has_way = std::any_of(all.begin(), all.end(), [&](const Transition& one) { return leaves(one, state); });
    if (!has_way || workflow_.is_final(state)) return;  // that it leads to no end is a fault of its own
    const std::vector<const Transition*> usable = usable_from(state);
    if (usable.empty()) {
      add(
          fmt::format("nobody can act in state '{}': only \"system\" may, and no timer or rung of this kind does its "
                      "verbs: name a role in a 'by'",
                      state));
      return;
    }
    std::vector<ValueBox> boxes;
    for (const Transition* transition : usable) boxes.push_back(box_of(transition->when, rules_.attributes));
    const ValueBox every = every_combination(rules_.attributes);
    Uncovered stuck = uncovered(every, boxes);
    if (stuck.box) stuck = uncovered_on_the_way(state, boxes);
    if (stuck.gave_up)
      add(
          fmt::format("whether somebody can always act in state '{}' takes too many combinations to prove: make its "
                      "guards simpler",
                      state));
    if (stuck.box)
      add(fmt::format("nobody can act in state '{}' with {}: add a transition whose 'when' allows it", state,
                      example_of(*stuck.box, rules_.attributes)));
  }

  // Of a verb that only "system" may do.
  void somebody_does(const std::string& verb) {
    const auto of_people = [&](const Transition& one) { return one.on == verb && !by_system_alone(one); };
    const auto& all = workflow_.transitions;
    if (std::any_of(all.begin(), all.end(), of_people) || has(system_does_, verb)) return;
    add(fmt::format(
        "only \"system\" may do '{}', and no timer or rung of this kind does it: write does = \"{}\" in one "
        "that its policies give, or name a role in its 'by'",
        verb, verb));
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
  std::vector<const Transition*> usable_from(const std::string& state) const {
    std::vector<const Transition*> usable;
    for (const Transition& transition : workflow_.transitions)
      if (leaves(transition, state) && (!by_system_alone(transition) || has(system_does_, transition.on)))
        usable.push_back(&transition);
    return usable;
  }

  // Of counts and clocks, only those combinations that a ticket in this state can have.
  Uncovered uncovered_on_the_way(const std::string& state, const std::vector<ValueBox>& boxes) const {
    Followed followed;
    for (const Transition* transition : usable_from(state))
      for (const auto& [name, values] : transition->when.values)
        if (const Attribute* attribute = rules_.attribute(name)) follow(*attribute, rules_, workflow_, followed);
    Uncovered stuck;
    const Search found = search(rules_, workflow_, followed, [&](const Step& step, const Ways& ways) {
      if (step.to.state != state) return false;
      stuck = uncovered(combinations_at(step.to, ways), boxes);
      return stuck.box || stuck.gave_up;
    });
    if (found.gave_up) return {std::nullopt, true};
    if (stuck.box) leave_out_what_no_guard_names(state, *stuck.box);
    return stuck;
  }

  ValueBox combinations_at(const Stand& stand, const Ways& ways) const {
    ValueBox box = every_combination(rules_.attributes);
    for (std::size_t i = 0; i < box.sides.size(); ++i)
      for (std::size_t v = 0; v < box.sides[i].size(); ++v)
        box.sides[i][v] = ways.may_be(stand, rules_.attributes[i], rules_.attributes[i].values[v]);
    return box;
  }

  void leave_out_what_no_guard_names(const std::string& state, ValueBox& box) const {
    const std::vector<const Transition*> usable = usable_from(state);
    for (std::size_t i = 0; i < box.sides.size(); ++i) {
      const bool named = std::any_of(usable.begin(), usable.end(), [&](const Transition* transition) {
        return transition->when.values.contains(rules_.attributes[i].name);
      });
      if (!named) box.sides[i].assign(box.sides[i].size(), true);
    }
  }

  const Rules& rules_;
  const Workflow& workflow_;
  std::vector<Unsound>& faults_;
  std::vector<std::string> system_does_;
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
    for (const std::string& verb : verbs_of(workflow)) proof.somebody_does(verb);
  }
}

}  // namespace hotline

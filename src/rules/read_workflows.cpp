#include <algorithm>

#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr std::string_view transition_example =
    R"(transitions = [ { on = "dispatch", from = "received", to = "awaiting-sign", by = "dispatcher" } ])";

constexpr KeyRule workflow_keys[] = {
    {"initial", Shape::text, R"(initial = "received")", required},
    {"final", Shape::texts, R"(final = ["archived"])", required},
    {"transitions", Shape::tables, transition_example, required},
};

constexpr KeyRule escalation_keys[] = {
    {"initial", Shape::text, R"(initial = "none")", required},
    {"levels", Shape::texts, R"(levels = ["none", "yellow", "red"])", required},
    {"transitions", Shape::tables,
     R"(transitions = [ { on = "withdraw", from = "red", to = "none", by = "supervisor" } ])", required},
};

constexpr KeyRule transition_keys[] = {
    {"on", Shape::text, R"(on = "dispatch")", required},
    {"from", Shape::texts, R"(from = "received", or from = ["received", "returned"])", required},
    {"to", Shape::text, R"(to = "awaiting-sign")", required},
    {"by", Shape::texts, R"(by = "dispatcher", or by = ["dispatcher", "system"])"},
    {"when", Shape::table, R"(when = { urgency = "urgent" })"},
};

Transition read_transition(const TomlNode& node, RulesSource& source) {
  FaultList& faults = source.faults;
  const TableReader table{node, "a transition", transition_keys, faults};
  Transition transition{.on = table.text_or_empty("on"),
                        .from = plain(table.texts("from")),
                        .to = table.text_or_empty("to"),
                        .by = plain(table.texts("by")),
                        .when = {}};
  if (const auto verb = table.text("on"); verb && verb->text == open_verb)
    faults.add(verb->place,
               "the verb 'open' is every kind's own, and leads to its initial state: name this one otherwise");
  if (const TomlNode* from = table.find("from"); from && transition.from.empty())
    faults.add(from->place, R"(a transition from no state can never happen: write from = "received")");
  if (const TomlNode* when = table.find("when")) transition.when = read_match(*when, source);
  return transition;
}

// The states of an escalation are its levels, so another name there is a slip.
void check_levels(const TomlNode& node, const TableReader& table, RulesSource& source) {
  const NameList levels = plain(table.texts("levels"));
  if (!table.find("levels")) return;
  if (levels.size() < 2)
    source.faults.add(table.find("levels")->place,
                      R"(an escalation needs two levels at least: write levels = ["none", "red"])");
  if (const auto initial = table.text("initial"); initial && !levels.empty() && initial->text != levels.front())
    source.faults.add(initial->place, fmt::format("an escalation begins at its lowest level: write initial = \"{}\"",
                                                  shortened(levels.front())));
  const TomlNode* transitions = node.find("transitions");
  if (!table.find("transitions")) return;
  for (const TomlNode& transition : transitions->children)
    for (const std::string_view key : {"from", "to"})
      if (const TomlNode* value = transition.find(key))
        for (const PlacedText& state : texts_in(*value))
          if (!state.text.empty()) check_known("level", state, levels, source.faults);
}

void read_workflow(const TomlNode& node, RulesSource& source, std::vector<Workflow>& workflows) {
  const bool escalates = node.key == escalation_kind;
  const std::string title = fmt::format("[workflow.{}]", shortened(node.key));
  const TableReader table{
      node, title, escalates ? std::span<const KeyRule>{escalation_keys} : std::span<const KeyRule>{workflow_keys},
      source.faults};
  Workflow workflow{.kind = node.key,
                    .initial = table.text_or_empty("initial"),
                    .finals = plain(table.texts("final")),
                    .levels = plain(table.texts("levels")),
                    .transitions = {}};
  if (const TomlNode* transitions = table.find("transitions"))
    for (const TomlNode& transition : transitions->children)
      workflow.transitions.push_back(read_transition(transition, source));
  if (const TomlNode* finals = table.find("final"); finals && workflow.finals.empty())
    source.faults.add(finals->place, fmt::format("{} has no end: write final = [\"archived\"]", title));
  if (escalates) check_levels(node, table, source);
  workflows.push_back(std::move(workflow));
}

}  // namespace

std::vector<Workflow> read_workflows(RulesSource& source) {
  std::vector<Workflow> workflows;
  for_each_named(source.root, "workflow", source.faults,
                 [&](const TomlNode& node) { read_workflow(node, source, workflows); });
  return workflows;
}

}  // namespace hotline

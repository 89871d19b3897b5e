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
    {"lead", Shape::table, R"(lead = { nature = "lead" })"},
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
    {"to", Shape::text, R"(to = "awaiting-sign")"},
    {"by", Shape::texts, R"(by = "dispatcher", or by = ["dispatcher", "system"])"},
    {"when", Shape::table, R"(when = { urgency = "urgent" })"},
    {"set", Shape::table, R"(set = { complexity = "complex" })"},
    {"opens", Shape::any, R"(opens = { kind = "leg", set = { nature = "lead" } })"},
    {"raise", Shape::text, R"(raise = "urged")"},
    {"tell", Shape::texts, R"(tell = ["liaison"])"},
};

constexpr KeyRule opens_keys[] = {
    {"kind", Shape::text, R"(kind = "leg")", required},
    {"set", Shape::table, R"(set = { nature = "lead" })"},
};

// Verbs that hotline does itself; `open` is every kind's own.
constexpr std::string_view reserved_verbs[] = {raise_verb, rebind_verb, merge_verb, unmerge_verb};

void check_verb(const PlacedText& verb, FaultList& faults) {
  if (verb.text == open_verb)
    faults.add(verb.place,
               "the verb 'open' is every kind's own, and leads to its initial state: name this one otherwise");
  if (std::find(std::begin(reserved_verbs), std::end(reserved_verbs), verb.text) != std::end(reserved_verbs))
    faults.add(verb.place, fmt::format("the verb '{}' is hotline's own: name this one otherwise, \"{}-order\"",
                                       verb.text, verb.text));
}

Fields read_set(const TomlNode& table, RulesSource& source) {
  Fields set;
  for (const TomlNode& field : table.children) {
    if (!check_text(field, fmt::format("{} = \"...\"", shortened(field.key)), source.faults)) continue;
    if (!has(source.names.attributes, field.key))
      source.faults.add(field.key_place, unknown_name("attribute", field.key, source.names.settable()));
    else if (check_settable(field, source))
      check_value(field.key, {field.text, field.place}, source);
    set[field.key] = field.text;
  }
  return set;
}

void check_opened(const PlacedText& kind, RulesSource& source) {
  check_known("kind", kind, source.names.kinds, source.faults);
  if (kind.text == escalation_kind)
    source.faults.add(kind.place,
                      "every case has its one ticket of kind 'escalation' already: open another kind, or "
                      R"(write raise = "a level")");
}

std::optional<Opening> read_opens(const TableReader& transition, RulesSource& source) {
  const TomlNode* node = transition.find("opens");
  if (!node) return std::nullopt;
  if (!node->is(TomlNode::Kind::table)) {
    if (!check_text(*node, R"(opens = { kind = "leg" }, or opens = "leg")", source.faults)) return std::nullopt;
    check_opened({node->text, node->place}, source);
    return Opening{node->text, {}};
  }
  const TableReader table{*node, "'opens'", opens_keys, source.faults};
  Opening opening{table.text_or_empty("kind"), {}};
  if (const auto kind = table.text("kind")) check_opened(*kind, source);
  if (const TomlNode* set = table.find("set")) opening.set = read_set(*set, source);
  return opening;
}

Transition read_transition(const TomlNode& node, RulesSource& source) {
  FaultList& faults = source.faults;
  const TableReader table{node, "a transition", transition_keys, faults};
  Transition transition{.on = table.text_or_empty("on"),
                        .from = plain(table.texts("from")),
                        .to = table.text_or_empty("to"),
                        .by = plain(table.texts("by")),
                        .when = {}};
  if (const auto verb = table.text("on")) check_verb(*verb, faults);
  if (const TomlNode* from = table.find("from"); from && transition.from.empty())
    faults.add(from->place, R"(a transition from no state can never happen: write from = "received")");
  if (const TomlNode* when = table.find("when")) transition.when = read_match(*when, guard_asks, source);
  if (const auto level = table.text("raise")) check_raise(*level, source), transition.raise = level->text;
  if (const TomlNode* set = table.find("set")) transition.set = read_set(*set, source);
  transition.opens = read_opens(table, source);
  transition.tell = plain(table.texts("tell"));
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

// Of several tickets under one, those that lead hold its clocks.
Match read_lead(const std::string& kind, const TableReader& table, RulesSource& source) {
  const TomlNode* lead = table.find("lead");
  if (!lead) return {};
  if (!source.names.openers.contains(kind))
    source.faults.add(lead->place, fmt::format("no transition opens kind {}, so no ticket of it leads among others: "
                                               "leave 'lead' out, or write opens = \"{}\" in a transition",
                                               quoted(kind), shortened(kind)));
  return read_match(*lead, lead_asks, source);
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
  workflow.lead = read_lead(node.key, table, source);
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

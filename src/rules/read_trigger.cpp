#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr KeyRule on_rule{"on", Shape::texts, R"(on = "dispatch", a verb)"};
constexpr KeyRule in_rule{"in", Shape::texts, R"(in = "parked", a state)"};
constexpr KeyRule when_rule{"when", Shape::table, R"(when = { urgency = "urgent" })"};
constexpr KeyRule trigger_keys[] = {on_rule, in_rule, when_rule};
constexpr KeyRule pauses_keys[] = {
    on_rule, in_rule, when_rule, {"at-most", Shape::text, R"(at-most = "20 working days")"}};

Trigger read_with(const TableReader& table, const std::vector<const KnownKind*>& workflows, RulesSource& source) {
  NameList verbs = verbs_in(workflows);
  add_once(verbs, std::string{open_verb});
  for (const PlacedText& verb : table.texts("on")) check_known("verb", verb, verbs, source.faults, of_kinds(workflows));
  for (const PlacedText& state : table.texts("in"))
    check_known("state", state, states_in(workflows), source.faults, of_kinds(workflows));
  Trigger trigger{plain(table.texts("on")), plain(table.texts("in")), {}};
  if (const TomlNode* when = table.find("when")) trigger.when = read_match(*when, trigger_asks, source);
  return trigger;
}

}  // namespace

Trigger read_trigger(const TableReader& of, const KeyRule& rule, const std::vector<const KnownKind*>& workflows,
                     RulesSource& source) {
  const TomlNode* node = of.find(rule.key);
  if (!node) return {};
  const TableReader table{*node, fmt::format("'{}'", rule.key), trigger_keys, source.faults};
  Trigger trigger = read_with(table, workflows, source);
  if (trigger.on.empty() && trigger.in.empty() && !table.holds("on") && !table.holds("in"))
    source.faults.add(node->place, fmt::format("'{}' names no verb and no state: write {}", rule.key, rule.example));
  return trigger;
}

Trigger read_pauses(const TableReader& of, const KeyRule& rule, const std::vector<const KnownKind*>& workflows,
                    RulesSource& source) {
  const TomlNode* node = of.find(rule.key);
  if (!node) return {};
  const TableReader table{*node, fmt::format("'{}'", rule.key), pauses_keys, source.faults};
  Trigger trigger = read_with(table, workflows, source);
  if (!table.holds("on") && !table.holds("in") && !table.holds("when"))
    source.faults.add(node->place,
                      fmt::format("'{}' names no verb, no state and no values: write {}", rule.key, rule.example));
  return trigger;
}

}  // namespace hotline

#include "rules/known_names.hpp"

#include <algorithm>

#include "hotline/workflow/workflow.hpp"

namespace hotline {
namespace {

using Kind = TomlNode::Kind;

// What is not well-formed here is a fault elsewhere; here it is no name.
NameList texts_at(const TomlNode& table, std::string_view key) {
  NameList texts;
  const TomlNode* value = table.find(key);
  if (value && value->is(Kind::string)) texts.push_back(value->text);
  if (value && value->is(Kind::list))
    for (const TomlNode& item : value->children)
      if (item.is(Kind::string)) texts.push_back(item.text);
  return texts;
}

NameList keys_at(const TomlNode& table, std::string_view key) {
  NameList keys;
  const TomlNode* value = table.find(key);
  if (value && value->is(Kind::table))
    for (const TomlNode& child : value->children) keys.push_back(child.key);
  return keys;
}

void add_all(NameList& names, const NameList& more) {
  for (const std::string& name : more) add_once(names, name);
}

KnownKind known_kind(const TomlNode& workflow) {
  KnownKind known{.kind = workflow.key, .states = texts_at(workflow, "levels"), .verbs = {}, .system_verbs = {}};
  add_all(known.states, texts_at(workflow, "initial"));
  if (const TomlNode* transitions = workflow.find("transitions"); transitions && transitions->is(Kind::list))
    for (const TomlNode& transition : transitions->children) {
      const NameList roles = texts_at(transition, "by");
      add_all(known.states, texts_at(transition, "from"));
      add_all(known.states, texts_at(transition, "to"));
      add_all(known.verbs, texts_at(transition, "on"));
      if (roles.empty() || has(roles, system_role)) add_all(known.system_verbs, texts_at(transition, "on"));
    }
  add_all(known.states, texts_at(workflow, "final"));
  return known;
}

void find_workflows(const TomlNode& root, KnownNames& names) {
  const TomlNode* workflows = root.find("workflow");
  if (!workflows) return;
  for (const TomlNode& workflow : workflows->children) {
    names.workflows.push_back(known_kind(workflow));
    names.kinds.push_back(workflow.key);
    if (workflow.key == escalation_kind) names.levels = texts_at(workflow, "levels");
  }
}

void find_values(const TomlNode& root, KnownNames& names) {
  const TomlNode* attributes = root.find("attribute");
  if (!attributes) return;
  for (const TomlNode& attribute : attributes->children)
    if (attribute.is(Kind::table))
      names.values[attribute.key] = {"inside", "outside"};
    else
      names.values[attribute.key] = attribute.is(Kind::list) ? texts_at(*attributes, attribute.key) : NameList{};
}

void find_uses(const TomlNode& root, KnownNames& names) {
  if (const TomlNode* policies = root.find("policy"); policies && policies->is(Kind::list))
    for (const TomlNode& policy : policies->children)
      for (const std::string& target : texts_at(policy, "targets"))
        add_all(names.kinds_given[target], texts_at(policy, "kind"));
  if (const TomlNode* targets = root.find("target"); targets && targets->is(Kind::table))
    for (const TomlNode& target : targets->children)
      for (const std::string& ladder : texts_at(target, "ladder")) add_once(names.targets_on[ladder], target.key);
}

}  // namespace

void add_once(NameList& names, const std::string& name) {
  if (!has(names, name)) names.push_back(name);
}

NameList KnownNames::fields() const {
  NameList fields = attributes;
  add_all(fields, labels);
  return fields;
}

std::vector<const KnownKind*> KnownNames::workflows_of(std::string_view target) const {
  std::vector<const KnownKind*> all, giving;
  const auto given = kinds_given.find(std::string{target});
  for (const KnownKind& known : workflows) {
    all.push_back(&known);
    if (given != kinds_given.end() && has(given->second, known.kind)) giving.push_back(&known);
  }
  return giving.empty() ? all : giving;
}

KnownNames known_names(const TomlNode& root) {
  KnownNames names;
  names.calendars = keys_at(root, "calendar");
  names.holidays = keys_at(root, "holidays");
  names.attributes = keys_at(root, "attribute");
  names.labels = keys_at(root, "label");
  names.targets = keys_at(root, "target");
  names.timers = keys_at(root, "timer");
  names.ladders = keys_at(root, "ladder");
  names.departments = keys_at(root, "department");
  names.numbers = keys_at(root, "number");
  find_workflows(root, names);
  find_values(root, names);
  find_uses(root, names);
  return names;
}

NameList verbs_in(const std::vector<const KnownKind*>& workflows) {
  NameList verbs;
  for (const KnownKind* known : workflows) add_all(verbs, known->verbs);
  return verbs;
}

NameList states_in(const std::vector<const KnownKind*>& workflows) {
  NameList states;
  for (const KnownKind* known : workflows) add_all(states, known->states);
  return states;
}

NameList system_verbs_in(const std::vector<const KnownKind*>& workflows) {
  NameList verbs;
  for (const KnownKind* known : workflows) add_all(verbs, known->system_verbs);
  return verbs;
}

}  // namespace hotline

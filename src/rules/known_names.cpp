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

std::string kind_opened_by(const TomlNode& transition) {
  const TomlNode* opens = transition.find("opens");
  if (opens && opens->is(Kind::table)) opens = opens->find("kind");
  return opens && opens->is(Kind::string) ? opens->text : std::string{};
}

void add_all(NameList& names, const NameList& more) {
  for (const std::string& name : more) add_once(names, name);
}

// What a list of tables at this key holds: transitions, rungs.
const std::vector<TomlNode>& items_at(const TomlNode& table, std::string_view key) {
  static const std::vector<TomlNode> none;
  const TomlNode* list = table.find(key);
  return list && list->is(Kind::list) ? list->children : none;
}

KnownKind known_kind(const TomlNode& workflow) {
  KnownKind known{.kind = workflow.key, .states = texts_at(workflow, "levels"), .verbs = {}, .system_verbs = {}};
  add_all(known.states, texts_at(workflow, "initial"));
  for (const TomlNode& transition : items_at(workflow, "transitions")) {
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
    for (const TomlNode& transition : items_at(workflow, "transitions")) {
      add_all(names.roles, texts_at(transition, "by"));
      add_all(names.roles, texts_at(transition, "tell"));
      if (const std::string opened = kind_opened_by(transition); !opened.empty())
        add_once(names.openers[opened], workflow.key);
    }
  }
}

void find_told_roles(const TomlNode& root, KnownNames& names) {
  const TomlNode* ladders = root.find("ladder");
  if (!ladders) return;
  for (const TomlNode& ladder : ladders->children)
    for (const TomlNode& rung : items_at(ladder, "rungs")) add_all(names.roles, texts_at(rung, "tell"));
}

struct Derived {
  std::string_view key;
  ReadOff off;
  NameList values;
};

const std::vector<Derived>& derived_attributes() {
  static const std::vector<Derived> all{
      {"during", ReadOff::arrival, {"inside", "outside"}},
      {"counts", ReadOff::count, {}},
      {"clock", ReadOff::clock, {"none", "running", "paused", "breached", "met", "over"}},
      {"legs", ReadOff::legs, {"none", "open", "done"}},
  };
  return all;
}

NameList numbers_to(const TomlNode* cap) {
  NameList numbers;
  if (!cap || !cap->is(Kind::integer) || cap->integer < 1 || cap->integer > highest_count) return numbers;
  for (std::int64_t number = 0; number <= cap->integer; ++number) numbers.push_back(std::to_string(number));
  return numbers;
}

void find_derived(const TomlNode& attribute, KnownNames& names) {
  for (const Derived& derived : derived_attributes())
    if (attribute.find(derived.key)) {
      names.read_off[attribute.key] = derived.off;
      names.values[attribute.key] = derived.off == ReadOff::count ? numbers_to(attribute.find("cap")) : derived.values;
      return;
    }
}

void find_values(const TomlNode& root, KnownNames& names) {
  const TomlNode* attributes = root.find("attribute");
  if (!attributes) return;
  for (const TomlNode& attribute : attributes->children) {
    names.read_off[attribute.key] = ReadOff::nothing;
    names.values[attribute.key] = attribute.is(Kind::list) ? texts_at(*attributes, attribute.key) : NameList{};
    if (attribute.is(Kind::table)) find_derived(attribute, names);
  }
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

NameList KnownNames::settable() const {
  NameList settable;
  for (const std::string& name : attributes)
    if (const auto found = read_off.find(name); found != read_off.end() && found->second == ReadOff::nothing)
      settable.push_back(name);
  return settable;
}

NameList KnownNames::targets_and_timers() const {
  NameList all = targets;
  add_all(all, timers);
  return all;
}

NameList KnownNames::words() const {
  NameList words = kinds;
  for (const KnownKind& known : workflows) {
    add_all(words, known.states);
    add_all(words, known.verbs);
  }
  add_all(words, roles);
  add_all(words, attributes);
  for (const std::string& attribute : attributes) add_all(words, values.at(attribute));
  add_once(words, std::string{open_verb});
  add_once(words, std::string{system_role});
  return words;
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
  for (const TomlNode& measure : items_at(root, "measure")) add_all(names.measures, texts_at(measure, "name"));
  find_workflows(root, names);
  find_told_roles(root, names);
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

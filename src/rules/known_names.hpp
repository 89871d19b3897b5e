// Every name a rules file defines, gathered before it is read, so that a use may stand above its definition and a
// faulty definition causes no second fault at each use.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.hpp"
#include "rules/toml_node.hpp"

namespace hotline {

using NameList = std::vector<std::string>;

inline constexpr std::int64_t highest_count = 99;  // of an attribute that counts

struct KnownKind {
  std::string kind;
  NameList states;
  NameList verbs;
  NameList system_verbs;  // those that the role "system" may use
};

enum class ReadOff {
  nothing,
  arrival,
  count,
  clock,
  legs
};  // what an attribute's value is read off; nothing: it is set

struct KnownNames {
  NameList calendars;
  NameList holidays;  // sets of this file
  NameList attributes;
  NameList labels;
  NameList kinds;
  NameList levels;  // of the escalation
  NameList targets;
  NameList timers;
  NameList ladders;
  NameList departments;
  NameList numbers;
  NameList measures;
  NameList roles;
  std::map<std::string, NameList> values;   // of each attribute
  std::map<std::string, ReadOff> read_off;  // each attribute
  std::vector<KnownKind> workflows;
  std::map<std::string, NameList> kinds_given;  // target or timer -> the kinds whose policies give it
  std::map<std::string, NameList> targets_on;   // ladder -> the targets that climb it
  std::map<std::string, NameList> openers;      // kind -> the kinds whose transitions open it

  NameList fields() const;              // attributes and labels
  NameList settable() const;            // attributes whose value is set
  NameList targets_and_timers() const;  // anything that has clocks
  NameList words() const;               // all that [word] may speak of
  // The workflows a target's triggers may speak of: those whose policies give it, or all where none does.
  std::vector<const KnownKind*> workflows_of(std::string_view target) const;
};

KnownNames known_names(const TomlNode& root);

void add_once(NameList& names, const std::string& name);

NameList verbs_in(const std::vector<const KnownKind*>& workflows);
NameList states_in(const std::vector<const KnownKind*>& workflows);
NameList system_verbs_in(const std::vector<const KnownKind*>& workflows);

}  // namespace hotline

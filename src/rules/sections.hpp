// The parts of a rules file, each read by a .cpp of its own.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hotline/rules/rules.hpp"
#include "rules/fault_list.hpp"
#include "rules/known_names.hpp"
#include "rules/table_reader.hpp"

namespace hotline {

struct RulesSource {
  const TomlNode& root;
  KnownNames names;
  FaultList& faults;
  std::optional<Date> as_of;
  const ReadHolidays& ics;
};

// Who asks for attributes' values, and which of those that are not set it can see.
struct Asker {
  std::string_view name;
  bool sees_counts;
  bool sees_clocks;  // and legs
};
inline constexpr Asker guard_asks{"a guard", true, true};
inline constexpr Asker policy_asks{"a policy", true, false};
inline constexpr Asker trigger_asks{"a trigger", false, false};
inline constexpr Asker lead_asks{"'lead'", false, false};
inline constexpr Asker legs_ask{"a choice of legs", false, false};

std::map<std::string, HolidaySet> read_holiday_sets(RulesSource& source);
std::map<std::string, Calendar> read_calendars(RulesSource& source);
std::vector<Attribute> read_attributes(RulesSource& source);
std::vector<Label> read_labels(RulesSource& source);
std::vector<Workflow> read_workflows(RulesSource& source);
std::vector<Target> read_targets(RulesSource& source);  // and timers
std::vector<Ladder> read_ladders(RulesSource& source);
std::vector<Policy> read_policies(RulesSource& source);
std::vector<Always> read_always(RulesSource& source);
std::vector<Measure> read_measures(RulesSource& source);
std::vector<Scheme> read_schemes(const std::vector<Measure>& measures, RulesSource& source);
std::map<std::string, Title> read_words(RulesSource& source);
std::optional<WatchList> read_watch(RulesSource& source);
Directory read_directory(RulesSource& source);
void check_directory(const Rules& rules, RulesSource& source);  // once everything reads without a fault

// What several of them share.
Match read_match(const TomlNode& table, const Asker& asker, RulesSource& source);
Trigger read_trigger(const TableReader& table, const KeyRule& rule, const std::vector<const KnownKind*>& workflows,
                     RulesSource& source);
// `pauses` alone may be values alone, and have a longest length.
Trigger read_pauses(const TableReader& table, const KeyRule& rule, const std::vector<const KnownKind*>& workflows,
                    RulesSource& source);
// What else a target or timer may say of its clocks, on top of the `target` read so far.
void read_clock_extras(const TableReader& table, const std::optional<Limit>& limit, Target& target,
                       RulesSource& source);
// A length beside a limit: of a pause, a margin, an extension; nothing and a fault where it has none.
std::optional<Limit> read_length(const PlacedText& text, FaultList& faults);
std::string example_calendar(const RulesSource& source);
void check_known(std::string_view what, const PlacedText& name, const NameList& known, FaultList& faults,
                 std::string_view where = "");
void check_value(const std::string& attribute, const PlacedText& value, RulesSource& source);
std::string of_kinds(const std::vector<const KnownKind*>& workflows);  // " of 'order' or 'transfer'"
// False, and a fault, where an attribute is not set but read off the case.
bool check_settable(const TomlNode& field, RulesSource& source);
// A level of the escalation.
void check_raise(const PlacedText& level, RulesSource& source);
// A verb that "system" does: it must be there, and be open to that role.
void check_system_verb(const PlacedText& verb, const std::vector<const KnownKind*>& workflows, FaultList& faults);

}  // namespace hotline

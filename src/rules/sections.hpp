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

std::map<std::string, HolidaySet> read_holiday_sets(RulesSource& source);
std::map<std::string, Calendar> read_calendars(RulesSource& source);
std::vector<Attribute> read_attributes(RulesSource& source);
std::vector<Label> read_labels(RulesSource& source);
std::vector<Workflow> read_workflows(RulesSource& source);
std::vector<Target> read_targets(RulesSource& source);  // and timers
std::vector<Ladder> read_ladders(RulesSource& source);
std::vector<Policy> read_policies(RulesSource& source);
std::vector<Measure> read_measures(RulesSource& source);
Directory read_directory(RulesSource& source);

// What several of them share.
Match read_match(const TomlNode& table, RulesSource& source);
void check_known(std::string_view what, const PlacedText& name, const NameList& known, FaultList& faults,
                 std::string_view where = "");
void check_value(const std::string& attribute, const PlacedText& value, RulesSource& source);
std::string of_kinds(const std::vector<const KnownKind*>& workflows);  // " of 'order' or 'transfer'"
// A verb that "system" does: it must be there, and be open to that role.
void check_system_verb(const PlacedText& verb, const std::vector<const KnownKind*>& workflows, FaultList& faults);

}  // namespace hotline

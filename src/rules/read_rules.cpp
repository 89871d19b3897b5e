#include <algorithm>

#include <fmt/format.h>

#include "hotline/base/nearest.hpp"
#include "hotline/rules/prove.hpp"
#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr KeyRule root_keys[] = {
    {"version", Shape::text, R"(version = "2023-02")"},
    {"effective", Shape::date, "effective = 2023-02-27"},
    {"calendar", Shape::table, "[calendar.office]"},
    {"holidays", Shape::table, "[holidays.us-federal]"},
    {"attribute", Shape::table, "[attribute]"},
    {"label", Shape::table, "[label]"},
    {"workflow", Shape::table, "[workflow.order]"},
    {"target", Shape::table, "[target.contact]"},
    {"timer", Shape::table, "[timer.auto-sign]"},
    {"ladder", Shape::table, "[ladder.standard]"},
    {"policy", Shape::tables, "[[policy]], in double brackets"},
    {"always", Shape::tables, "[[always]], in double brackets"},
    {"measure", Shape::tables, "[[measure]], in double brackets"},
    {"scheme", Shape::tables, "[[scheme]], in double brackets"},
    {"department", Shape::table, "[department.tax]"},
    {"number", Shape::table, "[number.6001]"},
    {"matter", Shape::table, "[matter.invoice]"},
    {"seats", Shape::table, "[seats.enterprise]"},
    {"desk", Shape::table, "[desk]"},
    {"watch", Shape::table, "[watch]"},
    {"word", Shape::table, "[word]"},
};

constexpr TomlPlace whole_file{};

// [lable] is a fault of its own, told with the other unknown keys; what is in it is read as what was meant.
TomlNode as_meant(TomlNode root) {
  std::vector<std::string> keys;
  for (const KeyRule& rule : root_keys) keys.emplace_back(rule.key);
  for (TomlNode& part : root.children) {
    const auto meant = nearest(part.key, keys);
    if (meant && !root.find(*meant)) part.key = *meant;
  }
  return root;
}

void check_names(const TomlNode& root, FaultList& faults) {
  for (const TomlNode& group : root.children)
    if (group.is(TomlNode::Kind::table))
      for (const TomlNode& named : group.children) {
        TomlNode name;
        name.kind = TomlNode::Kind::string;
        name.place = named.key_place;
        name.text = named.key;
        check_text(name, R"(a name, "office")", faults);
      }
}

void check_version(const TomlNode& root, FaultList& faults) {
  if (root.children.empty())
    faults.add(whole_file, "there is nothing in this file: begin with a calendar, [calendar.office]");
  const bool more = std::any_of(root.children.begin(), root.children.end(), [](const TomlNode& part) {
    return part.key != "calendar" && part.key != "holidays" && part.key != "effective" && part.key != "version";
  });
  if (more && !root.find("version"))
    faults.add(whole_file, R"(these rules have no version: write version = "2023-02" at the top)");
}

// The table that a proof's `where` speaks of.
TomlPlace place_of(std::string_view where, const TomlNode& root) {
  const std::size_t dot = where.find('.');
  if (const TomlNode* group = dot < where.size() ? root.find(where.substr(0, dot)) : nullptr)
    if (const TomlNode* table = group->find(where.substr(dot + 1))) return table->key_place;
  for (const std::string_view group : {"policy", "always"})
    if (const TomlNode* all = root.find(group))
      for (const TomlNode& one : all->children)
        if (const TomlNode* name = one.find("name"); name && where == fmt::format("{} '{}'", group, name->text))
          return one.place;
  return whole_file;
}

// Proofs speak of rules that were read whole; on half of them they would find faults that are not there.
void prove_into(const Rules& rules, const TomlNode& root, FaultList& faults) {
  for (Unsound& fault : prove(rules)) faults.add(place_of(fault.where, root), std::move(fault.message));
}

Rules read_parts(RulesSource& source) {
  Rules rules;
  rules.attributes = read_attributes(source);
  rules.labels = read_labels(source);
  rules.workflows = read_workflows(source);
  rules.ladders = read_ladders(source);
  rules.targets = read_targets(source);
  rules.policies = read_policies(source);
  rules.always = read_always(source);
  if (source.faults.size() == 0) prove_into(rules, source.root, source.faults);
  rules.calendars = read_calendars(source);
  rules.measures = read_measures(source);
  rules.schemes = read_schemes(rules.measures, source);
  rules.watch = read_watch(source);
  rules.directory = read_directory(source);
  rules.words = read_words(source);
  if (source.faults.size() == 0) check_directory(rules, source);
  return rules;
}

}  // namespace

Reading read_rules(std::string_view text, std::string_view file, std::optional<Date> as_of, const ReadHolidays& ics) {
  FaultList faults{file};
  const std::optional<TomlNode> written = parse_toml(text, faults);
  if (!written) return {std::nullopt, std::move(faults).in_file_order()};
  const TableReader table{*written, "a rules file", root_keys, faults};
  const TomlNode root = as_meant(*written);
  RulesSource source{root, known_names(root), faults, as_of, ics};
  Rules rules = read_parts(source);
  check_names(root, faults);
  check_version(root, faults);
  rules.version = table.text_or_empty("version");
  if (const TomlNode* effective = table.find("effective")) rules.effective = effective->date;
  rules.text = text;
  rules.as_of = as_of;
  Reading reading;
  if (faults.size() == 0) reading.rules = std::move(rules);
  reading.faults = std::move(faults).in_file_order();
  return reading;
}

}  // namespace hotline

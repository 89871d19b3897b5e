#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "rules/calendar_parts.hpp"
#include "rules/sections.hpp"

namespace hotline {
namespace {

using Kind = TomlNode::Kind;

constexpr std::string_view days_example = R"(days = [ { on = "third mon of jan", name = "Martin Luther King" } ])";

constexpr KeyRule set_keys[] = {
    {"known-until", Shape::date, "known-until = 2030-12-31"},
    {"days", Shape::tables, days_example, required},
};

constexpr KeyRule dated_keys[] = {
    {"date", Shape::date, "date = 2023-01-28"}, {"from", Shape::date, "from = 2023-01-21"},
    {"to", Shape::date, "to = 2023-01-27"},     {"on", Shape::text, R"(on = "third mon of jan")"},
    {"works", Shape::flag, "works = true"},     {"name", Shape::text, R"(name = "Independence Day")"},
};

constexpr KeyRule yearly_keys[] = {
    {"on", Shape::text, R"(on = "third mon of jan")"},
    {"observed", Shape::text, R"(observed = "nearest-weekday")"},
    {"from", Shape::integer, "from = 1986, the first year"},
    {"to", Shape::integer, "to = 2019, the last year"},
    {"except", Shape::integers, "except = [1995, 2020], years"},
    {"works", Shape::flag, "works = true"},
    {"name", Shape::text, R"(name = "Independence Day")"},
};

std::optional<int> read_year(const TomlNode* value, FaultList& faults) {
  if (!value) return std::nullopt;
  if (1970 <= value->integer && value->integer <= 2100) return static_cast<int>(value->integer);
  faults.add(value->place, fmt::format("{} is outside 1970-2100, the years a calendar can answer for", value->integer));
  return std::nullopt;
}

void read_years(const TableReader& table, HolidayRule& rule, FaultList& faults) {
  rule.from_year = read_year(table.find("from"), faults);
  rule.to_year = read_year(table.find("to"), faults);
  if (rule.from_year && rule.to_year && *rule.to_year < *rule.from_year)
    faults.add(table.find("to")->place,
               fmt::format("'to' is before 'from' ({}): write the first year in 'from'", *rule.from_year));
  if (const TomlNode* except = table.find("except")) {
    if (except->is(Kind::integer))
      rule.except.push_back(read_year(except, faults).value_or(0));
    else
      for (const TomlNode& year : except->children) rule.except.push_back(read_year(&year, faults).value_or(0));
  }
}

std::optional<HolidayRule> read_yearly(const TomlNode& node, FaultList& faults) {
  const std::size_t before = faults.size();
  const TableReader table{node, "a yearly holiday", yearly_keys, faults};
  HolidayRule rule;
  rule.name = table.text_or_empty("name");
  if (const auto on = table.text("on"))
    if (const auto date = take(parse_yearly_date(on->text), on->place, faults)) rule.on = *date;
  if (const auto observed = table.text("observed"))
    if (const auto how = take(parse_observed(observed->text), observed->place, faults)) rule.observed = *how;
  if (const TomlNode* works = table.find("works")) rule.works = works->integer == 1;
  if (rule.works && rule.observed != Observed::never)
    faults.add(table.find("observed")->key_place, "a day that works is not observed on another: leave 'observed' out");
  read_years(table, rule, faults);
  if (faults.size() != before) return std::nullopt;
  if (dates_of(rule).empty()) {
    faults.add(node.place, fmt::format("{} is in none of these years: mend the years or the date",
                                       quoted(table.text_or_empty("on"))));
    return std::nullopt;
  }
  return rule;
}

std::optional<HolidayRule> read_dated(const TomlNode& node, FaultList& faults) {
  const std::size_t before = faults.size();
  const TableReader table{node, "a holiday", dated_keys, faults};
  HolidayRule rule;
  rule.name = table.text_or_empty("name");
  if (const TomlNode* works = table.find("works")) rule.works = works->integer == 1;
  if (table.holds("date") || table.holds("from") || table.holds("to")) {
    if (const auto dates = read_dates(table, faults)) rule.on = *dates;
  } else if (faults.size() == before) {
    faults.add(node.place, "this holiday has no date: write date = 2023-07-04, or on = \"07-04\" for every year");
  }
  return faults.size() == before ? std::optional{std::move(rule)} : std::nullopt;
}

std::optional<HolidayRule> read_rule(const TomlNode& node, FaultList& faults) {
  const TomlNode* on = node.find("on");
  if (on && node.find("date")) {
    faults.add(node.find("date")->key_place, "this holiday has a 'date' and an 'on': keep one, 'on' is for every year");
    return std::nullopt;
  }
  return on ? read_yearly(node, faults) : read_dated(node, faults);
}

std::optional<HolidaySet> read_set(const TomlNode& node, FaultList& faults) {
  const std::size_t before = faults.size();
  const TableReader table{node, fmt::format("[holidays.{}]", shortened(node.key)), set_keys, faults};
  HolidayRules rules{node.key, {}, {}};
  if (holiday_set(node.key))
    faults.add(node.key_place, fmt::format("{} is built in: give this set another name", quoted(node.key)));
  if (const TomlNode* until = table.find("known-until"))
    if (in_range(until->date, until->place, faults)) rules.known_until = until->date;
  if (const TomlNode* days = table.find("days")) {
    for (const TomlNode& day : days->children)
      if (auto rule = read_rule(day, faults)) rules.rules.push_back(std::move(*rule));
    if (days->children.empty()) faults.add(days->place, fmt::format("no day is listed: write {}", days_example));
  }
  return faults.size() == before ? std::optional{holidays_by(rules)} : std::nullopt;
}

}  // namespace

std::map<std::string, HolidaySet> read_holiday_sets(RulesSource& source) {
  std::map<std::string, HolidaySet> sets;
  for_each_named(source.root, "holidays", source.faults, [&](const TomlNode& node) {
    if (auto set = read_set(node, source.faults)) sets.emplace(node.key, std::move(*set));
  });
  return sets;
}

}  // namespace hotline

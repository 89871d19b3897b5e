// The city's own rule explains all but 355 of its dates; an audit finds exactly those that a count by hand finds, with
// the holidays left out as the city leaves them out, and with holidays that it did not know.
#include <map>
#include <set>
#include <string>

#include "hotline/report/audit.hpp"
#include "report/told.hpp"
#include "support/boston.hpp"
#include "support/sanitized.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

struct HandRule {
  int days = 0;
  bool weekdays = false;
};

// "10 weekdays" of the policies' names, by type.
std::map<std::string, HandRule> rules_by_type(const Rules& rules) {
  std::map<std::string, HandRule> by_type;
  for (const Policy& policy : rules.policies) {
    if (policy.targets.empty()) continue;
    const HandRule rule{std::stoi(policy.name), policy.name.find("weekday") != std::string::npos};
    for (const std::string& type : policy.when.values.at("type")) by_type[type] = rule;
  }
  return by_type;
}

using Dates = std::set<local_days>;

bool is_worked(local_days date, const Dates& holidays) {
  const weekday day{date};
  return day != Saturday && day != Sunday && !holidays.contains(date);
}

local_days next_worked(local_days date, const Dates& holidays) {
  do date += days{1};
  while (!is_worked(date, holidays));
  return date;
}

LocalTime by_hand(LocalTime opened, const HandRule& rule, const Dates& holidays) {
  local_days date = floor<days>(opened);
  seconds time = opened - date;
  if (!rule.weekdays) return date + days{rule.days} + time;
  if (!is_worked(date, holidays)) date = next_worked(date, holidays);
  if (time >= 17h) {
    date = next_worked(date, holidays);
    time = 8h + 30min;
  }
  for (int i = 0; i < rule.days; ++i) date = next_worked(date, holidays);
  return date + time;
}

struct Counted {
  std::size_t agree = 0;
  std::set<std::string> differ;
  std::set<std::string> holiday;  // of these, explained by leaving the holidays out
};

Counted count_by_hand(const ToldLog& told, const Dates& holidays) {
  const auto by_type = rules_by_type(told.rules);
  const Zone zone = Zone::load("America/New_York").value();
  Counted counted;
  for (const LoggedCommand& entry : told.log.commands) {
    const Command& command = entry.command;
    const auto rule = command.due ? by_type.find(command.set.at("type")) : by_type.end();
    if (rule == by_type.end()) continue;
    const LocalTime opened = zone.to_local(command.at);
    const auto is_near = [&](const Dates& closed) {
      const Instant due = zone.to_instant(by_hand(opened, rule->second, closed), Skipped::gap_end);
      return abs(due - *command.due) <= 3min;
    };
    if (is_near(holidays)) {
      counted.agree += 1;
      continue;
    }
    counted.differ.insert(command.case_id.text);
    if (is_near({})) counted.holiday.insert(command.case_id.text);
  }
  return counted;
}

// Of the promises whose type has a rule: who was late by hand, against what the city said of its own dates.
std::map<AuditedPromise::Said, std::int64_t> verdicts_by_hand(const ToldLog& told) {
  const auto by_type = rules_by_type(told.rules);
  const Zone zone = Zone::load("America/New_York").value();
  std::map<std::string, Instant> due;  // ours
  std::map<std::string, Instant> closed;
  for (const LoggedCommand& entry : told.log.commands) {
    const Command& command = entry.command;
    if (command.verb == "close") closed[command.case_id.text] = command.at;
    if (command.verb != "open") continue;
    const auto rule = by_type.find(command.set.at("type"));
    if (rule == by_type.end()) continue;
    due[command.case_id.text] = zone.to_instant(by_hand(zone.to_local(command.at), rule->second, {}), Skipped::gap_end);
  }
  using Said = AuditedPromise::Said;
  std::map<Said, std::int64_t> counts;
  for (const StatedDue& stated : told.log.stated) {
    const std::string& id = stated.case_id.text;
    if (!stated.on_time) {
      counts[Said::not_stated] += 1;
    } else if (!stated.due) {
      counts[Said::without_due] += 1;
    } else if (!due.contains(id)) {
      counts[Said::not_promised] += 1;
    } else {
      const Instant end = closed.contains(id) ? closed.at(id) : told.replayed.until;
      const bool on_time = end <= due.at(id);
      counts[on_time == *stated.on_time ? Said::agrees : on_time ? Said::late_for_them : Said::late_for_us] += 1;
    }
  }
  return counts;
}

AuditAnswer audit(const ToldLog& told, const LogMap& map) {
  Audit audit(told.rules, map.audits, told.log.stated, told.replayed.until);
  for (const Case& matter : told.cases) audit.add(matter);
  return std::move(audit).answer();
}

void compare(Tally& tally, const std::string& what, const AuditAnswer& answer, const Counted& counted) {
  std::set<std::string> differ;
  std::set<std::string> holiday;
  for (const AuditedPromise& one : answer.findings) {
    if (one.compared != AuditedPromise::Due::differs) continue;
    differ.insert(one.id.text);
    for (const DueCause cause : one.causes)
      if (cause == DueCause::holiday) holiday.insert(one.id.text);
  }
  fmt::print("{}: {} compared, {} agree, {} differ, {} of them for a holiday\n", what, answer.compared(),
             answer.count(AuditedPromise::Due::agrees), differ.size(), holiday.size());
  tally.expect<std::int64_t>(what + " agree", answer.count(AuditedPromise::Due::agrees),
                             static_cast<std::int64_t>(counted.agree));
  tally.expect(what + " differ", differ == counted.differ, true);
  tally.expect(what + " holiday", holiday == counted.holiday, true);
}

}  // namespace

int main() {
  const std::filesystem::path log = data_folder() / "boston311_2011.csv.gz";
  if (sanitized || !std::filesystem::exists(log)) {
    fmt::print("skipped: {}\n", sanitized ? "a city twice over takes minutes under the sanitizers" : "log not present");
    return skipped;
  }
  const std::filesystem::path examples = std::filesystem::path(HOTLINE_SOURCE_DIR) / "examples" / "boston";
  const std::string rules = text_of_file(examples / "city-rule.toml");
  const auto told = [&](const std::string& text) {
    const Rules read = sound_rules(text);
    return told_log(log, read, sound_map(text_of_file(examples / "map.toml"), read), std::nullopt, false);
  };
  Tally tally;
  {
    const ToldLog as_it_was = told(rules);
    const LogMap map = sound_map(text_of_file(examples / "map.toml"), as_it_was.rules);
    const AuditAnswer answer = audit(as_it_was, map);
    compare(tally, "the city's rule", answer, count_by_hand(as_it_was, {}));
    tally.expect<std::int64_t>("agree", answer.count(AuditedPromise::Due::agrees), 46'719);
    tally.expect<std::int64_t>("differ", answer.count(AuditedPromise::Due::differs), 355);
    tally.expect("verdicts", answer.said == verdicts_by_hand(as_it_was), true);
    tally.expect<std::int64_t>("contradictions", answer.contradicts_itself, 0);
    tally.expect("the same bytes again", to_json(answer) == to_json(audit(as_it_was, map)), true);
  }
  // Public holidays of the United States in those months, that the city's dates did not skip.
  const Dates holidays{local_days{2011y / 7 / 4},   local_days{2011y / 9 / 5},   local_days{2011y / 10 / 10},
                       local_days{2011y / 11 / 11}, local_days{2011y / 11 / 24}, local_days{2011y / 12 / 26}};
  std::string with_holidays = rules;
  for (const local_days date : holidays) {
    const year_month_day day{date};
    with_holidays += fmt::format("\n[[calendar.city.day]]\ndate = {}-{:02}-{:02}\nhours = []\nname = \"holiday\"\n",
                                 int{day.year()}, unsigned{day.month()}, unsigned{day.day()});
  }
  const ToldLog closed = told(with_holidays);
  const LogMap map = sound_map(text_of_file(examples / "map.toml"), closed.rules);
  compare(tally, "with holidays", audit(closed, map), count_by_hand(closed, holidays));
  return tally.exit_code();
}

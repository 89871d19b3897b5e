// Another system's dates and verdicts held against ours, and what explains them.
#include "hotline/report/audit.hpp"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "report/told.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

constexpr const char* per_case = R"(zone = "Asia/Shanghai"
case = "case"
[[event]]
verb = { is = "open" }
at   = "opened"
[[event]]
verb = { is = "park" }
at   = "parked"
[[event]]
verb = { is = "resume" }
at   = "resumed"
[[event]]
verb = { is = "answer" }
at   = "answered"
[[audit]]
due       = "due"
verdict   = "verdict"
on-time   = "kept"
late      = "broken"
tolerance = "3 minutes"
)";

struct Asked {
  std::string limit = "\"5 working days\"";
  std::string zone = "Asia/Shanghai";
  std::string row;  // opened,parked,resumed,answered,due,verdict
  std::string more = {};
};

AuditAnswer audited(const Asked& asked) {
  std::string text = replaced_in(answer_rules, "limit    = \"2 working days\"", "limit = " + asked.limit);
  text = replaced_in(text, "Asia/Shanghai", asked.zone);
  const Rules rules = sound_rules(text);
  const LogMap map = sound_map(replaced_in(per_case, "Asia/Shanghai", asked.zone), rules);
  const std::string log = "case,opened,parked,resumed,answered,due,verdict\n" + asked.row + "\n" + asked.more;
  const ToldLog told = told_text(log, rules, map);
  Audit audit(rules, map.audits, told.log.stated, told.replayed.until);
  for (const Case& matter : told.cases) audit.add(matter);
  return std::move(audit).answer();
}

std::string causes_of(const AuditAnswer& answer) {
  if (answer.count(AuditedPromise::Due::agrees) == 1) return "agrees";
  std::string text;
  for (const AuditedPromise& one : answer.findings)
    for (const DueCause cause : one.causes) text += (text.empty() ? "" : " or ") + std::string(to_text(cause));
  return text;
}

TEST_CASE("what single change explains another system's due instant") {
  struct Row {
    std::string why, limit, row, causes;
  };
  // 2023: closed from 29 April to 3 May, working on Saturday 6 May.
  const std::string days = "\"5 working days\"";
  const Row rows[] = {
      {"the same instant", days, "a,2023-04-28 16:00,,,,2023-05-09 17:30,", "agrees"},
      {"within the tolerance", days, "a,2023-04-28 16:00,,,,2023-05-09 17:33,", "agrees"},
      {"a second more", days, "a,2023-04-28 16:00,,,,2023-05-09 17:33:01,", "other"},
      {"Labour Day is worked", days, "a,2023-04-28 16:00,,,,2023-05-05 17:30,", "holiday"},
      {"the make-up Saturday is not worked", days, "a,2023-04-28 16:00,,,,2023-05-10 17:30,", "make-up day"},
      {"the day of receipt counts", days, "a,2023-04-28 16:00,,,,2023-05-08 17:30,", "first day"},
      {"until midnight", days, "a,2023-04-28 16:00,,,,2023-05-10 00:00,", "end of day"},
      {"at the hour of receipt", days, "a,2023-04-28 16:00,,,,2023-05-09 16:00,", "end of day"},
      {"received in the evening counts from the morning", "\"2 working days\"",
       "a,2023-03-01 20:00,,,,2023-03-06 17:30,", "off-hours start"},
      {"that rule is ours and not theirs", "\"2 working days\"\nstart = \"next-opening\"",
       "a,2023-03-01 20:00,,,,2023-03-03 17:30,", "off-hours start or first day"},
      {"a cut-off is ours and not theirs", "\"2 working days\"\nstart = \"cut-off 16:00\"\nend = \"same-time\"",
       "a,2023-03-01 16:30,,,,2023-03-03 16:30,", "off-hours start"},
      {"received on a holiday: two changes give the same", days, "a,2023-04-29 10:00,,,,2023-05-10 17:30,",
       "make-up day or off-hours start"},
      {"working hours through the holiday", "\"8 working hours\"", "a,2023-04-28 16:00,,,,2023-05-01 15:30,",
       "holiday"},
      {"the pause is not known to them", days,
       "a,2023-03-01 10:00,2023-03-02 10:00,2023-03-06 10:00,,2023-03-08 17:30,", "pause"},
      {"it stands still for us", days, "a,2023-03-01 10:00,2023-03-02 10:00,,,2023-03-08 17:30,", "pause"},
      {"it stands still and that is not why", days, "a,2023-03-01 10:00,2023-03-02 10:00,,,2023-03-09 17:30,", "other"},
      {"nothing explains it", days, "a,2023-04-28 16:00,,,,2023-06-30 17:30,", "other"},
      {"before it was opened", days, "a,2023-04-28 16:00,,,,2023-04-01 10:00,", "other"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const AuditAnswer answer = audited({row.limit, "Asia/Shanghai", row.row});
    CHECK(causes_of(answer) == row.causes);
    CHECK(answer.compared() == 1);
  }
}

TEST_CASE("a change of clocks explains an hour") {
  struct Row {
    std::string why, limit, row, causes;
  };
  // 2023-03-12 02:00 becomes 03:00 in New York, 2023-11-05 02:00 becomes 01:00.
  const std::string wall = "\"7 days\"\nend = \"same-time\"";
  const Row rows[] = {
      {"168 hours in spring", wall, "a,2023-03-10 10:00,,,,2023-03-17 11:00,", "clock change"},
      {"168 hours in autumn", wall, "a,2023-11-03 10:00,,,,2023-11-10 09:00,", "clock change"},
      {"by the wall clock where hours are meant", "\"168 hours\"", "a,2023-03-10 10:00,,,,2023-03-17 10:00,",
       "clock change"},
      {"an hour with no change of clocks", wall, "a,2023-04-10 10:00,,,,2023-04-17 11:00,", "other"},
      {"two hours", wall, "a,2023-03-10 10:00,,,,2023-03-17 12:00,", "other"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(causes_of(audited({row.limit, "America/New_York", row.row})) == row.causes);
  }
}

TEST_CASE("verdicts are held against ours and against their own dates") {
  struct Row {
    std::string why, row, said;
    bool contradicts = false;
  };
  const std::string received = "a,2023-03-01 10:00,,,";  // 5 working days: due 2023-03-08 17:30
  const Row rows[] = {
      {"both late", received + "2023-03-09 09:00,2023-03-08 17:30,broken", "agrees"},
      {"both on time", received + "2023-03-08 17:30,2023-03-08 17:30,kept", "agrees"},
      {"late for them only by their own date", received + "2023-03-08 09:00,2023-03-07 17:30,broken",
       "late for them only"},
      {"late for us only by their own date", received + "2023-03-09 09:00,2023-03-09 17:30,kept", "late for us only"},
      {"their date does not say so", received + "2023-03-09 09:00,2023-03-08 17:30,kept", "late for us only", true},
      {"on time and called late", received + "2023-03-02 09:00,2023-03-08 17:30,broken", "late for them only", true},
      {"no verdict", received + "2023-03-02 09:00,2023-03-08 17:30,", "none stated"},
      {"a verdict without a date", received + "2023-03-20 09:00,,kept", "without a due"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const AuditAnswer answer = audited({"\"5 working days\"", "Asia/Shanghai", row.row});
    REQUIRE(answer.said.size() == 1);
    std::string said = row.said;  // in JSON, without spaces
    std::replace(said.begin(), said.end(), ' ', '-');
    CHECK(to_json(answer).find("\"" + said + "\": 1") != std::string::npos);
    CHECK(answer.contradicts_itself == (row.contradicts ? 1 : 0));
  }
}

TEST_CASE("of several rows the last in time that states a thing counts, and foreign cases are told apart") {
  const Rules rules = sound_rules(answer_rules);
  const LogMap map = sound_map(
      "zone = \"Asia/Shanghai\"\ncase = \"case\"\n[[event]]\nverb = \"verb\"\nat = \"at\"\n"
      "[[audit]]\ndue = \"due\"\nverdict = \"verdict\"\nlate = \"broken\"\n",
      rules);
  const ToldLog told = told_text(
      "case,verb,at,due,verdict\n"
      "a,call,2023-03-02 10:00,2023-03-03 17:30,\n"
      "a,open,2023-03-01 10:00,2023-03-02 17:30,broken\n"
      "a,answer,2023-03-03 10:00,,fine\n"
      "b,answer,2023-03-03 10:00,2023-03-03 11:00,broken\n",
      rules, map);
  CHECK(told.log.stated.size() == 4);
  Audit audit(rules, map.audits, told.log.stated, told.replayed.until);
  for (const Case& matter : told.cases) audit.add(matter);
  const AuditAnswer answer = std::move(audit).answer();
  CHECK(answer.stated == 2);
  CHECK(answer.unknown_cases == 1);
  CHECK(answer.count(AuditedPromise::Due::agrees) == 1);
  CHECK(answer.count(AuditedPromise::Due::not_promised) == 1);
  CHECK(answer.count(AuditedPromise::Said::agrees) == 1);
  CHECK(answer.findings.empty());
}

TEST_CASE("an audit of one promise among several, by its target and its ticket") {
  const std::string two = replaced_in(answer_rules, "targets = [\"answer\"]", "targets = [\"call-back\", \"answer\"]") +
                          "\n[target.call-back]\nlimit = \"2 hours\"\nstarts = { on = \"open\" }\n"
                          "meets = { on = [\"call\", \"answer\"] }\n";
  const Rules rules = sound_rules(two);
  const std::string head = "zone = \"Asia/Shanghai\"\ncase = \"case\"\n[[event]]\nverb = \"verb\"\nat = \"at\"\n";
  const std::string log = "case,verb,at,due,first\na,open,2023-03-01 10:00,2023-03-03 17:30,2023-03-01 12:00\n";
  const LogMap map = sound_map(head +
                                   "[[audit]]\ndue = \"due\"\ntarget = \"answer\"\n"
                                   "[[audit]]\ndue = \"first\"\ntarget = \"call-back\"\n"
                                   "[[audit]]\ndue = \"first\"\ntarget = \"call-back\"\nticket = { is = \"2\" }\n",
                               rules);
  const ToldLog told = told_text(log, rules, map);
  Audit audit(rules, map.audits, told.log.stated, told.replayed.until);
  for (const Case& matter : told.cases) audit.add(matter);
  const AuditAnswer answer = std::move(audit).answer();
  CHECK(answer.count(AuditedPromise::Due::agrees) == 2);
  CHECK(answer.count(AuditedPromise::Due::not_promised) == 1);
}

TEST_CASE("the audit is the same bytes again, and cut only where it says so") {
  std::string more;
  for (int i = 0; i < 30; ++i) more += fmt::format("c{:02},2023-04-28 16:{:02},,,,2023-05-05 17:30,kept\n", i, i);
  const Asked asked{"\"5 working days\"", "Asia/Shanghai", "a,2023-04-28 16:00,,,,2023-05-09 17:30,kept", more};
  const AuditAnswer answer = audited(asked);
  const AuditAnswer again = audited(asked);
  CHECK(to_json(answer) == to_json(again));
  CHECK(to_text(answer, 5) == to_text(again, 5));
  CHECK(to_text(answer, 5).find("5 of 30 rows are shown") != std::string::npos);
  CHECK(answer.causes.at(DueCause::holiday) == CauseCount{30, 30});
  CHECK(answer.apart[2].before == 30);
  CHECK(answer.apart[2].same_time == 30);
}

}  // namespace

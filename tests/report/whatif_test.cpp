// What other rules would have made of the same log.
#include "hotline/report/whatif.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "report/told.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

WhatIfAnswer compared(const ToldLog& before, const ToldLog& after, Instant until, const CountOptions& options = {}) {
  WhatIf question(before.rules, after.rules, options);
  for (const Case& matter : before.cases) question.before(matter);
  for (const Case& matter : after.cases) question.after(matter);
  question.refused(before.replayed.rejects, after.replayed.rejects);
  return std::move(question).answer(until);
}

std::string side(const std::optional<PromiseVerdict>& verdict, const Zone& zone) {
  if (!verdict) return "-";
  return fmt::format("{}{}", to_text(verdict->end),
                     verdict->due ? " " + to_text(*verdict->due, zone).substr(5, 11) : "");
}

// "a1 answer newly late: on time 03-02T17:30 > late 03-01T17:30"
std::string shown(const WhatIfAnswer& answer) {
  std::string text;
  for (const PromiseChange& change : answer.changes)
    text += fmt::format("{}{}/{} {} {}: {} > {}", text.empty() ? "" : "; ", change.id.text, change.ticket(),
                        change.target, to_text(change.kind), side(change.before, answer.after.zone),
                        side(change.after, answer.after.zone));
  return text;
}

constexpr const char* one_answered = "case,verb,at\na,open,2023-03-01 10:00\na,answer,2023-03-03 12:00\n";
constexpr const char* one_open = "case,verb,at\na,open,2023-03-01 10:00\n";
constexpr const char* one_called =
    "case,verb,at\na,open,2023-03-01 10:00\na,call,2023-03-02 11:00\n"
    "a,answer,2023-03-03 12:00\n";
constexpr const char* one_urgent = "case,verb,at,urgency\na,open,2023-03-01 10:00,urgent\na,answer,2023-03-03 12:00,\n";
constexpr const char* one_parked = "case,verb,at\na,open,2023-03-01 10:00\na,park,2023-03-01 11:00\n";

constexpr const char* limit = "limit    = \"2 working days\"";
constexpr const char* two_policies = R"(name    = "every order"
kind    = "order"
when    = { urgency = "ordinary" }
targets = ["answer"]
[[policy]]
name    = "urgent"
kind    = "order"
when    = { urgency = "urgent" }
targets = [])";
constexpr const char* every_order = "name    = \"every order\"\nkind    = \"order\"\ntargets = [\"answer\"]";

TEST_CASE("what becomes of each promise under other rules") {
  struct Row {
    std::string why, log, what, with, changes;
  };
  const Row rows[] = {
      {"the same rules change nothing", one_answered, limit, limit, ""},
      {"a day less makes it late", one_answered, limit, "limit = \"1 working day\"",
       "a/1 answer newly late: on time 03-03T17:30 > late 03-02T17:30"},
      {"a day more moves what was kept anyway", one_answered, limit, "limit = \"3 working days\"",
       "a/1 answer due later: on time 03-03T17:30 > on time 03-06T17:30"},
      {"an earlier due that is kept still", one_answered, limit, "limit = \"45 hours on working days\"",
       "a/1 answer newly late: on time 03-03T17:30 > late 03-03T07:00"},
      {"hours instead of days and still in time", one_answered, limit, "limit = \"50 hours on working days\"",
       "a/1 answer due earlier: on time 03-03T17:30 > on time 03-03T12:00"},
      {"open and due only under the other", one_open, limit, "limit = \"1 hour\"",
       "a/1 answer newly late: open 03-03T17:30 > overdue 03-01T11:00"},
      {"a target by another name is another promise", one_answered, "answer\"]\n\n[[measure", "reply\"]\n\n[[measure",
       "a/1 answer only before: on time 03-03T17:30 > -; a/1 reply only after: - > on time 03-03T17:30"},
      {"a policy that promises nothing", one_urgent, every_order, two_policies,
       "a/1 answer only before: on time 03-03T17:30 > -"},
      {"met by another verb, at another time", one_called, "meets    = { on = \"answer\" }",
       "meets    = { on = [\"call\", \"answer\"] }",
       "a/1 answer ended otherwise: on time 03-03T17:30 > on time 03-03T17:30"},
      {"a pause that no longer counts", one_parked, "pauses   = { in = \"parked\" }\n", "",
       "a/1 answer due earlier: open > open 03-03T17:30"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    std::string other = replaced_in(answer_rules, row.what, row.with);
    if (row.with.find("reply") != std::string::npos) {
      other = replaced_in(other, "[target.answer]", "[target.reply]");
      other = replaced_in(other, "met = \"answer\"", "met = \"reply\"");
    }
    const Instant until = parse_time("2023-03-03 12:30", "iso8601", Zone::load("Asia/Shanghai").value()).value();
    const ToldLog before = told_text(row.log, sound_rules(answer_rules), std::nullopt, until);
    const ToldLog after = told_text(row.log, sound_rules(other), std::nullopt, until);
    const WhatIfAnswer answer = compared(before, after, until);
    CHECK(shown(answer) == row.changes);
    // The other way round, what was newly late is relieved, what was only before is only after, and so on.
    const WhatIfAnswer back = compared(after, before, until);
    CHECK(back.all.of(PromiseChange::Kind::relieved) == answer.all.of(PromiseChange::Kind::newly_late));
    CHECK(back.all.of(PromiseChange::Kind::only_after) == answer.all.of(PromiseChange::Kind::only_before));
    CHECK(back.all.of(PromiseChange::Kind::later) == answer.all.of(PromiseChange::Kind::earlier));
    CHECK(back.all.before == answer.all.after);
  }
}

TEST_CASE("measures are paired by name and lines refused by one side alone are named") {
  const std::string log =
      "case,verb,at\na,open,2023-03-01 10:00\na,call,2023-03-01 11:00\na,answer,2023-03-03 12:00\n"
      "a,answer,2023-03-03 13:00\n";
  std::string other = replaced_in(answer_rules, limit, "limit = \"1 working day\"");
  other = replaced_in(other, "                { on = \"call\", from = \"received\", to = \"received\" },\n",
                      "                { on = \"call\", from = \"parked\", to = \"received\" },\n");
  other += "[[measure]]\nname = \"answered\"\nof = { kind = \"order\" }\nhits = { reached = \"answered\" }\n";
  const ToldLog before = told_text(log, sound_rules(answer_rules));
  const ToldLog after = told_text(log, sound_rules(other));
  const WhatIfAnswer answer = compared(before, after, before.replayed.until);
  REQUIRE(answer.measures.size() == 2);
  CHECK(answer.measures[0].before->rate == Fraction{1, 1});
  CHECK(answer.measures[0].after->rate == Fraction{0, 1});
  CHECK(answer.measures[0].moved() == "-100.00");
  CHECK(!answer.measures[1].before);
  CHECK(answer.measures[1].after->rate == Fraction{1, 1});
  CHECK(answer.measures[1].moved().empty());
  CHECK(answer.refused_before.empty());
  REQUIRE(answer.refused_after.size() == 1);  // the second answer is refused by both
  CHECK(answer.refused_after[0].place.line == 3);
}

TEST_CASE("a ticket is the same though other rules number it otherwise") {
  const std::string with_legs =
      replaced_in(answer_rules, "[target.answer]",
                  "[workflow.leg]\ninitial = \"asked\"\nfinal = [\"done\"]\n"
                  "transitions = [ { on = \"reply\", from = \"asked\", to = \"done\" } ]\n\n"
                  "[target.reply]\nlimit = \"1 working day\"\ncalendar = \"office\"\nstarts = { in = \"asked\" }\n"
                  "meets = { on = \"reply\" }\n\n[[policy]]\nname = \"leg\"\nkind = \"leg\"\ntargets = [\"reply\"]\n\n"
                  "[target.answer]");
  const std::string legs = replaced_in(with_legs, "to = \"received\" },\n                { on = \"park\"",
                                       "to = \"received\", opens = \"leg\" },\n                { on = \"park\"");
  const std::string escalating =
      replaced_in(legs, "[target.answer]",
                  "[workflow.escalation]\ninitial = \"none\"\nlevels = [\"none\", \"red\"]\n"
                  "transitions = [ { on = \"withdraw\", from = \"red\", to = \"none\" } ]\n\n"
                  "[ladder.standard]\nrungs = [ { at = \"due\", raise = \"red\" } ]\n\n[target.answer]\n"
                  "ladder = \"standard\"");
  const std::string log = "case,verb,at,kind\na,open,2023-03-01 10:00,order\na,call,2023-03-02 10:00,\n";
  const ToldLog before = told_text(log, sound_rules(legs));
  const ToldLog after = told_text(log, sound_rules(escalating));
  REQUIRE(before.cases[0].tickets.size() == 2);
  REQUIRE(after.cases[0].tickets.size() == 3);
  const WhatIfAnswer answer = compared(before, after, before.replayed.until);
  CHECK(shown(answer).empty());
  CHECK(answer.all.before.made == 2);
}

TEST_CASE("the answer is the same bytes whatever the order of the cases") {
  std::string log = "case,verb,at\n";
  for (int i = 0; i < 30; ++i)
    log += fmt::format("c{0},open,2023-03-0{1} 10:{2:02}\nc{0},answer,2023-03-0{3} 12:{2:02}\n", i, 1 + i % 3, i,
                       2 + i % 5);
  ToldLog before = told_text(log, sound_rules(answer_rules));
  ToldLog after = told_text(log, sound_rules(replaced_in(answer_rules, limit, "limit = \"1 working day\"")));
  const WhatIfAnswer answer = compared(before, after, before.replayed.until);
  std::reverse(before.cases.begin(), before.cases.end());
  std::rotate(after.cases.begin(), after.cases.begin() + 7, after.cases.end());
  const WhatIfAnswer again = compared(before, after, before.replayed.until);
  CHECK(to_json(answer) == to_json(again));
  CHECK(to_text(answer) == to_text(again));
  CHECK(to_text(answer, 2).find("4 of 30 rows are shown") != std::string::npos);
  CHECK(answer.tickets_changed == 30);
}

}  // namespace

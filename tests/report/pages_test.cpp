// The pages of one case and of one calendar: what stands in them, and that nothing in them is broken.
#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/core/due.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/report/calendar_page.hpp"
#include "hotline/report/case_page.hpp"
#include "hotline/rules/zone_of.hpp"
#include "hotline/store/memory_store.hpp"
#include "support/rules_files.hpp"
#include "support/strict_html.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

const std::string rules_text = R"(version = "1"
[calendar.office]
zone  = "Asia/Shanghai"
hours = { mon-fri = ["09:00-12:00", "13:00-17:30"] }
holidays = ["cn-statutory"]
make-up = "mon"
[[calendar.office.day]]
date  = 2023-03-08
hours = ["09:00-12:00"]
name  = "half a day & <b>more</b>"
[label]
department = "承办单位"
[workflow.order]
initial = "received"
final = ["closed"]
transitions = [
  { on = "park",   from = "received", to = "parked" },
  { on = "resume", from = "parked", to = "received" },
  { on = "grant",  from = "received" },
  { on = "close",  from = "received", to = "closed" },
]
[workflow.escalation]
initial = "none"
levels = ["none", "yellow", "red"]
transitions = [ { on = "ease", from = ["yellow", "red"], to = "none", by = "head" } ]
[ladder.standard]
rungs = [ { at = "75%", raise = "yellow" }, { at = "due", raise = "red" } ]
[target.resolve]
title = { zh = "解决", en = "Resolved" }
limit = "2 working days"
calendar = "office"
starts = { on = "open" }
meets = { on = "close" }
pauses = { in = "parked" }
extends = { on = "grant", by = "1 working day" }
ladder = "standard"
[target.plan]
limit = "given"
starts = { on = "open" }
meets = { on = "close" }
[[policy]]
name = "every order"
kind = "order"
targets = ["resolve", "plan"]
)";

struct Told {
  std::string verb, at;
};

struct Life {
  Case matter;
  std::vector<Event> events;
};

Rules rules_here() {
  Reading reading = read_rules(rules_text, "rules.toml");
  for (const Finding& fault : reading.faults) MESSAGE(to_text(fault));
  REQUIRE(reading.rules);
  return std::move(*reading.rules);
}

Instant at(const std::string& text, const Rules& rules) { return parse_instant(text, zone_of(rules)).value(); }

Life lived(const Rules& rules, const std::vector<Told>& told, const std::string& until) {
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, rules).value();
  const CaseId id{"<C>&1"};
  for (const Told& one : told) {
    Command command{.id = {one.verb + one.at}, .case_id = id, .verb = one.verb, .at = at(one.at, rules)};
    if (one.verb == "open") {
      command.kind = "order";
      command.set["department"] = "</dd><script>alert(1)</script>";
      command.due = at("2023-03-20 12:00", rules);
    }
    const auto answer = engine.submit(command, command.at);
    REQUIRE(answer);
    REQUIRE(answer->kind == Answer::Kind::applied);
  }
  REQUIRE(engine.advance(at(until, rules)));
  Life life{engine.load(id).value(), {}};
  const auto kept = store->load(id);
  REQUIRE(kept);
  for (const KeptEntry& entry : *kept) {
    const auto read = events_in(entry.entry.events);
    REQUIRE(read);
    life.events.insert(life.events.end(), read->begin(), read->end());
  }
  return life;
}

std::string page_of(const Life& life, const Rules& rules, const std::string& until) {
  std::vector<HistoryLine> history;
  for (const Event& event : life.events) history.push_back({event.at, {"事件", std::string{name_of(event)}}});
  return case_page(life.matter, life.events, history, at(until, rules), InForce{rules});
}

bool has(const std::vector<std::string>& texts, const std::string& part) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

TEST_CASE("a case's page tells its life and why each promise is due then") {
  const Rules rules = rules_here();
  const std::vector<Told> told{{"open", "2023-03-03 16:00"},
                               {"park", "2023-03-06 10:00"},
                               {"resume", "2023-03-07 10:00"},
                               {"grant", "2023-03-07 11:00"},
                               {"close", "2023-03-13 09:00"}};
  const Life life = lived(rules, told, "2023-03-13 12:00");
  const std::string text = page_of(life, rules, "2023-03-13 12:00");
  const StrictHtml page = read_strictly(text);
  CHECK(page.fault == "");
  CHECK(page.dangling_links().empty());
  CHECK(page.fetches().empty());
  CHECK(page.count("script") == 0);
  CHECK(page.texts("h1").front() == "Case <C>&1案件 <C>&1");
  CHECK(has(page.texts("dd"), "</dd><script>alert(1)</script>"));
  CHECK(page.count("svg") > 1);

  // Friday afternoon; Monday closes parked; Tuesday, Wednesday and, more time granted, Thursday.
  const Ticket& order = life.matter.tickets.front();
  const auto due = due_of(life.matter, order, *order.last_clock("resolve"), InForce{rules});
  CHECK(to_text(*due, zone_of(rules)) == "2023-03-09T17:30:00+08:00");
  const Element* why = page.named("why-1-resolve-1");
  REQUIRE(why != nullptr);
  for (const std::string part :
       {"3 working days from 2023-03-03T16:00:00+08:00, on the calendar office: due 2023-03-09T17:30:00+08:00.",
        "The limit is 2 working days; more time was granted.", "3个工作日", "2023-03-06", "half a day & <b>more</b>"}) {
    CAPTURE(part);
    CHECK(why->text.find(part) != std::string::npos);
  }
  CHECK(page.named("why-1-plan-1")->text.find("Its due instant was given: 2023-03-20T12:00:00+08:00.") !=
        std::string::npos);
  const auto cells = page.texts("td");
  CHECK(has(cells, "2023-03-06T10:00:00+08:00 – 2023-03-07T10:00:00+08:00"));  // its pause
  CHECK(has(cells, "due 2023-03-09T17:30:00+08:00"));                          // its rung
  CHECK(has(cells, "met late"));
  std::size_t history = 0;
  for (const std::string& cell : cells) history += cell.ends_with("事件");
  CHECK(history == life.events.size());
  CHECK(page_of(life, rules, "2023-03-13 12:00") == text);
}

TEST_CASE("a promise that stands still has no due instant, and its page says so") {
  const Rules rules = rules_here();
  const Life life = lived(rules, {{"open", "2023-03-03 16:00"}, {"park", "2023-03-06 10:00"}}, "2023-03-07 10:00");
  const StrictHtml page = read_strictly(page_of(life, rules, "2023-03-07 10:00"));
  CHECK(page.fault == "");
  CHECK(page.named("why-1-resolve-1")->text.find("no due instant until it runs on") != std::string::npos);
}

TEST_CASE("a calendar's page has each day once, and says why it is not as usual") {
  const Rules rules = rules_here();
  const Calendar& office = *rules.calendar("office");
  using namespace std::chrono;
  const Date first{year{2023} / 1 / 1}, last{year{2023} / 12 / 31};
  const std::string text = calendar_page(office, first, last);
  const StrictHtml page = read_strictly(text);
  CHECK(page.fault == "");
  CHECK(page.dangling_links().empty());
  CHECK(page.fetches().empty());
  // Once more from the calendar itself, day by day.
  std::size_t days = 0, worked = 0, unusual = 0;
  for (sys_days at{first}; at <= sys_days{last}; at += std::chrono::days{1}) {
    const CalendarDay day = office.day(Date{at});
    worked += !day.windows.empty();
    unusual += day.why != "weekday" && day.why != "weekend";
  }
  for (const Element& element : page.elements)
    if (const auto title = element.attributes.find("title"); title != element.attributes.end()) {
      const CalendarDay day = office.day(parse_date(title->second.substr(0, 10)).value());
      CHECK(title->second.ends_with(day.why));
      CHECK((title->second.find(" closed ") != std::string::npos) == day.windows.empty());
      ++days;
    }
  CHECK(days == 365);
  CHECK(has(page.texts("tr"), "all合计" + std::to_string(worked)));
  CHECK(page.named("changes")->text.find("half a day & <b>more</b>") != std::string::npos);
  CHECK(page.named("changes")->text.find("Spring Festival") != std::string::npos);
  std::size_t rows = 0;
  for (const Element& element : page.elements) rows += element.tag == "tr";
  std::size_t weeks = 0;
  for (int month = 1; month <= 12; ++month) {
    const sys_days begin{year{2023} / month / 1}, end{Date{year{2023} / month / 1} + months{1}};
    weeks += static_cast<std::size_t>(((weekday{begin} - Monday).count() + (end - begin).count() + 6) / 7);
  }
  CHECK(rows == 12 + weeks + 14 + 1 + unusual);  // heads, weeks, the months and their sum, the days not as usual
  CHECK(calendar_page(office, first, last) == text);
}

TEST_CASE("a calendar's page marks what is not yet announced, and keeps to its dates") {
  const Rules rules = rules_here();
  const Calendar& office = *rules.calendar("office");
  using namespace std::chrono;
  REQUIRE(office.known_until());
  const Date known = *office.known_until();
  const Date from{sys_days{known} - std::chrono::days{1}}, to{sys_days{known} + std::chrono::days{2}};
  const StrictHtml page = read_strictly(calendar_page(office, from, to));
  std::size_t asked = 0, unsure = 0;
  for (const Element& element : page.elements) {
    const auto classes = element.attributes.find("class");
    asked += element.attributes.contains("title");
    unsure += classes != element.attributes.end() && classes->second.ends_with(" unsure");
  }
  CHECK(asked == 4);
  CHECK(unsure == 2);
}

}  // namespace

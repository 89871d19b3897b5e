// What was done to a promise shortly before it was due, and after it was kept, is counted beside it.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/core/decide.hpp"
#include "measure/played.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

struct Step {
  std::string at, verb;
  TicketNumber ticket = 1;
};

Case lived(const Rules& rules, const std::vector<Step>& steps) {
  const InForce in_force(rules);
  Case matter;
  matter.id.text = "W";
  for (const Step& step : steps) {
    const Instant at = parse_instant("2023-03-" + step.at, rules.calendar("office")->zone()).value();
    Command command{.case_id = matter.id, .ticket = step.ticket, .verb = step.verb, .by = "anybody", .at = at};
    if (step.verb == "open") {
      command.kind = "order";
      command.set["department"] = "tax";
    }
    const auto fired = advance(matter, at, in_force);
    REQUIRE(fired);
    for (const Event& event : *fired) evolve(matter, event);
    const auto events = decide(matter, command, at, in_force);
    if (!events) FAIL(step.at << " " << step.verb << ": " << events.error().message);
    for (const Event& event : *events) evolve(matter, event);
  }
  return matter;
}

std::string shown(const Watched& seen) {
  return fmt::format("{} paused, {} returned, {} anew, {} reopened", seen.paused, seen.returned, seen.anew,
                     seen.reopened);
}

}  // namespace

TEST_CASE("what may have polished a figure is counted beside it") {
  const Rules rules = measure_rules(measure_file("watch.toml"));
  const std::vector<Step> begin{{"01 08:00", "open"}, {"01 09:00", "dispatch"}};
  struct Row {
    std::string why;
    std::vector<Step> steps;
    std::string seen;
  };
  const Row rows[] = {
      {"paused an hour before it is due", {{"01 16:00", "park"}}, "1 paused, 0 returned, 0 anew, 0 reopened"},
      {"paused a second earlier", {{"01 15:59:59", "park"}}, "0 paused, 0 returned, 0 anew, 0 reopened"},
      {"paused when it was due already", {{"01 17:00:01", "park"}}, "0 paused, 0 returned, 0 anew, 0 reopened"},
      {"where the due instant moved since, the one that stood then counts",
       {{"01 16:30", "park"}, {"02 09:00", "resume"}, {"02 09:10", "park"}, {"03 09:00", "resume"}},
       "1 paused, 0 returned, 0 anew, 0 reopened"},
      {"an early pause moves it",
       {{"01 10:00", "park"}, {"01 12:00", "resume"}, {"01 16:30", "park"}, {"01 16:31", "resume"}},
       "0 paused, 0 returned, 0 anew, 0 reopened"},
      {"over night it is an hour to 10:30 where half an hour of the day before is left",
       {{"01 10:00", "park"}, {"01 12:00", "resume"}, {"02 09:29", "park"}},
       "0 paused, 0 returned, 0 anew, 0 reopened"},
      {"and a minute later it is near",
       {{"01 10:00", "park"}, {"01 12:00", "resume"}, {"02 09:30", "park"}},
       "1 paused, 0 returned, 0 anew, 0 reopened"},
      {"more time granted before takes the nearness away",
       {{"01 10:00", "grant-time"}, {"01 16:30", "park"}},
       "0 paused, 0 returned, 0 anew, 0 reopened"},
      {"more time granted after does not",
       {{"01 16:30", "park"}, {"01 16:40", "resume"}, {"01 16:50", "grant-time"}},
       "1 paused, 0 returned, 0 anew, 0 reopened"},
      {"returned near due", {{"01 16:30", "return"}}, "0 paused, 1 returned, 0 anew, 0 reopened"},
      {"returned at once", {{"01 09:30", "return"}}, "0 paused, 0 returned, 0 anew, 0 reopened"},
      {"returned and given away again: the new leg's promise begins anew",
       {{"01 09:30", "return"}, {"01 10:00", "dispatch"}},
       "0 paused, 0 returned, 1 anew, 0 reopened"},
      {"closed and taken up again",
       {{"01 15:00", "close"}, {"01 15:30", "reopen"}},
       "0 paused, 0 returned, 0 anew, 1 reopened"},
      {"where a reply lay is no pause",
       {{"01 12:30", "reply", 2}, {"01 12:40", "reject", 2}, {"01 12:50", "reply", 2}},
       "0 paused, 0 returned, 0 anew, 0 reopened"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    std::vector<Step> steps = begin;
    steps.insert(steps.end(), row.steps.begin(), row.steps.end());
    const Report report = counted(rules, {lived(rules, steps)}, {.by = {"department"}});
    CHECK(shown(report.promises.watched) == row.seen);
    for (const Grouped& group : report.groups) {
      Watched sum;
      for (const auto& [name, count] : group.rows) {
        sum.paused += count.watched.paused;
        sum.returned += count.watched.returned;
        sum.anew += count.watched.anew;
        sum.reopened += count.watched.reopened;
      }
      CHECK(sum == report.promises.watched);
    }
    CHECK(to_text(report).find("watched, by promise") != std::string::npos);
    CHECK(to_json(report).find("\"paused-near-due\"") != std::string::npos);
  }
}

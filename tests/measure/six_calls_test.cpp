// The same six calls under five definitions of a connect rate.
#include <doctest/doctest.h>

#include "measure/played.hpp"

using namespace hotline;
using namespace hotline::test;

TEST_CASE("six calls have five connect rates and each opens to its tickets") {
  const Rules rules = measure_rules(measure_file("six_calls.toml"));
  const std::vector<Case> cases = replayed(rules, "six_calls.csv");
  const Report report = counted(rules, cases, {.with_tickets = true});
  struct Row {
    std::string measure;
    Fraction rate;
    std::string percent;
    std::int64_t dropped;
    std::string tickets;
  };
  const Row rows[] = {
      {"requests in hours without hang-ups",
       {3, 4},
       "75.00 %",
       1,
       "c1/1 hit, c2/1 hit, c3/1 missed, c4/1 dropped, c6/1 hit"},
      {"requests in hours", {3, 5}, "60.00 %", 0, "c1/1 hit, c2/1 hit, c3/1 missed, c4/1 missed, c6/1 hit"},
      {"requests at all hours",
       {3, 6},
       "50.00 %",
       0,
       "c1/1 hit, c2/1 hit, c3/1 missed, c4/1 missed, c5/1 missed, c6/1 hit"},
      {"attempts in hours without hang-ups",
       {3, 6},
       "50.00 %",
       1,
       "c1/2 hit, c2/2 missed, c2/3 hit, c3/2 missed, c4/2 dropped, c6/2 missed, c6/3 hit"},
      {"attempts in hours",
       {3, 7},
       "42.86 %",
       0,
       "c1/2 hit, c2/2 missed, c2/3 hit, c3/2 missed, c4/2 missed, c6/2 missed, c6/3 hit"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.measure);
    const MeasureCount& count = measured(report, row.measure);
    CHECK(count.rate == row.rate);
    CHECK(to_percent(count.rate, 2) == row.percent);
    CHECK(count.dropped == row.dropped);
    CHECK(tickets_of(count) == row.tickets);
  }
  // A leg goes under the label of the request above it.
  const auto& departments = measured(report, "attempts in hours without hang-ups").groups.front().rows;
  CHECK(departments.at("tax") == Fraction{3, 5});
  CHECK(departments.at("housing") == Fraction{0, 1});
  CHECK(measured(report, "requests in hours without hang-ups").groups.front().rows.at("2023-03") == Fraction{3, 4});
}

TEST_CASE("of several reasons to leave a ticket out the first that holds is counted") {
  const Rules rules = measure_rules(measure_file("six_calls.toml"));
  const Report report = counted(rules, replayed(rules, "six_calls.csv"));
  const MeasureCount& count = measured(report, "requests that neither side ended early");
  CHECK(count.rate == Fraction{3, 3});
  CHECK(count.dropped == 2);
  CHECK(count.dropped_by == std::vector<std::int64_t>{1, 1, 0});  // who was answered is not left out twice
  CHECK(to_text(report).find("left out: 1 + 1 + 0") != std::string::npos);
}

TEST_CASE("a department answers for its own goal or the nearest above it") {
  const Rules rules = measure_rules(measure_file("six_calls.toml"));
  const Report report = counted(rules, replayed(rules, "six_calls.csv"), {.by = {"department"}});
  const MeasureCount& count = measured(report, "requests in hours without hang-ups");
  CHECK(count.goal_met() == false);  // of the whole, 3 of 4 where 90 % is the goal
  const MeasureCount::Group& departments = count.groups.back();
  CHECK(departments.goals.at("tax") == Fraction{100, 100});
  CHECK(departments.goal_met("tax") == true);                   // 3 of 3
  CHECK(departments.goals.at("housing") == Fraction{50, 100});  // the city's
  CHECK(departments.goal_met("housing") == false);              // 0 of 1
  CHECK(!departments.goal_met("fire"));
  CHECK(count.groups.front().goals.empty());  // months have none
  CHECK(to_text(report).find("below the goal of requests in hours without hang-ups: housing 0.00 % of 50 %\n") !=
        std::string::npos);
}

// A day at the desk: calls with and without a ticket, transfers by request and by number rung, online help.
#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "shanghai/month.hpp"

namespace hotline::test {
namespace {

const TrialMonth& one_day() {
  static const TrialMonth day = replayed_under(shanghai_rules(), "one-day.csv");
  return day;
}

TEST_CASE("a day of calls and sessions is counted") {
  struct Row {
    std::string why, measure;
    Fraction rate;
    std::int64_t dropped;
  };
  const Row rows[] = {
      {"three of four requests whose callers waited", "connect rate", {3, 4}, 1},
      {"and of five with the one who hung up", "connected of all requests", {3, 5}, 0},
      {"by the number rung", "attempts picked up", {3, 6}, 1},
      {"and with the caller who hung up", "picked up of all attempts", {3, 7}, 0},
      {"eight of eleven calls; who rang again is counted once", "calls answered", {8, 10}, 1},
      {"one was picked up after 20 seconds", "answered in 15 seconds", {7, 8}, 0},
      {"two needed no ticket; one hung up before an answer", "answered on the call", {2, 7}, 1},
      {"one within the hour and one 5 minutes late", "missed calls called back", {1, 2}, 1},
      {"40 and 60 and 30 seconds are in time and 61 are not", "first response", {3, 4}, 1},
      {"one became an order", "online help solved", {3, 4}, 0},
      {"closed the next morning", "24-hour closing rate", {1, 1}, 0},
      {"its reply read the policy rightly", "policy read rightly", {1, 1}, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto& all = one_day().report.measures;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const MeasureCount& one) { return one.measure.name == row.measure; });
    REQUIRE(found != all.end());
    CHECK(found->rate == row.rate);
    CHECK(found->dropped == row.dropped);
  }
}

TEST_CASE("every line of the day is used and what came of a call shares its id") {
  for (const Reject& reject : one_day().replayed.rejects) FAIL_CHECK(reject.place.line << ": " << reject.message);
  std::set<std::string> calls;
  for (const Case& matter : one_day().cases)
    if (matter.tickets.front().kind == "call") calls.insert(matter.tickets.front().labels.at("call"));
  for (const Case& matter : one_day().cases) {
    CAPTURE(matter.id.text);
    const Ticket& first = matter.tickets.front();
    CHECK(first.labels.at("source") == "illustrative");
    if (first.kind == "transfer" || first.kind == "order") CHECK(calls.contains(first.labels.at("call")));
  }
  CHECK(calls.size() == 11);
}

TEST_CASE("a help team answers under its own seat") {
  for (const MeasureCount& count : one_day().report.measures)
    if (count.measure.name == "online help solved")
      for (const MeasureCount::Group& group : count.groups)
        if (group.by == "seat") CHECK(group.rows.at("pudong-1") == Fraction{1, 1});
}

}  // namespace
}  // namespace hotline::test

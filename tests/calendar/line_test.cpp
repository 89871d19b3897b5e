#include "hotline/calendar/line.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

struct Placed {
  Line line;
  Key start;
  Key due;
};

Placed placed(const std::string& text, const std::string& received) {
  const Limit read = limit(text);
  const Line line = line_for(office_2023(), read, at(received)).value();
  const Key start = start_key(line, read, at(received)).value();
  return {line, start, start + budget(read, line.kind())};
}

}  // namespace

TEST_CASE("shares of a limit run on its own clock") {
  // H03 of the readings and five working days as elapsed office time.
  struct Row {
    std::string why, limit, received;
    int percent;
    std::string reached;
  };
  const Row rows[] = {
      {"half of 24 hours on working days", "24 hours on working days", "2023-03-03 20:00", 50, "2023-03-06 08:00"},
      {"four fifths of them", "24 hours on working days", "2023-03-03 20:00", 80, "2023-03-06 15:12"},
      {"half of five days of office time", "2550 working minutes", "2023-03-01 10:00", 50, "2023-03-03 14:15"},
      {"four fifths of it", "2550 working minutes", "2023-03-01 10:00", 80, "2023-03-07 10:00"},
      {"half of two working days is the first close", "2 working days", "2023-03-01 10:00", 50, "2023-03-02 17:30"},
      {"half of one is half of its hours", "1 working day", "2023-03-01 10:00", 50, "2023-03-02 13:15"},
      {"three quarters of one", "1 working day", "2023-03-03 18:00", 75, "2023-03-06 15:22:30"},
      {"half of a day to midnight", "1 working day; end midnight", "2023-03-03 18:00", 50, "2023-03-06 12:00"},
      {"half of seven days", "7 days", "2023-03-03 18:00", 50, "2023-03-07 12:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Placed on = placed(row.limit, row.received);
    const Key share = on.due - (on.due - on.start) * (100 - row.percent) / 100;
    CHECK(show(on.line.when(share)) == row.reached);
    CHECK(on.line.reached(at(row.reached)) >= share);
    CHECK(on.line.reached(at(row.reached) - std::chrono::seconds{1}) < share);
  }
}

TEST_CASE("keys are what the table of lines says they are") {
  const auto one_of = [](const std::string& text) { return placed(text, "2023-03-06 10:00"); };
  const Instant monday_ten = at("2023-03-06 10:00");
  CHECK(one_of("2 hours").due == monday_ten.time_since_epoch().count() + 7200);
  CHECK(one_of("2 hours").line.calendar() == nullptr);
  CHECK(one_of("2 hours; start next-opening").line.calendar() != nullptr);

  const Placed close = one_of("1 working day");
  CHECK(close.due % 100 == 0);
  CHECK(close.line.when(close.due) == at("2023-03-07 17:30"));
  CHECK(close.line.when(close.start) == at("2023-03-06 17:30"));
  CHECK(close.line.counted(at("2023-03-07 17:29:59")) == close.start);
  CHECK(close.line.counted(at("2023-03-07 17:30")) == close.due);

  const Placed same = one_of("1 working day; end same-time");
  CHECK(same.due % 86'400 == 36'000);
  CHECK(same.line.reached(monday_ten) == same.start);

  const Placed days = one_of("7 days; end same-time");
  CHECK(days.start == (monday_ten + std::chrono::hours{8}).time_since_epoch().count());

  const Placed rolled = one_of("5 days, rolled forward");
  CHECK(rolled.start == std::chrono::sys_days{date("2023-03-06")}.time_since_epoch().count());
  CHECK(rolled.line.kind().time_of_day == std::chrono::hours{24});
  CHECK(rolled.line.when(rolled.due) == at("2023-03-13 24:00"));
  CHECK(one_of("5 days, rolled forward; end same-time").line.kind().time_of_day == std::chrono::hours{10});
}

TEST_CASE("a start that the clock repeats stands at the furthest it had got") {
  const Calendar new_york = calendar_of("America/New_York", {{"mon-sun", {"00:00-24:00"}}});
  const Limit one_day = limit("1 day; end same-time");
  const auto due = [&](const std::string& text) {
    return to_text(due_at(new_york, one_day, at(text, Zone::utc())).value(), new_york.zone());
  };
  CHECK(due("2023-11-05T01:30:00-04:00") == "2023-11-06T01:30:00-05:00");
  CHECK(due("2023-11-05T01:30:00-05:00") == "2023-11-06T01:59:59-05:00");
  CHECK(due("2023-11-05T02:00:00-05:00") == "2023-11-06T02:00:00-05:00");
  CHECK(due("2023-03-11T02:30:00-05:00") == "2023-03-12T03:00:00-04:00");
}

TEST_CASE("a line without a calendar") {
  const Line elapsed;
  CHECK(elapsed.when(7200) == Instant{std::chrono::hours{2}});
  CHECK(elapsed.reached(Instant{std::chrono::hours{2}}) == 7200);
  CHECK(elapsed.when(-1).error().fault == Fault::out_of_range);
  CHECK(elapsed.when(5'000'000'000).error().fault == Fault::out_of_range);
  CHECK(says(start_key(elapsed, limit("2 hours; start next-opening"), Instant{}), "needs a line with a calendar"));
}

TEST_CASE("given has no length") {
  CHECK(says(due_at(office_2023(), limit("given"), at("2023-03-06 10:00")), "'given' has no length"));
  CHECK(says(latest_start(office_2023(), limit("given"), at("2023-03-06 10:00")), "'given' has no length"));
}

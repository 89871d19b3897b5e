#include "hotline/calendar/deadline.hpp"

#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

std::string told(const Explanation& story) {
  std::string text;
  for (const ExplainedDay& day : story.days) {
    text += fmt::format("{} {}", to_text(day.date), day.amount);
    for (const Span& span : day.counted)
      text += fmt::format(" {}-{}", show(span.open).substr(11), show(span.close).substr(11));
    text += fmt::format(" {}\n", day.why);
  }
  return text;
}

}  // namespace

TEST_CASE("working time between two instants") {
  struct Row {
    std::string why, from, to;
    int worked_s;
  };
  const Row rows[] = {
      {"inside a window", "2023-03-06 09:00", "2023-03-06 10:30", 5400},
      {"reversed", "2023-03-06 10:30", "2023-03-06 09:00", -5400},
      {"over lunch", "2023-03-06 11:00", "2023-03-06 14:00", 3600},
      {"over a weekend", "2023-03-03 17:00", "2023-03-06 09:30", 3600},
      {"over Spring Festival", "2023-01-20 17:00", "2023-01-28 09:30", 3600},
      {"closed all along", "2023-01-20 17:30", "2023-01-28 09:00", 0},
      {"nothing", "2023-03-06 10:00", "2023-03-06 10:00", 0},
      {"before what is covered nothing is open", "1970-01-01 00:00", "1970-01-01 09:00", 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(worked_between(counter_2023(), at(row.from), at(row.to)).count() == row.worked_s);
  }
}

TEST_CASE("a limit of nothing changes nothing") {
  for (const Counting counting : {Counting::elapsed, Counting::working_time, Counting::whole_days}) {
    CHECK(due_at(office_2023(), Limit{.counting = counting}, at("2023-03-04 12:00")) == at("2023-03-04 12:00"));
    CHECK(due_at(office_2023(), Limit{.counting = counting}, at("2023-03-06 12:00")) == at("2023-03-06 12:00"));
  }
}

TEST_CASE("the latest start that is still in time") {
  struct Row {
    std::string why, limit, due, start;
  };
  const Row rows[] = {
      {"a working day by a close: any time on the day before", "1 working day", "2023-03-06 17:30",
       "2023-03-05 23:59:59"},
      {"a second short of the close: a working day earlier", "1 working day", "2023-03-06 17:29:59",
       "2023-03-02 23:59:59"},
      {"working hours: the last second with as much open time left", "2 working hours", "2023-03-06 10:30",
       "2023-03-03 17:00"},
      {"closed time before an opening costs nothing", "30 working minutes", "2023-03-06 09:30", "2023-03-06 09:00"},
      {"elapsed", "24 hours", "2023-03-06 10:00", "2023-03-05 10:00"},
      {"calendar days", "7 days", "2023-03-13 24:00", "2023-03-06 23:59:59"},
      {"the same time of day", "2 working days; end same-time", "2023-03-06 10:00", "2023-03-02 10:00"},
      {"from a rest day by the same time", "1 working day; end same-time", "2023-03-06 10:00", "2023-03-05 10:00"},
      {"before the cut-off", "1 working day; start cut-off 17:00", "2023-03-03 17:30", "2023-03-02 16:59:59"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(show(latest_start(office_2023(), limit(row.limit), at(row.due))) == row.start);
  }
  CHECK(latest_start(office_2023(), limit("7 days"), at("1970-01-03 00:00")).error().fault == Fault::out_of_range);
}

TEST_CASE("a deadline explains itself day by day") {
  CHECK(told(explain(office_2023(), limit("2 working hours"), at("2023-03-03 16:30")).value()) ==
        "2023-03-03 3600 16:30-17:30 weekday\n"
        "2023-03-04 0 weekend\n"
        "2023-03-05 0 weekend\n"
        "2023-03-06 3600 09:00-10:00 weekday\n");

  const Explanation days = explain(office_2023(), limit("2 working days"), at("2023-04-04 10:00")).value();
  CHECK(show(days.due) == "2023-04-07 17:30");
  CHECK_FALSE(days.provisional);
  CHECK(told(days) ==
        "2023-04-04 0 weekday; the start date is not counted\n"
        "2023-04-05 0 清明节 Tomb-Sweeping Day (国办发明电〔2022〕16号)\n"
        "2023-04-06 1 09:00-17:30 weekday\n"
        "2023-04-07 1 09:00-17:30 weekday\n");

  CHECK(told(explain(office_2023(), limit("24 hours on working days"), at("2023-03-03 20:00")).value()) ==
        "2023-03-03 14400 20:00-00:00 weekday\n"
        "2023-03-04 0 weekend\n"
        "2023-03-05 0 weekend\n"
        "2023-03-06 72000 00:00-20:00 weekday\n");

  const Explanation moved =
      explain(office_2023(), limit("1 working day; start next-opening"), at("2023-03-05 10:00")).value();
  CHECK(show(moved.received) == "2023-03-06 09:00");
  CHECK(told(moved) ==
        "2023-03-05 0 weekend; received later\n"
        "2023-03-06 0 weekday; the start date is not counted\n"
        "2023-03-07 1 09:00-17:30 weekday\n");

  CHECK(told(explain(office_2023(), limit("1 day, rolled forward"), at("2023-03-03 10:00")).value()) ==
        "2023-03-03 0 weekday; the start date is not counted\n"
        "2023-03-04 1 weekend\n"
        "2023-03-05 0 weekend; rolled forward\n"
        "2023-03-06 0 weekday; rolled forward\n");

  CHECK(explain(office_2023(), limit("1 working day"), at("2027-03-03 10:00")).value().provisional);
}

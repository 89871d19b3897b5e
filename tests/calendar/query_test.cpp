// What hosts ask: working days between dates, the share of a limit used, openings and closings.
#include "hotline/calendar/query.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

TEST_CASE("working days between leave out the first date and take in the last") {
  struct Row {
    std::string why, from, to;
    std::int64_t days;
  };
  const Row rows[] = {
      {"Friday to Monday", "2023-03-03", "2023-03-06", 1},
      {"Friday to Sunday", "2023-03-03", "2023-03-05", 0},
      {"Sunday to Monday", "2023-03-05", "2023-03-06", 1},
      {"a date and itself", "2023-03-06", "2023-03-06", 0},
      {"reversed", "2023-03-06", "2023-03-03", -1},
      {"over Labour Day with a make-up Sunday and Saturday", "2023-04-21", "2023-05-06", 9},
      {"the year 2023", "2022-12-31", "2023-12-31", 249},
      {"all years, from the first date", "1970-01-01", "1970-01-05", 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(working_days_between(office_2023(), date(row.from), date(row.to)) == row.days);
  }
}

TEST_CASE("working days between need dates that a calendar covers") {
  const Date day{std::chrono::year{2023} / 3 / 3};
  CHECK(message(working_days_between(office_2023(), Date{std::chrono::year{1969} / 12 / 31}, day)) ==
        "1969-12-31 is not a date of 1970 to 2100, the years calendar 'office' covers");
  CHECK(message(working_days_between(office_2023(), day, Date{std::chrono::year{2101} / 1 / 1})) ==
        "2101-01-01 is not a date of 1970 to 2100, the years calendar 'office' covers");
  CHECK_FALSE(working_days_between(office_2023(), day, Date{std::chrono::year{2023} / 2 / 29}));
}

TEST_CASE("a share is exact and in the limit's own units") {
  struct Row {
    std::string why, limit, from, at;
    std::vector<Pause> pauses;
    Share share;
  };
  const Pause lunch{at("2023-03-06 12:00"), at("2023-03-06 14:00")};
  const Row rows[] = {
      {"not begun", "8 working hours", "2023-03-06 09:00", "2023-03-06 09:00", {}, {0, 28'800}},
      {"before its start", "8 working hours", "2023-03-06 09:00", "2023-03-03 10:00", {}, {0, 28'800}},
      {"an hour and a half", "8 working hours", "2023-03-06 09:00", "2023-03-06 10:30", {}, {5'400, 28'800}},
      {"closed time uses nothing", "8 working hours", "2023-03-03 16:30", "2023-03-05 12:00", {}, {3'600, 28'800}},
      {"on the nose all of it", "8 working hours", "2023-03-06 09:00", "2023-03-06 17:00", {}, {28'800, 28'800}},
      {"late", "8 working hours", "2023-03-06 09:00", "2023-03-06 17:30", {}, {30'600, 28'800}},
      {"deemed received later",
       "8 working hours; start next-opening",
       "2023-03-04 12:00",
       "2023-03-06 09:00",
       {},
       {0, 28'800}},
      {"days: half of the second", "5 working days", "2023-03-03 10:00", "2023-03-07 13:15", {}, {150, 500}},
      {"days by the clock", "2 days", "2023-03-03 10:00", "2023-03-05 06:00", {}, {108'000, 172'800}},
      {"elapsed", "2 hours", "2023-03-03 23:00", "2023-03-04 00:30", {}, {5'400, 7'200}},
      {"before a pause", "8 working hours", "2023-03-06 09:00", "2023-03-06 11:00", {lunch}, {7'200, 28'800}},
      {"a pause freezes it", "8 working hours", "2023-03-06 09:00", "2023-03-06 13:59", {lunch}, {10'800, 28'800}},
      {"and it goes on after", "8 working hours", "2023-03-06 09:00", "2023-03-06 15:00", {lunch}, {14'400, 28'800}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Share share = share_used(office_2023(), limit(row.limit), at(row.from), at(row.at), row.pauses).value();
    CHECK(share.used == row.share.used);
    CHECK(share.of == row.share.of);
  }
  CHECK(says(share_used(office_2023(), Limit{}, at("2023-03-06 09:00"), at("2023-03-06 09:00")),
             "'given' has no length"));
}

TEST_CASE("the next opening and closing and the windows of a range") {
  struct Row {
    std::string why, at, opening, closing;
  };
  const Row rows[] = {
      {"in a window", "2023-03-06 10:00", "2023-03-06 10:00", "2023-03-06 11:30"},
      {"as it opens", "2023-03-06 09:00", "2023-03-06 09:00", "2023-03-06 11:30"},
      {"as it closes", "2023-03-06 11:30", "2023-03-06 13:30", "2023-03-06 17:30"},
      {"Friday evening", "2023-03-03 17:30", "2023-03-06 09:00", "2023-03-06 11:30"},
      {"into a make-up Saturday", "2023-05-05 20:00", "2023-05-06 09:00", "2023-05-06 11:30"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(show(counter_2023().next_opening(at(row.at))) == row.opening);
    CHECK(show(counter_2023().next_closing(at(row.at))) == row.closing);
  }
  CHECK_FALSE(counter_2023().next_opening(at("2100-12-31 20:00")));

  std::string windows;
  for (const Span& span : counter_2023().spans(at("2023-03-03 10:00"), at("2023-03-06 14:00")))
    windows += show(span.open) + " to " + show(span.close) + "\n";
  CHECK(windows ==
        "2023-03-03 10:00 to 2023-03-03 11:30\n"
        "2023-03-03 13:30 to 2023-03-03 17:30\n"
        "2023-03-06 09:00 to 2023-03-06 11:30\n"
        "2023-03-06 13:30 to 2023-03-06 14:00\n");
}

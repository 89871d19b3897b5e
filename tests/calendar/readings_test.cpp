// The readings of "N working days", "24 hours" and "N days" that a city may choose, on the dates where they differ.
#include <string>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

std::string days(int count, const std::string& rest) { return std::to_string(count) + rest; }

}  // namespace

TEST_CASE("W01-W32: working days in readings A to E") {
  // A: the Nth working day after the date, to 24:00. B: to its close. C: the start date is day 1 while it is open.
  // D: off-hours counts as received at the next opening. E: office hours.
  struct Row {
    std::string why, received;
    int days;
    std::string a_and_b, c, d, e;
  };
  const Row rows[] = {
      {"W01 plain weekday", "2023-03-01 10:00", 1, "2023-03-02", "2023-03-01", "2023-03-02", "2023-03-02 10:00"},
      {"W02 as W01, longer", "2023-03-01 10:00", 5, "2023-03-08", "2023-03-07", "2023-03-08", "2023-03-08 10:00"},
      {"W03 as W01, longer", "2023-03-01 10:00", 15, "2023-03-22", "2023-03-21", "2023-03-22", "2023-03-22 10:00"},
      {"W04 last minute in hours", "2023-03-03 17:29", 1, "2023-03-06", "2023-03-03", "2023-03-06", "2023-03-06 17:29"},
      {"W05 exactly at close = off-hours", "2023-03-03 17:30", 1, "2023-03-06", "2023-03-06", "2023-03-07",
       "2023-03-06 17:30"},
      {"W06 Fri 23:59", "2023-03-03 23:59", 1, "2023-03-06", "2023-03-06", "2023-03-07", "2023-03-06 17:30"},
      {"W07 weekend", "2023-03-04 10:00", 1, "2023-03-06", "2023-03-06", "2023-03-07", "2023-03-06 17:30"},
      {"W08 Sun 23:59", "2023-03-05 23:59", 1, "2023-03-06", "2023-03-06", "2023-03-07", "2023-03-06 17:30"},
      {"W09 one minute later: A moves a day", "2023-03-06 00:00", 1, "2023-03-07", "2023-03-06", "2023-03-07",
       "2023-03-06 17:30"},
      {"W10 before opening", "2023-03-06 07:30", 1, "2023-03-07", "2023-03-06", "2023-03-07", "2023-03-06 17:30"},
      {"W11 the eve of Spring Festival", "2023-01-20 16:00", 1, "2023-01-28", "2023-01-20", "2023-01-28",
       "2023-01-28 16:00"},
      {"W12 eve, after close", "2023-01-20 18:00", 1, "2023-01-28", "2023-01-28", "2023-01-29", "2023-01-28 17:30"},
      {"W13 New Year's Eve 00:00", "2023-01-21 00:00", 1, "2023-01-28", "2023-01-28", "2023-01-29", "2023-01-28 17:30"},
      {"W14 mid-holiday", "2023-01-24 12:00", 1, "2023-01-28", "2023-01-28", "2023-01-29", "2023-01-28 17:30"},
      {"W15 last holiday night", "2023-01-27 22:00", 1, "2023-01-28", "2023-01-28", "2023-01-29", "2023-01-28 17:30"},
      {"W16 make-up Saturday", "2023-01-28 10:00", 1, "2023-01-29", "2023-01-28", "2023-01-29", "2023-01-29 10:00"},
      {"W17 make-up Sunday, after close", "2023-01-29 18:00", 1, "2023-01-30", "2023-01-30", "2023-01-31",
       "2023-01-30 17:30"},
      {"W18 E ends a day before A", "2023-01-18 09:00", 5, "2023-01-30", "2023-01-29", "2023-01-30",
       "2023-01-29 17:30"},
      {"W19 as W01, longer", "2023-01-20 16:00", 5, "2023-02-01", "2023-01-31", "2023-02-01", "2023-02-01 16:00"},
      {"W20 over Spring Festival", "2023-01-13 14:00", 15, "2023-02-08", "2023-02-07", "2023-02-08",
       "2023-02-08 14:00"},
      {"W21 a single day off", "2023-04-05 09:00", 1, "2023-04-06", "2023-04-06", "2023-04-07", "2023-04-06 17:30"},
      {"W22 Sat before make-up Sun", "2023-04-22 11:00", 1, "2023-04-23", "2023-04-23", "2023-04-24",
       "2023-04-23 17:30"},
      {"W23 make-up Sunday", "2023-04-23 15:00", 1, "2023-04-24", "2023-04-23", "2023-04-24", "2023-04-24 15:00"},
      {"W24 over Labour Day and a make-up Saturday", "2023-04-28 16:00", 5, "2023-05-09", "2023-05-08", "2023-05-09",
       "2023-05-09 16:00"},
      {"W25 Fri night, make-up Sat next", "2023-05-05 20:00", 1, "2023-05-06", "2023-05-06", "2023-05-08",
       "2023-05-06 17:30"},
      {"W26 the eve of Dragon Boat Festival", "2023-06-21 23:59", 1, "2023-06-25", "2023-06-25", "2023-06-26",
       "2023-06-25 17:30"},
      {"W27 as W01, longer", "2023-06-21 10:00", 5, "2023-06-29", "2023-06-28", "2023-06-29", "2023-06-29 10:00"},
      {"W28 the eve of National Day", "2023-09-28 17:00", 1, "2023-10-07", "2023-09-28", "2023-10-07",
       "2023-10-07 17:00"},
      {"W29 as W01, longer", "2023-09-28 17:00", 5, "2023-10-11", "2023-10-10", "2023-10-11", "2023-10-11 17:00"},
      {"W30 as W01, longer", "2023-09-28 17:00", 15, "2023-10-25", "2023-10-24", "2023-10-25", "2023-10-25 17:00"},
      {"W31 make-up Sunday, after close", "2023-10-08 18:00", 1, "2023-10-09", "2023-10-09", "2023-10-10",
       "2023-10-09 17:30"},
      {"W32 needs the 2024 table", "2023-12-29 19:00", 5, "2024-01-08", "2024-01-08", "2024-01-09", "2024-01-08 17:30"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto due = [&](const std::string& text) { return due_at(office_2023(), limit(text), at(row.received)); };
    CHECK(due(days(row.days, " working days; end midnight")) == at(row.a_and_b + " 24:00"));
    CHECK(show(due(days(row.days, " working days"))) == row.a_and_b + " 17:30");
    CHECK(show(due(days(row.days, " working days; start next-opening; first-day include"))) == row.c + " 17:30");
    CHECK(show(due(days(row.days, " working days; first-day include"))) == row.c + " 17:30");
    CHECK(show(due(days(row.days, " working days; start next-opening"))) == row.d + " 17:30");
    CHECK(show(due(days(row.days * 510, " working minutes"))) == row.e);
  }
}

TEST_CASE("E with a lunch break: the earliest instant that uses up the limit") {
  const Limit one_day = limit("390 working minutes");
  CHECK(show(due_at(counter_2023(), one_day, at("2023-03-01 10:00"))) == "2023-03-02 10:00");
  CHECK(show(due_at(counter_2023(), one_day, at("2023-03-01 12:00"))) == "2023-03-02 11:30");
  CHECK(show(due_at(counter_2023(), one_day, at("2023-03-01 13:30"))) == "2023-03-02 11:30");
}

TEST_CASE("H01-H17: 24 hours in readings H1 to H5") {
  // H1: the wall clock. H2: from the next opening. H3: the clock runs all 24 hours of working days only. H4: both.
  // H5: 24 office hours.
  struct Row {
    std::string why, received, h1, h2, h3, h4, h5;
  };
  const Row rows[] = {
      {"H01 weekday in hours: all but H5 agree", "2023-03-01 10:00", "2023-03-02 10:00", "2023-03-02 10:00",
       "2023-03-02 10:00", "2023-03-02 10:00", "2023-03-03 17:00"},
      {"H02 Fri in hours", "2023-03-03 16:00", "2023-03-04 16:00", "2023-03-04 16:00", "2023-03-06 16:00",
       "2023-03-06 16:00", "2023-03-08 14:30"},
      {"H03 Friday evening, the case of the promise", "2023-03-03 20:00", "2023-03-04 20:00", "2023-03-07 09:00",
       "2023-03-06 20:00", "2023-03-07 09:00", "2023-03-08 16:00"},
      {"H04 Saturday", "2023-03-04 10:00", "2023-03-05 10:00", "2023-03-07 09:00", "2023-03-06 24:00",
       "2023-03-07 09:00", "2023-03-08 16:00"},
      {"H05 Sun 23:59", "2023-03-05 23:59", "2023-03-06 23:59", "2023-03-07 09:00", "2023-03-06 24:00",
       "2023-03-07 09:00", "2023-03-08 16:00"},
      {"H06 before opening", "2023-03-06 07:30", "2023-03-07 07:30", "2023-03-07 09:00", "2023-03-07 07:30",
       "2023-03-07 09:00", "2023-03-08 16:00"},
      {"H07 H2 falls inside Spring Festival", "2023-01-19 20:00", "2023-01-20 20:00", "2023-01-21 09:00",
       "2023-01-20 20:00", "2023-01-28 09:00", "2023-01-29 16:00"},
      {"H08 eve of Spring Festival, in hours", "2023-01-20 16:00", "2023-01-21 16:00", "2023-01-21 16:00",
       "2023-01-28 16:00", "2023-01-28 16:00", "2023-01-30 14:30"},
      {"H09 eve of Spring Festival, evening", "2023-01-20 20:00", "2023-01-21 20:00", "2023-01-29 09:00",
       "2023-01-28 20:00", "2023-01-29 09:00", "2023-01-30 16:00"},
      {"H10 the first day of the year", "2023-01-22 10:00", "2023-01-23 10:00", "2023-01-29 09:00", "2023-01-28 24:00",
       "2023-01-29 09:00", "2023-01-30 16:00"},
      {"H11 make-up Saturday evening", "2023-01-28 20:00", "2023-01-29 20:00", "2023-01-30 09:00", "2023-01-29 20:00",
       "2023-01-30 09:00", "2023-01-31 16:00"},
      {"H12 eve of Tomb-Sweeping Day", "2023-04-04 20:00", "2023-04-05 20:00", "2023-04-07 09:00", "2023-04-06 20:00",
       "2023-04-07 09:00", "2023-04-10 16:00"},
      {"H13 Sat before make-up Sun", "2023-04-22 10:00", "2023-04-23 10:00", "2023-04-24 09:00", "2023-04-23 24:00",
       "2023-04-24 09:00", "2023-04-25 16:00"},
      {"H14 H2 ends on rest-day Sunday", "2023-05-05 20:00", "2023-05-06 20:00", "2023-05-07 09:00", "2023-05-06 20:00",
       "2023-05-08 09:00", "2023-05-09 16:00"},
      {"H15 eve of National Day", "2023-09-28 20:00", "2023-09-29 20:00", "2023-10-08 09:00", "2023-10-07 20:00",
       "2023-10-08 09:00", "2023-10-09 16:00"},
      {"H16 make-up Sunday evening", "2023-10-08 20:00", "2023-10-09 20:00", "2023-10-10 09:00", "2023-10-09 20:00",
       "2023-10-10 09:00", "2023-10-11 16:00"},
      {"H17 year end", "2023-12-29 20:00", "2023-12-30 20:00", "2024-01-03 09:00", "2024-01-02 20:00",
       "2024-01-03 09:00", "2024-01-04 16:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto due = [&](const std::string& text) { return due_at(office_2023(), limit(text), at(row.received)); };
    CHECK(due("24 hours") == at(row.h1));
    CHECK(due("24 hours; start next-opening") == at(row.h2));
    CHECK(due("24 hours on working days") == at(row.h3));
    CHECK(due("24 hours on working days; start next-opening") == at(row.h4));
    CHECK(due("24 working hours") == at(row.h5));
  }
}

TEST_CASE("N1-N8: calendar days and rolled ones") {
  struct Row {
    std::string why, received;
    int days;
    std::string plain, rolled;
  };
  const Row rows[] = {
      {"N1 7 days, ends on New Year's Eve", "2023-01-14", 7, "2023-01-21", "2023-01-28"},
      {"N2 ends inside Spring Festival, rolls onto a make-up Saturday", "2023-01-19", 7, "2023-01-26", "2023-01-28"},
      {"N3 rolls over a plain weekend", "2023-03-04", 7, "2023-03-11", "2023-03-13"},
      {"N4 ends on the first day of Labour Day", "2023-04-22", 7, "2023-04-29", "2023-05-04"},
      {"N5 15 days", "2023-04-15", 15, "2023-04-30", "2023-05-04"},
      {"N6 ends on make-up Sat: no roll", "2023-09-22", 15, "2023-10-07", "2023-10-07"},
      {"N7 60 days, rolls 8 days", "2023-07-31", 60, "2023-09-29", "2023-10-07"},
      {"N8 rolls onto make-up Sun", "2023-06-09", 15, "2023-06-24", "2023-06-25"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    for (const std::string time : {" 00:00", " 10:00", " 23:59:59"}) {
      CAPTURE(time);
      const auto due = [&](const std::string& text) {
        return due_at(office_2023(), limit(text), at(row.received + time));
      };
      CHECK(due(days(row.days, " days")) == at(row.plain + " 24:00"));
      CHECK(due(days(row.days, " days, rolled forward")) == at(row.rolled + " 24:00"));
      CHECK(due(days(row.days, " days; end same-time")) == at(row.plain + time));
      CHECK(due(days(row.days, " days, rolled forward; end same-time")) == at(row.rolled + time));
      CHECK(due(days(row.days + 1, " days; first-day include")) == at(row.plain + " 24:00"));
      CHECK(due(days(row.days + 1, " days, rolled forward; first-day include")) == at(row.rolled + " 24:00"));
    }
  }
}

TEST_CASE("start rules on every limit that has them") {
  struct Row {
    std::string why, limit, received, due;
  };
  const Row rows[] = {
      {"hours from the next opening", "2 hours; start next-opening", "2023-03-03 17:30", "2023-03-06 11:00"},
      {"open already: nothing moves", "2 hours; start next-opening", "2023-03-03 17:29", "2023-03-03 19:29"},
      {"days from the next opening", "7 days; start next-opening", "2023-03-03 17:30", "2023-03-13 24:00"},
      {"same time of the next opening", "7 days; start next-opening; end same-time", "2023-03-03 17:30",
       "2023-03-13 09:00"},
      {"before the cut-off", "1 working day; start cut-off 17:00", "2023-03-03 16:59:59", "2023-03-06 17:30"},
      {"at the cut-off: the next working day's opening", "1 working day; start cut-off 17:00", "2023-03-03 17:00",
       "2023-03-07 17:30"},
      {"before opening nothing moves", "1 working day; start cut-off 17:00", "2023-03-06 07:00", "2023-03-07 17:30"},
      {"a date without windows is the next working day", "1 working day; start cut-off 17:00", "2023-03-04 10:00",
       "2023-03-07 17:30"},
      {"and then its cut-off counts as well", "1 working day; start cut-off 17:00", "2023-03-04 17:00",
       "2023-03-08 17:30"},
      {"the same time two days on", "2 working days; start cut-off 17:00; end same-time", "2023-03-01 10:15",
       "2023-03-03 10:15"},
      {"after the cut-off from the opening", "2 working days; start cut-off 17:00; end same-time", "2023-03-01 17:15",
       "2023-03-06 09:00"},
      {"from a Saturday by the cut-off rule", "2 working days; start cut-off 17:00; end same-time", "2023-03-04 10:15",
       "2023-03-08 10:15"},
      {"from a Saturday at once", "2 working days; end same-time", "2023-03-04 10:15", "2023-03-07 10:15"},
      {"the same time is not clamped into windows", "1 working day; end same-time", "2023-03-01 22:15",
       "2023-03-02 22:15"},
      {"the start date is day 1", "1 working day; first-day include; end same-time", "2023-03-01 10:15",
       "2023-03-01 10:15"},
      {"closed for the day: the next is day 1", "1 working day; first-day include; end same-time", "2023-03-01 22:15",
       "2023-03-02 22:15"},
      {"day 1 until midnight", "1 working day; first-day include; end midnight", "2023-03-01 10:15",
       "2023-03-01 24:00"},
      {"elapsed time after a cut-off", "1 hour; start cut-off 17:00", "2023-03-03 17:00", "2023-03-06 10:00"},
      {"working time after a cut-off", "1 working hour; start cut-off 17:00", "2023-03-03 17:00", "2023-03-06 10:00"},
      {"a rest day's hours count from the working day's same time", "1 hour; start cut-off 17:00", "2023-03-04 10:15",
       "2023-03-06 11:15"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(due_at(office_2023(), limit(row.limit), at(row.received)) == at(row.due));
  }
}

TEST_CASE("Boston's rule: weekdays at the same time after a cut-off") {
  const Calendar boston = calendar_of("America/New_York", {{"mon-fri", {"08:30-17:00"}}});
  const Limit two_days = limit("2 working days; start cut-off 17:00; end same-time");
  struct Row {
    std::string why, opened, due;
  };
  const Row rows[] = {
      {"a weekday", "2011-07-05 10:15", "2011-07-07 10:15"},
      {"before opening", "2011-07-05 05:06:58", "2011-07-07 05:06:58"},
      {"over the weekend", "2011-07-08 10:15", "2011-07-12 10:15"},
      {"Saturday counts as Monday", "2011-07-09 10:15", "2011-07-13 10:15"},
      {"after five counts as the next weekday's opening", "2011-07-05 17:00", "2011-07-08 08:30"},
      {"Friday after five", "2011-07-08 18:00", "2011-07-13 08:30"},
      {"a holiday is no exception", "2011-07-01 10:15", "2011-07-05 10:15"},
      {"across the change of clocks", "2011-11-04 10:15", "2011-11-08 10:15"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(show(due_at(boston, two_days, at(row.opened, boston.zone())), boston.zone()) == row.due);
  }
  CHECK(show(due_at(boston, limit("14 days; end same-time"), at("2011-10-28 10:15", boston.zone())), boston.zone()) ==
        "2011-11-11 10:15");
}

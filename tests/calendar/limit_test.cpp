#include "hotline/calendar/limit.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

TEST_CASE("limits in the words of a rules file") {
  struct Row {
    std::string why, text;
    Counting counting;
    std::int64_t amount;
    End end;
    std::string shown;
  };
  const Row rows[] = {
      {"elapsed", "2 hours", Counting::elapsed, 7200, End::close, "2 hours"},
      {"one", "1 minute", Counting::elapsed, 60, End::close, "1 minute"},
      {"no rest in hours", "90 minutes", Counting::elapsed, 5400, End::close, "90 minutes"},
      {"24 hours are not a day", "24 hours", Counting::elapsed, 86400, End::close, "24 hours"},
      {"working time", "8 working hours", Counting::working_time, 28800, End::close, "8 working hours"},
      {"by the second", "5400 working seconds", Counting::working_time, 5400, End::close, "90 working minutes"},
      {"whole working days", "24 hours on working days", Counting::whole_days, 86400, End::close,
       "24 hours on working days"},
      {"working days", "5 working days", Counting::working_days, 5, End::close, "5 working days"},
      {"one working day", "1 working day", Counting::working_days, 1, End::close, "1 working day"},
      {"calendar days", "7 days", Counting::days, 7, End::midnight, "7 days"},
      {"rolled", "7 days, rolled forward", Counting::rolled_days, 7, End::midnight, "7 days, rolled forward"},
      {"one rolled", "1 day, rolled forward", Counting::rolled_days, 1, End::midnight, "1 day, rolled forward"},
      {"given", "given", Counting::given, 0, End::close, "given"},
      {"spaces do not matter", "  5  working days ", Counting::working_days, 5, End::close, "5 working days"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Result<Limit> read = parse_limit(row.text);
    REQUIRE_MESSAGE(read, message(read));
    CHECK(read->counting == row.counting);
    CHECK(read->amount == row.amount);
    CHECK(read->end == row.end);
    CHECK(to_text(*read) == row.shown);
    CHECK(parse_limit(to_text(*read)) == *read);
  }
}

TEST_CASE("what is no limit is quoted and shown right") {
  struct Row {
    std::string why, text, says;
  };
  const Row rows[] = {
      {"zero", "0 working days", "'0 working days' is not a limit: a limit is at least 1"},
      {"negative", "-1 hours", "a limit is at least 1"},
      {"nothing", "", "'' is not a limit: write '2 hours'"},
      {"no unit", "5", "write '2 hours'"},
      {"no number", "five working days", "it begins with a whole number"},
      {"a fraction", "1.5 hours", "it begins with a whole number"},
      {"an unknown unit", "3 weeks", "write '2 hours'"},
      {"days on working days", "2 days on working days", "write '2 hours'"},
      {"hours do not roll", "24 hours, rolled forward", "write '2 hours'"},
      {"working days do not roll", "5 working days, rolled forward", "write '2 hours'"},
      {"backward is not offered", "7 days, rolled backward", "write '2 hours'"},
      {"longer than any calendar", "99999999999 hours", "longer than the years 1970 to 2100"},
      {"too large a number", "99999999999999999999 days", "it begins with a whole number"},
      {"given has no amount", "3 given", "write '2 hours'"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Result<Limit> read = parse_limit(row.text);
    REQUIRE_FALSE(read);
    CHECK(read.error().fault == Fault::bad_input);
    CHECK_MESSAGE(says(read, row.says), message(read));
  }
}

TEST_CASE("options of a limit") {
  CHECK(to_text(limit("5 working days; start next-opening; first-day include; end same-time")) ==
        "5 working days; start next-opening; first-day include; end same-time");
  CHECK(to_text(limit("2 days; start cut-off 17:00; end same-time")) == "2 days; start cut-off 17:00; end same-time");
  CHECK(to_text(limit("2 hours; start cut-off 17:00:30")) == "2 hours; start cut-off 17:00:30");
  CHECK(to_text(limit("2 days; start cut-off 17:00; start at-once; end midnight")) == "2 days");
  CHECK(with_start(limit("2 hours"), "cut-off 17:00")->cut_off == std::chrono::hours{17});

  struct Row {
    std::string why;
    Result<Limit> refused;
    std::string says;
  };
  const Row rows[] = {
      {"an unknown start", with_start(limit("2 hours"), "tomorrow"), "'tomorrow' is not a start: write at-once"},
      {"a cut-off that is no time", with_start(limit("2 hours"), "cut-off 25:00"), "'25:00' is not a time of day"},
      {"a cut-off without a time", with_start(limit("2 hours"), "cut-off"), "'cut-off' is not a start"},
      {"given has no start", with_start(limit("given"), "next-opening"), "a given due instant has no start"},
      {"hours have no first day", with_first_day(limit("2 hours"), "include"), "'2 hours' has none"},
      {"nor by default", with_first_day(limit("2 hours"), "exclude"), "only counts of days have a first day"},
      {"an unknown first day", with_first_day(limit("2 days"), "yes"), "write exclude or include"},
      {"hours have no end", with_end(limit("8 working hours"), "close"), "only counts of days have an end"},
      {"days have no close", with_end(limit("7 days"), "close"), "write midnight or same-time"},
      {"nor rolled ones", with_end(limit("7 days, rolled forward"), "close"), "write midnight or same-time"},
      {"an unknown end", with_end(limit("5 working days"), "noon"), "write close, midnight or same-time"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK_MESSAGE(says(row.refused, row.says), message(row.refused));
  }
}

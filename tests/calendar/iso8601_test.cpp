#include "hotline/calendar/iso8601.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

std::string shown(const Result<Instant>& instant, const std::string& zone) {
  return instant ? to_text(*instant, zone_of(zone)) : "error: " + instant.error().message;
}

}  // namespace

TEST_CASE("instants are read as ISO 8601 or as local time") {
  struct Row {
    std::string why, text, instant;
  };
  const std::string form = ": write YYYY-MM-DD HH:MM, as in 2023-03-06 17:30 or 2023-03-06T17:30:00+08:00";
  const Row rows[] = {
      {"local", "2023-03-06 17:30", "2023-03-06T17:30:00+08:00"},
      {"local with a T and seconds", "2023-03-06T17:30:15", "2023-03-06T17:30:15+08:00"},
      {"with its offset", "2023-03-06T17:30:00+08:00", "2023-03-06T17:30:00+08:00"},
      {"with another offset", "2023-03-06T17:30:00-05:00", "2023-03-07T06:30:00+08:00"},
      {"UTC", "2023-03-06T17:30Z", "2023-03-07T01:30:00+08:00"},
      {"an offset without a colon", "2023-03-06T17:30:00+0800", "2023-03-06T17:30:00+08:00"},
      {"a fraction is floored", "2023-03-06T17:30:59.999+08:00", "2023-03-06T17:30:59+08:00"},
      {"the day's end", "2023-03-06 24:00", "2023-03-07T00:00:00+08:00"},
      {"29 February of a leap year", "2024-02-29 00:00", "2024-02-29T00:00:00+08:00"},
      {"a time that cannot exist", "2023-03-06 25:61", "error: '2023-03-06 25:61' is not a time: minutes end at 59"},
      {"an hour too many", "2023-03-06 25:00", "error: '2023-03-06 25:00' is not a time: the day ends at 24:00"},
      {"a minute past the day", "2023-03-06 24:01", "error: '2023-03-06 24:01' is not a time: the day ends at 24:00"},
      {"a leap second", "2023-03-06 23:59:60", "error: '2023-03-06 23:59:60' is not a time: seconds end at 59"},
      {"30 February", "2023-02-30 12:00", "error: '2023-02-30 12:00' is not a time: 2023-02 has no day 30"},
      {"29 February of a common year", "2023-02-29 12:00",
       "error: '2023-02-29 12:00' is not a time: 2023-02 has no day 29"},
      {"month 13", "2023-13-01 12:00", "error: '2023-13-01 12:00' is not a time: months are 01 to 12"},
      {"before what is covered", "1969-12-31 12:00",
       "error: '1969-12-31 12:00' is not a time: only 1970 to 2100 are covered"},
      {"a date alone", "2023-03-06", "error: '2023-03-06' is not a time" + form},
      {"one digit", "2023-3-6 17:30", "error: '2023-3-6 17:30' is not a time" + form},
      {"something left over", "2023-03-06 17:30 CST", "error: '2023-03-06 17:30 CST' is not a time" + form},
      {"nothing", "", "error: '' is not a time" + form},
      {"an offset that is not", "2023-03-06T17:30:00+8", "error: '2023-03-06T17:30:00+8' is not a time" + form},
      {"full-width digits", "２023-03-06 17:30", "error: '２023-03-06 17:30' is not a time" + form},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(shown(parse_instant(row.text, shanghai()), "Asia/Shanghai") == row.instant);
  }
}

TEST_CASE("a local time that the clock skips is shifted and one it repeats is the first") {
  const Zone new_york = zone_of("America/New_York");
  CHECK(to_text(at("2023-03-12 02:30", new_york), new_york) == "2023-03-12T03:30:00-04:00");
  CHECK(to_text(at("2023-11-05 01:30", new_york), new_york) == "2023-11-05T01:30:00-04:00");
  CHECK(to_text(at("2023-11-05T01:30:00-05:00", new_york), new_york) == "2023-11-05T01:30:00-05:00");
}

TEST_CASE("logs state the form of their times") {
  struct Row {
    std::string why, text, form, instant;
  };
  const Row rows[] = {
      {"a common log", "2011-07-01 01:32:33", "YYYY-MM-DD HH:mm:SS", "2011-07-01T01:32:33+08:00"},
      {"American, afternoon", "03/06/2023 05:30 PM", "MM/DD/YYYY hh:mm AP", "2023-03-06T17:30:00+08:00"},
      {"midnight is 12 AM", "03/06/2023 12:05 AM", "MM/DD/YYYY hh:mm AP", "2023-03-06T00:05:00+08:00"},
      {"noon is 12 PM", "03/06/2023 12:05 PM", "MM/DD/YYYY hh:mm AP", "2023-03-06T12:05:00+08:00"},
      {"without leading zeros", "3/6/2023 5:30", "MM/DD/YYYY HH:mm", "2023-03-06T05:30:00+08:00"},
      {"Chinese", "2023年3月6日 17时30分", "YYYY年MM月DD日 HH时mm分", "2023-03-06T17:30:00+08:00"},
      {"run together", "20230306173015", "YYYYMMDDHHmmSS", "2023-03-06T17:30:15+08:00"},
      {"with an offset", "06.03.2023 17:30 +0100", "DD.MM.YYYY HH:mm ZZ", "2023-03-07T00:30:00+08:00"},
      {"with a fraction", "2023-03-06 17:30:59.987", "YYYY-MM-DD HH:mm:SS.FF", "2023-03-06T17:30:59+08:00"},
      {"a date alone is its midnight", "2023-03-06", "YYYY-MM-DD", "2023-03-06T00:00:00+08:00"},
      {"ISO 8601", "2023-03-06T17:30:00+08:00", "iso8601", "2023-03-06T17:30:00+08:00"},
      {"epoch", "1678095000", "epoch-seconds", "2023-03-06T17:30:00+08:00"},
      {"epoch in milliseconds", "1678095000999", "epoch-milliseconds", "2023-03-06T17:30:00+08:00"},
      {"not that form", "2023-03-06 17:30", "MM/DD/YYYY HH:mm",
       "error: '2023-03-06 17:30' is not a time: its form is 'MM/DD/YYYY HH:mm'"},
      {"something left over", "2023-03-06 17:30:00", "YYYY-MM-DD HH:mm",
       "error: '2023-03-06 17:30:00' is not a time: its form is 'YYYY-MM-DD HH:mm', and ':00' is left over"},
      {"30 February", "02/30/2023 05:30 PM", "MM/DD/YYYY hh:mm AP",
       "error: '02/30/2023 05:30 PM' is not a time: 2023-02 has no day 30"},
      {"25:61", "2023-03-06 25:61:00", "YYYY-MM-DD HH:mm:SS",
       "error: '2023-03-06 25:61:00' is not a time: minutes end at 59"},
      {"13 PM", "03/06/2023 13:30 PM", "MM/DD/YYYY hh:mm AP",
       "error: '03/06/2023 13:30 PM' is not a time: with AM or PM, hours are 01 to 12"},
      {"epoch that is not a number", "16780x", "epoch-seconds",
       "error: '16780x' is not a time in the form epoch: write a whole number, as in 1678095000"},
      {"epoch in the wrong unit", "1678095000999", "epoch-seconds",
       "error: '1678095000999' is not a time in the form epoch: only 1970 to 2100 are covered"},
      {"a form without a day", "2023-03", "YYYY-MM",
       "error: 'YYYY-MM' is not a form of time: it needs YYYY, MM and DD, then HH, or hh with AP, as in "
       "'YYYY-MM-DD HH:mm:SS', or is iso8601, epoch-seconds or epoch-milliseconds"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(shown(parse_time(row.text, row.form, shanghai()), "Asia/Shanghai") == row.instant);
  }
}

TEST_CASE("what has no date is written too") {
  struct Row {
    std::string why;
    Instant instant;
    std::string text;
  };
  using namespace std::chrono;
  const Row rows[] = {
      {"the first of all", Instant::min(), "-9223372036854775808 s from 1970-01-01T00:00:00Z"},
      {"the last of all", Instant::max(), "9223372036854775807 s from 1970-01-01T00:00:00Z"},
      {"before the year 0", Instant{sys_days{year{-1} / 12 / 31}}, "-62167305600 s from 1970-01-01T00:00:00Z"},
      {"early", Instant{sys_days{year{1} / 1 / 1}}, "0001-01-01T08:05:43+08:05:43"},
      {"late", Instant{sys_days{year{9999} / 12 / 29}}, "9999-12-29T08:00:00+08:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(to_text(row.instant, zone_of("Asia/Shanghai")) == row.text);
  }
}

TEST_CASE("dates") {
  CHECK(to_text(date("2023-03-06")) == "2023-03-06");
  for (const std::string text :
       {"2023-02-30", "2023-00-01", "2023-01-00", "20230306", "2023-03-06 ", "1969-12-31", "2101-01-01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

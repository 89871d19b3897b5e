// What the rules file says of calendars that stand on others, of sets of its own, and of what is cut from days.
#include <string>

#include <doctest/doctest.h>

#include "rules/sample.hpp"
#include "support/day_text.hpp"

using namespace hotline;

namespace {

const std::string& calendars() {
  static const std::string text = R"([holidays.us-federal]
known-until = 2030-12-31
days = [
  { on = "01-01", observed = "nearest-weekday", name = "New Year's Day" },
  { on = "third mon of jan", from = 1986, name = "Martin Luther King" },
  { on = "07-04", observed = "nearest-weekday", name = "Independence Day" },
  { on = "first mon of may", except = [2020], to = 2022, name = "May Day" },
  { date = 2021-11-26, name = "day after Thanksgiving" },
  { from = 2021-12-27, to = 2021-12-29, name = "winter closure" },
  { date = 2021-12-18, works = true },
]

[calendar.nation]
zone     = "America/New_York"
hours    = { mon-fri = ["09:00-17:00"] }
breaks   = ["12:00-13:00"]
holidays = ["us-federal"]
make-up  = ["09:00-14:00"]

[calendar.city]
extends = "nation"
hours   = { fri = ["09:00-15:00"] }
breaks  = { fri = [] }

[[calendar.city.day]]
date   = 2021-06-01
closed = ["14:00-17:00"]
name   = "storm"

[calendar.bank]
zone  = "America/New_York"
hours = { tue-sat = ["10:00-16:00"] }

[calendar.joint]
both = ["city", "bank"]

[calendar.any]
either = ["city", "bank"]
)";
  return text;
}

}  // namespace

TEST_CASE("calendars that stand on others read as they are written") {
  const Reading reading = read_rules(calendars(), "rules.toml");
  REQUIRE(faults_of(calendars()) == "");
  struct Row {
    std::string why, calendar, date, day;
  };
  const Row rows[] = {
      {"a break on every weekday", "nation", "2021-06-01", "09:00-12:00 13:00-17:00 | weekday"},
      {"a yearly date observed", "nation", "2021-07-05", "closed | Independence Day, observed"},
      {"New Year observed the year before", "nation", "2021-12-31", "closed | New Year's Day, observed"},
      {"a weekday of a month", "nation", "2021-01-18", "closed | Martin Luther King"},
      {"before its first year", "nation", "1985-01-21", "09:00-12:00 13:00-17:00 | weekday"},
      {"in a year left out", "nation", "2020-05-04", "09:00-12:00 13:00-17:00 | weekday"},
      {"after its last year", "nation", "2023-05-01", "09:00-12:00 13:00-17:00 | weekday"},
      {"in a year between", "nation", "2022-05-02", "closed | May Day"},
      {"a single date", "nation", "2021-11-26", "closed | day after Thanksgiving"},
      {"a range", "nation", "2021-12-28", "closed | winter closure"},
      {"a make-up day with windows of its own", "nation", "2021-12-18",
       "09:00-12:00 13:00-14:00 | make-up working day"},
      {"the city's Friday without a break", "city", "2021-06-04", "09:00-15:00 | weekday"},
      {"the nation's holidays hold in the city", "city", "2021-07-05", "closed | Independence Day, observed"},
      {"part of a day closed", "city", "2021-06-01", "09:00-12:00 13:00-14:00 | weekday; closed 14:00-17:00: storm"},
      {"both open", "joint", "2021-06-02", "10:00-12:00 13:00-16:00 | city: weekday; bank: weekday"},
      {"either open", "any", "2021-07-05", "closed | city: Independence Day, observed; bank: weekend"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(test::day_text(*reading.rules->calendar(row.calendar), row.date) == row.day);
  }
  CHECK(reading.rules->calendar("joint")->known_until() == test::date("2030-12-31"));
}

TEST_CASE("a slip in what calendars stand on is placed and mended") {
  struct Row {
    std::string why, before, after, says;
    std::string place = {};
  };
  const Row rows[] = {
      {"a calendar to extend that is not there", "extends = \"nation\"", "extends = ^\"natoin\"",
       "unknown calendar 'natoin': write \"nation\""},
      {"a calendar on itself", "extends = \"nation\"", "extends = ^\"city\"",
       "'city' is built on itself here: leave out one of the calendars on the way"},
      {"a circle", "[calendar.bank]\nzone  = \"America/New_York\"\nhours = { tue-sat = [\"10:00-16:00\"] }",
       "[calendar.bank]\neither = [\"city\", \"joint\"]",
       "'bank' is built on itself here: leave out one of the calendars on the way", "both = [\"city\", ^\"bank\"]"},
      {"a combined calendar to extend", "either = [\"city\", \"bank\"]", "extends = ^\"joint\"",
       "'joint' combines other calendars: extend one that has its own hours"},
      {"a combination of one", "both = [\"city\", \"bank\"]", "both = ^[\"city\"]",
       "both takes two calendars or more: write both = [\"office\", \"bank\"]"},
      {"a combination with hours of its own", "both = [\"city\", \"bank\"]",
       "both = [\"city\", \"bank\"]\n^zone = \"UTC\"",
       "a calendar that combines others has nothing of its own: leave 'zone' out, or move it to one of them"},
      {"a combination that never opens", "hours = { tue-sat = [\"10:00-16:00\"] }",
       "hours = { sun = [\"10:00-16:00\"] }",
       "calendar 'joint' is never open: 'city' and 'bank' are never open at once", "both = ^["},
      {"breaks that overlap", "breaks   = [\"12:00-13:00\"]", "breaks = ^[\"12:00-13:00\", \"12:30-14:00\"]",
       "the windows 12:00-13:00 and 12:30-14:00 overlap"},
      {"an empty break", "breaks   = [\"12:00-13:00\"]", "breaks = [^\"12:00-12:00\"]",
       "'12:00-12:00' is not a window: it is empty: the whole day is 00:00-24:00"},
      {"a break past the day", "breaks   = [\"12:00-13:00\"]", "breaks = [^\"12:00-49:00\"]",
       "'12:00-49:00' is not a window: '49:00' is not a time of day: it ends at 48:00"},
      {"make-up hours of nothing", "make-up  = [\"09:00-14:00\"]", "make-up = ^[]",
       "a make-up day without hours is no working day: write make-up = \"mon\" for a weekday's hours, or "
       "[\"09:00-12:00\"] for windows"},
      {"nothing closed", "closed = [\"14:00-17:00\"]", "closed = ^[]",
       "nothing is closed here: write closed = [\"14:00-17:30\"], or leave it out"},
      {"a set of holidays mistyped", "holidays = [\"us-federal\"]", "holidays = [^\"us-fedaral\"]",
       "unknown holiday set 'us-fedaral': write \"us-federal\""},
      {"a set named like one that is built in", "[holidays.us-federal]",
       "[holidays.^cn-statutory]\ndays = [ { on = \"01-01\" } ]\n\n[holidays.us-federal]",
       "'cn-statutory' is built in: give this set another name"},
      {"a yearly date mistyped", "on = \"third mon of jan\"", "on = ^\"third mon of jam\"",
       "'third mon of jam' is not a yearly date: 'jam' is not a month, did you mean 'jan'?"},
      {"a way to observe mistyped", "on = \"07-04\", observed = \"nearest-weekday\"",
       "on = \"07-04\", observed = ^\"nearest-weekend\"",
       "'nearest-weekend' is no way to observe a holiday: write \"nearest-weekday\""},
      {"years the wrong way round", "from = 1986", "from = 1986, to = ^1985",
       "'to' is before 'from' (1986): write the first year in 'from'"},
      {"a year no calendar knows", "from = 1986", "from = ^1886",
       "1886 is outside 1970-2100, the years a calendar can answer for"},
      {"a date and a rule", "{ date = 2021-11-26,", "{ ^date = 2021-11-26, on = \"11-26\",",
       "this holiday has a 'date' and an 'on': keep one, 'on' is for every year"},
      {"no date", "{ date = 2021-11-26, name", "^{ name",
       "this holiday has no date: write date = 2023-07-04, or on = \"07-04\" for every year", "^{ name = \"day after"},
      {"works is no text", "works = true", "works = ^\"yes\"", "'works' is a text: write works = true"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const std::string text = edited(calendars(), row.before, without_mark(row.after));
    const std::string place = place_in(text, row.place.empty() ? row.after : row.place);
    CHECK(faults_of(text) == "rules.toml:" + place + ": error: " + row.says + "\n");
  }
}

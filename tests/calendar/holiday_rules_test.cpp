#include "hotline/calendar/holiday_rules.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

YearlyDate yearly(const std::string& text) { return parse_yearly_date(text).value(); }

std::string dates_in(const HolidaySet& set, int year) {
  std::string text;
  for (const Holiday& holiday : set.days)
    if (static_cast<int>(holiday.date.year()) == year)
      text += (text.empty() ? "" : " ") + to_text(holiday.date).substr(5) + (holiday.works ? "+" : "");
  return text;
}

std::string name_on(const HolidaySet& set, const std::string& day) {
  for (const Holiday& holiday : set.days)
    if (holiday.date == date(day)) return holiday.name;
  return "none";
}

// 5 U.S.C. 6103.
HolidaySet us_federal() {
  constexpr auto nearest = Observed::nearest_weekday;
  return holidays_by({"us-federal",
                      {{.on = yearly("01-01"), .name = "New Year's Day", .observed = nearest},
                       {.on = yearly("third mon of jan"), .name = "Martin Luther King", .from_year = 1986},
                       {.on = yearly("third mon of feb"), .name = "Washington's Birthday"},
                       {.on = yearly("last mon of may"), .name = "Memorial Day"},
                       {.on = yearly("06-19"), .name = "Juneteenth", .observed = nearest, .from_year = 2021},
                       {.on = yearly("07-04"), .name = "Independence Day", .observed = nearest},
                       {.on = yearly("first mon of sep"), .name = "Labor Day"},
                       {.on = yearly("second mon of oct"), .name = "Columbus Day"},
                       {.on = yearly("11-11"), .name = "Veterans Day", .observed = nearest},
                       {.on = yearly("fourth thu of nov"), .name = "Thanksgiving Day"},
                       {.on = yearly("12-25"), .name = "Christmas Day", .observed = nearest}}});
}

// England and Wales, with the years that proclamations moved.
HolidaySet england() {
  constexpr auto next = Observed::next_weekday;
  return holidays_by(
      {"england",
       {{.on = yearly("01-01"), .name = "New Year's Day", .observed = next},
        {.on = yearly("easter -2"), .name = "Good Friday"},
        {.on = yearly("easter +1"), .name = "Easter Monday"},
        {.on = yearly("first mon of may"), .name = "Early May", .from_year = 1978, .except = {1995, 2020}},
        {.on = DateRange{date("1995-05-08"), date("1995-05-08")}, .name = "VE Day"},
        {.on = DateRange{date("2020-05-08"), date("2020-05-08")}, .name = "VE Day"},
        {.on = yearly("last mon of may"), .name = "Spring", .except = {2002, 2012, 2022}},
        {.on = DateRange{date("2022-06-02"), date("2022-06-03")}, .name = "Platinum Jubilee"},
        {.on = yearly("last mon of aug"), .name = "Summer"},
        {.on = yearly("12-25"), .name = "Christmas Day", .observed = next},
        {.on = yearly("12-26"), .name = "Boxing Day", .observed = next}}});
}

}  // namespace

TEST_CASE("years of known holidays come out") {
  const HolidaySet us = us_federal();
  const HolidaySet uk = england();
  struct Row {
    std::string why;
    const HolidaySet& set;
    int year;
    std::string dates;
  };
  const Row rows[] = {
      {"United States 2011: New Year 2012 on a Sunday, Christmas too", us, 2011,
       "01-01 01-17 02-21 05-30 07-04 09-05 10-10 11-11 11-24 12-25 12-26"},
      {"2010: New Year 2011 on a Saturday is observed in December", us, 2010,
       "01-01 01-18 02-15 05-31 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31"},
      {"2021: Juneteenth, Independence Day, Christmas and the next New Year on weekends", us, 2021,
       "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31"},
      {"2022", us, 2022, "01-01 01-17 02-21 05-30 06-19 06-20 07-04 09-05 10-10 11-11 11-24 12-25 12-26"},
      {"1985: before Martin Luther King's day", us, 1985, "01-01 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25"},
      {"the last year of all", us, 2100,
       "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 "
       "12-24 12-25 12-31"},
      {"England 2020: early May moved to a Friday, Boxing Day on a Saturday", uk, 2020,
       "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28"},
      {"2021: Christmas and Boxing Day on a weekend do not share their Monday", uk, 2021,
       "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28"},
      {"2022: New Year on a Saturday; Christmas on a Sunday passes Boxing Day", uk, 2022,
       "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 12-25 12-26 12-27"},
      {"2011: Easter late in April", uk, 2011, "01-01 01-03 04-22 04-25 05-02 05-30 08-29 12-25 12-26 12-27"},
      {"1995", uk, 1995, "01-01 01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(dates_in(row.set, row.year) == row.dates);
  }
  CHECK(name_on(us, "2021-07-05") == "Independence Day, observed");
  CHECK(name_on(us, "2021-12-31") == "New Year's Day, observed");
  CHECK(name_on(us, "2022-01-01") == "New Year's Day");
  CHECK(name_on(uk, "2021-12-28") == "Boxing Day, observed");
  CHECK(name_on(uk, "2022-12-27") == "Christmas Day, observed");
}

TEST_CASE("Easter in years that catch shortcuts") {
  struct Row {
    std::string easter;
  };
  const Row rows[] = {{"1970-03-29"}, {"1981-04-19"}, {"2000-04-23"}, {"2008-03-23"},
                      {"2038-04-25"}, {"2049-04-18"}, {"2076-04-19"}, {"2100-03-28"}};
  const HolidaySet set = holidays_by({"easter", {{.on = yearly("easter")}}});
  for (const Row& row : rows) {
    CAPTURE(row.easter);
    CHECK(dates_in(set, static_cast<int>(date(row.easter).year())) == row.easter.substr(5));
  }
}

TEST_CASE("single dates hold over yearly ones") {
  const HolidaySet set =
      holidays_by({"set",
                   {{.on = DateRange{date("2021-07-05"), date("2021-07-05")}, .name = "worked", .works = true},
                    {.on = yearly("07-04"), .name = "fourth", .observed = Observed::next_weekday},
                    {.on = yearly("02-29"), .name = "leap day"},
                    {.on = yearly("fifth mon of feb"), .name = "rare"}},
                   date("2030-12-31")});
  CHECK(dates_in(set, 2021) == "07-04 07-05+ 07-06");
  CHECK(dates_in(set, 2023) == "07-04");
  CHECK(dates_in(set, 2024) == "02-29 07-04");
  CHECK(dates_in(set, 2044) == "02-29 07-04");
  CHECK(name_on(set, "2044-02-29") == "rare");
  CHECK(set.known_until == date("2030-12-31"));
}

TEST_CASE("a yearly date that cannot be read is quoted and mended") {
  const std::string forms = R"(write "07-04", "third mon of jan", "last mon of may" or "easter +1")";
  struct Row {
    std::string text, says;
  };
  const Row rows[] = {
      {"", "'' is not a yearly date: " + forms},
      {"02-30", "'02-30' is not a yearly date: " + forms},
      {"7-4", "'7-4' is not a yearly date: " + forms},
      {"third monday in january", "'third monday in january' is not a yearly date: " + forms},
      {"thrid mon of jan",
       "'thrid mon of jan' is not a yearly date: 'thrid' is not first, second, third, fourth, "
       "fifth or last, did you mean 'third'?"},
      {"third mom of jan",
       "'third mom of jan' is not a yearly date: 'mom' is not a weekday: write mon, tue, wed, thu, "
       "fri, sat or sun, did you mean 'mon'?"},
      {"third mon of yuletide", "'third mon of yuletide' is not a yearly date: 'yuletide' is not a month: " + forms},
      {"easter 1", "'easter 1' is not a yearly date: " + forms},
      {"easter +100", "'easter +100' is not a yearly date: " + forms},
  };
  for (const Row& row : rows) CHECK(message(parse_yearly_date(row.text)) == row.says);
  CHECK(message(parse_observed("next-weekdays")) ==
        "'next-weekdays' is no way to observe a holiday: write \"next-weekday\"");
  CHECK(message(parse_observed("never")) ==
        "'never' is no way to observe a holiday: write \"nearest-weekday\" or \"next-weekday\"");
}

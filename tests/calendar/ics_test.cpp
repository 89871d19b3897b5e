// Days from an .ics file: what is read, and what is refused by line.
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/calendars.hpp"

#ifdef HOTLINE_WITH_ICS
#include "hotline/calendar/ics.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

std::string file_of(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//city//days//\r\n" + events + "END:VCALENDAR\r\n";
}

std::string event(const std::string& lines, const std::string& summary = "flood") {
  return "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20230101T000000Z\r\nSUMMARY:" + summary + "\r\n" + lines + "END:VEVENT\r\n";
}

std::string told(const Result<HolidaySet>& set) {
  if (!set) return set.error().message;
  std::string text;
  for (const Holiday& day : set->days)
    text += fmt::format("{} {}{}\n", to_text(day.date), day.works ? "works " : "", day.name);
  return text + "known until " + (set->known_until ? to_text(*set->known_until) : "ever");
}

const std::vector<std::string> none;

}  // namespace

TEST_CASE("whole days are read from an .ics file") {
  struct Row {
    std::string why, events;
    std::vector<std::string> words;
    std::string days;
  };
  const std::string spring = event("DTSTART;VALUE=DATE:20230121\r\nDTEND;VALUE=DATE:20230124\r\n", "春节（休）");
  const std::string make_up = event("DTSTART;VALUE=DATE:20230128\r\n", "春节（班）");
  const Row rows[] = {
      {"one day, without an end", event("DTSTART;VALUE=DATE:20230307\r\n"), none,
       "2023-03-07 flood\nknown until 2023-12-31"},
      {"DTEND is the day after the last", spring, none,
       "2023-01-21 春节（休）\n2023-01-22 春节（休）\n2023-01-23 春节（休）\nknown until 2023-12-31"},
      {"a duration in days", event("DTSTART;VALUE=DATE:20231230\r\nDURATION:P3D\r\n"), none,
       "2023-12-30 flood\n2023-12-31 flood\n2024-01-01 flood\nknown until 2024-12-31"},
      {"a make-up day by its word",
       spring + make_up,
       {"班"},
       "2023-01-21 春节（休）\n2023-01-22 春节（休）\n2023-01-23 春节（休）\n2023-01-28 works 春节（班）\nknown until "
       "2023-12-31"},
      {"a cancelled event",
       event("DTSTART;VALUE=DATE:20230307\r\n") + event("DTSTART;VALUE=DATE:20230308\r\nSTATUS:CANCELLED\r\n"), none,
       "2023-03-07 flood\nknown until 2023-12-31"},
      {"every year, three times, one left out",
       event("DTSTART;VALUE=DATE:20210704\r\nRRULE:FREQ=YEARLY;COUNT=3\r\nEXDATE;VALUE=DATE:20220704\r\n"), none,
       "2021-07-04 flood\n2023-07-04 flood\nknown until ever"},
      {"two lists of dates left out",
       event("DTSTART;VALUE=DATE:20210704\r\nRRULE:FREQ=YEARLY;COUNT=5\r\nEXDATE;VALUE=DATE:20220704,20230704\r\n"
             "EXDATE;VALUE=DATE:20240704\r\n"),
       none, "2021-07-04 flood\n2025-07-04 flood\nknown until ever"},
      {"the third Monday of January",
       event("DTSTART;VALUE=DATE:20210118\r\nRRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=3MO;UNTIL=20231231\r\n"), none,
       "2021-01-18 flood\n2022-01-17 flood\n2023-01-16 flood\nknown until ever"},
      {"29 February, only where it is", event("DTSTART;VALUE=DATE:20160229\r\nRRULE:FREQ=YEARLY;UNTIL=20240301\r\n"),
       none, "2016-02-29 flood\n2020-02-29 flood\n2024-02-29 flood\nknown until ever"},
      {"the same day twice",
       event("DTSTART;VALUE=DATE:20230307\r\n") + event("DTSTART;VALUE=DATE:20230307\r\n", "again"), none,
       "2023-03-07 flood\nknown until 2023-12-31"},
      {"an alarm in the event",
       event("DTSTART;VALUE=DATE:20230307\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H\r\nDURATION:"
             "PT5M\r\nREPEAT:1\r\nDESCRIPTION:x\r\nEND:VALARM\r\n"),
       none, "2023-03-07 flood\nknown until 2023-12-31"},
      {"a folded line", event("DTSTART;VALUE=DATE:2023\r\n 0307\r\n"), none,
       "2023-03-07 flood\nknown until 2023-12-31"},
      {"days before 1970 and after 2100 answer nothing",
       event("DTSTART;VALUE=DATE:19691231\r\nDTEND;VALUE=DATE:19700102\r\n"), none,
       "1970-01-01 flood\nknown until 1970-12-31"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(told(read_ics(file_of(row.events), "city.ics", row.words)) == row.days);
  }
  const HolidaySet yearly =
      read_ics(file_of(event("DTSTART;VALUE=DATE:19491001\r\nRRULE:FREQ=YEARLY\r\n")), "city.ics").value();
  CHECK(yearly.days.size() == 131);
  CHECK(to_text(yearly.days.front().date) == "1970-10-01");
  CHECK(to_text(yearly.days.back().date) == "2100-10-01");
}

TEST_CASE("what cannot be counted is refused by line") {
  struct Row {
    std::string why, events;
    std::vector<std::string> words;
    std::string error;
  };
  const Row rows[] = {
      {"31 February", event("DTSTART;VALUE=DATE:20230231\r\n"), none, "city.ics:8: '20230231' is not a date"},
      {"no date at all", event(""), none, "city.ics:4: the event has no date"},
      {"letters", event("DTSTART;VALUE=DATE:tomorrow\r\n"), none, "city.ics:8: 'tomorrow' is not a DTSTART"},
      {"a time of day", event("DTSTART:20230307T090000Z\r\n"), none,
       "city.ics:8: '20230307T090000Z' has a time of day: only events of whole days are read, as in "
       "DTSTART;VALUE=DATE:20230121"},
      {"ends as it begins", event("DTSTART;VALUE=DATE:20230307\r\nDTEND;VALUE=DATE:20230307\r\n"), none,
       "city.ics:9: the event ends on 2023-03-06, before it begins: DTEND is the day after its last"},
      {"a duration of hours", event("DTSTART;VALUE=DATE:20230307\r\nDURATION:PT4H\r\n"), none,
       "city.ics:9: 'PT4H' is not a number of days: write P1D, or P1W"},
      {"monthly", event("DTSTART;VALUE=DATE:20230307\r\nRRULE:FREQ=MONTHLY\r\n"), none,
       "city.ics:9: 'FREQ=MONTHLY' is not yearly: write FREQ=YEARLY"},
      {"a list of dates", event("DTSTART;VALUE=DATE:20230307\r\nRDATE;VALUE=DATE:20230309\r\n"), none,
       "city.ics:9: RDATE is not read: write an event of its own"},
      {"looks like a make-up day", event("DTSTART;VALUE=DATE:20230128\r\n", "春节（班）"), none,
       "city.ics:7: '春节（班）' looks like a make-up working day: say which words mark one, as in make-up-words = "
       "[\"班\"]"},
      {"off and worked",
       event("DTSTART;VALUE=DATE:20230128\r\n") + event("DTSTART;VALUE=DATE:20230128\r\n", "班"),
       {"班"},
       "city.ics:13: 2023-01-28 is a day off and works: 'flood' and '班'"},
      {"the second event's line", event("DTSTART;VALUE=DATE:20230307\r\n") + event("DTSTART;VALUE=DATE:20230230\r\n"),
       none, "city.ics:14: '20230230' is not a date"},
      {"no event", "", none,
       "city.ics: no event can be read here: each stands between BEGIN:VEVENT and END:VEVENT, in BEGIN:VCALENDAR and "
       "END:VCALENDAR"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(told(read_ics(file_of(row.events), "city.ics", row.words)) == row.error);
  }
  for (const std::string& text :
       {std::string("hello"), std::string(), std::string("BEGIN:VCALENDAR"), std::string("BEGIN:VEVENT\n")}) {
    CAPTURE(text);
    CHECK_FALSE(read_ics(text, "city.ics"));
  }
}

TEST_CASE("a calendar with days from an .ics file") {
  CalendarSpec spec = spec_of("Asia/Shanghai", {{"mon-fri", {"09:00-17:30"}}});
  spec.holidays.push_back(read_ics(file_of(event("DTSTART;VALUE=DATE:20230306\r\n")), "city.ics").value());
  const Calendar city = compiled(spec);
  CHECK(city.day(date("2023-03-06")).why == "flood");
  CHECK(show(due_at(city, limit("1 working day"), at("2023-03-03 10:00"))) == "2023-03-07 17:30");
  CHECK(city.is_provisional(at("2024-01-01 10:00")));
}

#else

TEST_CASE("days from an .ics file") { MESSAGE("skipped: this hotline is built without .ics files"); }

#endif

// due, worked, open and days: what they print, to the letter.
#include <string>

#include <doctest/doctest.h>

#include "cli/desk.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/revision.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline::test {
namespace {

struct Row {
  std::string why;
  std::string line;
  std::string out;
};

void check(const Desk& desk, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.line);
    CHECK(desk.says(row.line) == Said{0, row.out, ""});
  }
}

// "revision":{...} of the calendar in the office's rules.
std::string revision_of_office(std::uint32_t number, const std::string& as_of = "") {
  std::optional<Date> date;
  if (!as_of.empty()) date = parse_date(as_of).value();
  const Rules rules = read_rules(office_rules, "office.toml", date).rules.value();
  return R"("revision":{"number":)" + std::to_string(number) + R"(,"as-of":)" +
         (as_of.empty() ? "null" : '"' + as_of + '"') + R"(,"digest":")" + digest(*rules.calendar("office")) + R"("},)";
}

TEST_CASE("due prints the due instant first") {
  const Desk desk{{"office.toml", office_rules}};
  check(
      desk,
      {{"the default reading of a working day",
        "due office.toml --calendar office --from '2023-03-03 16:30' --limit '1 working day'",
        "2023-03-06T17:30:00+08:00\n"},
       {"one calendar needs no name", "due office.toml --from '2023-03-03 16:30' --limit '1 working day'",
        "2023-03-06T17:30:00+08:00\n"},
       {"a start with an offset of its own", "due office.toml --from 2023-03-03T08:30:00Z --limit '1 working day'",
        "2023-03-06T17:30:00+08:00\n"},
       {"option=value reads as well", "due office.toml --from=2023-03-03T16:30 --limit='1 working day' --end=midnight",
        "2023-03-07T00:00:00+08:00\n"},
       {"options before the file", "due --from '2023-03-03 16:30' --limit '2 hours' office.toml",
        "2023-03-03T18:30:00+08:00\n"},
       {"working hours go over lunch and the weekend",
        "due office.toml --from '2023-03-03 16:30' --limit '5 working hours'", "2023-03-06T14:00:00+08:00\n"},
       {"deemed received at the next opening, first day counted",
        "due office.toml --from '2023-03-03 18:00' --limit '1 working day' --start next-opening --first-day include",
        "2023-03-06T17:30:00+08:00\n"},
       {"after the cut-off the next working day's opening is the start",
        "due office.toml --from '2023-03-03 17:00' --limit '2 working hours' --start 'cut-off 17:00'",
        "2023-03-06T11:00:00+08:00\n"},
       {"the same time of day", "due office.toml --from '2023-03-03 16:30' --limit '1 working day' --end same-time",
        "2023-03-06T16:30:00+08:00\n"},
       {"past the last notice the answer may change",
        "due office.toml --from '2026-12-28 10:00' --limit '3 working days'",
        "2026-12-31T17:30:00+08:00 provisional\n"},
       {"before the notice that extended the 2020 holiday",
        "due office.toml --from '2020-01-23 10:00' --limit '2 working days' --as-of 2020-01-25",
        "2020-02-01T17:30:00+08:00\n"},
       {"as known now", "due office.toml --from '2020-01-23 10:00' --limit '2 working days'",
        "2020-02-04T17:30:00+08:00\n"},
       {"the latest whole second that is due by then",
        "due office.toml --from '2023-03-06 17:30' --limit '1 working day' --backward", "2023-03-05T23:59:59+08:00\n"},
       {"in JSON", "due office.toml --from '2023-03-03 16:30' --limit '1 working day' --json",
        R"({"due":"2023-03-06T17:30:00+08:00","provisional":false,"calendar":"office",)" + revision_of_office(1) +
            R"("from":"2023-03-03T16:30:00+08:00","limit":"1 working day"})"
            "\n"},
       {"backward in JSON", "due office.toml --from '2023-03-06 17:30' --limit '1 working day' --backward --json",
        R"({"latest-start":"2023-03-05T23:59:59+08:00","provisional":false,"calendar":"office",)" +
            revision_of_office(1) +
            R"("due-by":"2023-03-06T17:30:00+08:00","limit":"1 working day"})"
            "\n"}});
}

TEST_CASE("due --explain lists every date and adds up") {
  const Desk desk{{"office.toml", office_rules}};
  check(desk, {{"days", "due office.toml --from '2023-04-21 16:30' --limit '2 working days' --explain",
                "2023-04-24T17:30:00+08:00\n"
                "from        2023-04-21T16:30:00+08:00\n"
                "received    2023-04-21T16:30:00+08:00\n"
                "due         2023-04-24T17:30:00+08:00\n"
                "calendar    office, revision 1\n"
                "2023-04-21           -  weekday; the start date is not counted\n"
                "2023-04-22           -  weekend\n"
                "2023-04-23       1 day  09:00-12:00 13:00-17:30  make-up working day (国办发明电〔2022〕16号)\n"
                "2023-04-24       1 day  09:00-12:00 13:00-17:30  weekday\n"
                "total           2 days  of 2 working days\n"},
               {"seconds", "due office.toml --from '2023-03-03 16:30' --limit '5 working hours' --explain",
                "2023-03-06T14:00:00+08:00\n"
                "from        2023-03-03T16:30:00+08:00\n"
                "received    2023-03-03T16:30:00+08:00\n"
                "due         2023-03-06T14:00:00+08:00\n"
                "calendar    office, revision 1\n"
                "2023-03-03     1:00:00  16:30-17:30  weekday\n"
                "2023-03-04           -  weekend\n"
                "2023-03-05           -  weekend\n"
                "2023-03-06     4:00:00  09:00-12:00 13:00-14:00  weekday\n"
                "total          5:00:00  of 5 working hours\n"}});
}

TEST_CASE("due goes on after pauses") {
  const Desk desk{{"office.toml", office_rules}};
  const std::string asked =
      "due office.toml --from '2023-03-06 10:00' --limit '6 working hours' --pause '2023-03-06 11:00' '2023-03-06 "
      "14:30' "
      "--pause '2023-03-06 17:00' '2023-03-07 09:30'";
  check(desk,
        {{"the instant", asked, "2023-03-07T12:00:00+08:00\n"},
         {"explained", asked + " --explain",
          "2023-03-07T12:00:00+08:00\n"
          "from        2023-03-06T10:00:00+08:00\n"
          "received    2023-03-06T10:00:00+08:00\n"
          "due         2023-03-07T12:00:00+08:00\n"
          "calendar    office, revision 1\n"
          "paused      2023-03-06T11:00:00+08:00 to 2023-03-06T14:30:00+08:00\n"
          "paused      2023-03-06T17:00:00+08:00 to 2023-03-07T09:30:00+08:00\n"
          "2023-03-06     3:30:00  10:00-11:00 14:30-17:00  paused 11:00-14:30 17:00-24:00  weekday\n"
          "2023-03-07     2:30:00  09:30-12:00  paused 00:00-09:30  weekday\n"
          "total          6:00:00  of 6 working hours\n"},
         {"in JSON",
          "due office.toml --from '2023-03-03 18:00' --limit '1 working day' --start next-opening "
          "--pause '2023-03-07 16:00' '2023-03-08 09:00' --explain --json",
          R"({"due":"2023-03-08T17:30:00+08:00","provisional":false,"calendar":"office",)" + revision_of_office(1) +
              R"("from":"2023-03-03T18:00:00+08:00","limit":"1 working day; start next-opening",)"
              R"("pauses":[{"from":"2023-03-07T16:00:00+08:00","to":"2023-03-08T09:00:00+08:00"}],)"
              R"("explained":{"received":"2023-03-06T09:00:00+08:00","due":"2023-03-08T17:30:00+08:00",)"
              R"("pauses":[{"from":"2023-03-07T16:00:00+08:00","to":"2023-03-08T09:00:00+08:00"}],)"
              R"("unit":"days","days":[)"
              R"({"date":"2023-03-03","amount":0,"windows":[],"paused":[],"why":"weekday; received after closing"},)"
              R"({"date":"2023-03-04","amount":0,"windows":[],"paused":[],"why":"weekend; received later"},)"
              R"({"date":"2023-03-05","amount":0,"windows":[],"paused":[],"why":"weekend; received later"},)"
              R"({"date":"2023-03-06","amount":0,"windows":[],"paused":[],)"
              R"("why":"weekday; the start date is not counted"},)"
              R"({"date":"2023-03-07","amount":0,"windows":[],"paused":["16:00-24:00"],)"
              R"("why":"weekday; it ends in a pause"},)"
              R"({"date":"2023-03-08","amount":1,"windows":["09:00-12:00","13:00-17:30"],)"
              R"("paused":["00:00-09:00"],"why":"weekday"}],"total":1}})"
              "\n"}});
}

TEST_CASE("T5: due answers with what was known then and says so") {
  const Desk desk{{"office.toml", office_rules}, {"second.toml", office_rules + std::string("revision = 2\n")}};
  const std::string asked = "due office.toml --from '2020-01-21 10:00' --limit '5 working days'";
  const std::string in_2019 = "due office.toml --from '2019-04-25 10:00' --limit '5 working days'";
  check(
      desk,
      {{"2020 before the extension", asked + " --as-of 2020-01-25", "2020-02-03T17:30:00+08:00\n"},
       {"2020 on the day of it", asked + " --as-of 2020-01-26", "2020-02-05T17:30:00+08:00\n"},
       {"2019 before the change", in_2019 + " --as-of 2019-03-21", "2019-05-03T17:30:00+08:00\n"},
       {"2019 as changed", in_2019, "2019-05-05T17:30:00+08:00\n"},
       {"in JSON", asked + " --as-of 2020-01-25 --json",
        R"({"due":"2020-02-03T17:30:00+08:00","provisional":false,"calendar":"office",)" +
            revision_of_office(1, "2020-01-25") +
            R"("from":"2020-01-21T10:00:00+08:00","limit":"5 working days"})"
            "\n"},
       {"a revision that the rules number", "due second.toml --from '2023-03-03 16:30' --limit '1 working day' --json",
        R"({"due":"2023-03-06T17:30:00+08:00","provisional":false,"calendar":"office",)" + revision_of_office(2) +
            R"("from":"2023-03-03T16:30:00+08:00","limit":"1 working day"})"
            "\n"},
       {"explained", "due office.toml --from '2020-01-21 16:30' --limit '1 working day' --as-of 2020-01-25 --explain",
        "2020-01-22T17:30:00+08:00\n"
        "from        2020-01-21T16:30:00+08:00\n"
        "received    2020-01-21T16:30:00+08:00\n"
        "due         2020-01-22T17:30:00+08:00\n"
        "calendar    office, revision 1 as of 2020-01-25\n"
        "2020-01-21           -  weekday; the start date is not counted\n"
        "2020-01-22       1 day  09:00-12:00 13:00-17:30  weekday\n"
        "total            1 day  of 1 working day\n"}});
}

TEST_CASE("worked prints whole working seconds") {
  const Desk desk{{"office.toml", office_rules}};
  check(desk,
        {{"within a morning", "worked office.toml --from '2023-03-06 09:00' --to '2023-03-06 10:30'", "5400\n"},
         {"over lunch", "worked office.toml --from '2023-03-06 11:00' --to '2023-03-06 14:00'", "7200\n"},
         {"reversed is negative", "worked office.toml --from '2023-03-06 10:30' --to '2023-03-06 09:00'", "-5400\n"},
         {"nothing over a weekend", "worked office.toml --from 2023-03-04T00:00 --to 2023-03-06T00:00", "0\n"},
         {"in JSON", "worked office.toml --from '2023-03-06 09:00' --to '2023-03-06 10:30' --json",
          R"({"worked-seconds":5400,"calendar":"office","from":"2023-03-06T09:00:00+08:00",)"
          R"("to":"2023-03-06T10:30:00+08:00"})"
          "\n"}});
}

TEST_CASE("open says open or closed and until when") {
  const Desk desk{{"office.toml", office_rules}, {"two.toml", two_calendars}};
  check(desk,
        {{"in the morning", "open office.toml --at '2023-03-06 09:00'", "open until 2023-03-06T12:00:00+08:00\n"},
         {"exactly at closing it is closed", "open office.toml --at '2023-03-03 17:30'",
          "closed until 2023-03-06T09:00:00+08:00\n"},
         {"a make-up Saturday", "open office.toml --at '2023-05-06 10:00'", "open until 2023-05-06T12:00:00+08:00\n"},
         {"a window past midnight", "open two.toml --calendar night --at '2023-03-06 01:00'",
          "open until 2023-03-06T06:00:00+08:00\n"},
         {"past the last notice", "open office.toml --at '2027-03-06 12:00'",
          "closed until 2027-03-08T09:00:00+08:00 provisional\n"},
         {"in JSON", "open office.toml --at '2023-03-06 09:00' --json",
          R"({"is":"open","until":"2023-03-06T12:00:00+08:00","provisional":false,"calendar":"office"})"
          "\n"}});
}

TEST_CASE("days prints a line for each date with both ends included") {
  const Desk desk{{"office.toml", office_rules}, {"two.toml", two_calendars}};
  check(desk, {{"a weekend", "days office.toml --from 2023-03-03 --to 2023-03-05",
                "2023-03-03  09:00-12:00 13:00-17:30  weekday\n"
                "2023-03-04  closed  weekend\n"
                "2023-03-05  closed  weekend\n"},
               {"a window past midnight", "days two.toml --calendar night --from 2023-03-03 --to 2023-03-03",
                "2023-03-03  22:00-06:00  weekday\n"},
               {"not yet announced", "days office.toml --from 2027-03-05 --to 2027-03-05",
                "2027-03-05  09:00-12:00 13:00-17:30  weekday provisional\n"},
               {"in JSON", "days office.toml --from 2023-03-04 --to 2023-03-04 --json",
                R"([{"date":"2023-03-04","windows":[],"why":"weekend","provisional":false}])"
                "\n"}});
}

struct Refused {
  std::string why;
  std::string line;
  std::string err;
};

TEST_CASE("a question that has no answer says what to write") {
  const Desk desk{{"office.toml", office_rules},
                  {"two.toml", two_calendars},
                  {"none.toml", "version = \"1\"\n"},
                  {"faulty.toml", "[calendar.office]\nzone = \"Asia/Shangai\"\n"}};
  const std::vector<Refused> rows = {
      {"a limit without a number", "due office.toml --from 2023-03-03 --limit 'soon'",
       "hotline: --limit: 'soon' is not a limit: write '2 hours', '8 working hours', '24 hours on working days', '5 "
       "working "
       "days', '7 days', '7 days, rolled forward' or 'given'\n"},
      {"which of two calendars", "open two.toml --at '2023-03-06 01:00'",
       "hotline: the rules have 2 calendars: name one with --calendar, of night, office\n"},
      {"a mistyped calendar", "open two.toml --calendar ofice --at '2023-03-06 01:00'",
       "hotline: no calendar 'ofice': did you mean 'office'?\n"},
      {"a calendar nothing like any", "open two.toml --calendar zebra --at '2023-03-06 01:00'",
       "hotline: no calendar 'zebra': there is night, office\n"},
      {"rules without one", "open none.toml --at '2023-03-06 01:00'",
       "hotline: the rules have no calendar: add one, as in [calendar.office]\n"},
      {"a date that does not exist", "open office.toml --at '2023-02-30 01:00'",
       "hotline: --at: '2023-02-30 01:00' is not a time: 2023-02 has no day 30\n"},
      {"days reversed", "days office.toml --from 2023-03-05 --to 2023-03-03",
       "hotline: --to 2023-03-03 is before --from 2023-03-05: write the earlier date as --from\n"},
      {"a date that is none", "due office.toml --from 2023-03-03T10:00 --limit '2 hours' --as-of 2023-02-30",
       "hotline: --as-of: '2023-02-30' is not a date: 2023-02 has no day 30\n"},
      {"an end no count of days has", "due office.toml --from 2023-03-03T10:00 --limit '2 hours' --end midnight",
       "hotline: --end: end 'midnight': only counts of days have an end, '2 hours' has none\n"},
      {"a start that is none", "due office.toml --from 2023-03-03T10:00 --limit '2 hours' --start tomorrow",
       "hotline: --start: 'tomorrow' is not a start: write at-once, next-opening or cut-off HH:MM, as in cut-off "
       "17:00\n"},
      {"a pause that is no time",
       "due office.toml --from 2023-03-03T10:00 --limit '2 hours' --pause noon 2023-03-04T10:00",
       "hotline: --pause: 'noon' is not a time: write YYYY-MM-DD HH:MM, as in 2023-03-06 17:30 or "
       "2023-03-06T17:30:00+08:00\n"},
      {"a pause before the start",
       "due office.toml --from 2023-03-03T10:00 --limit '2 hours' --pause 2023-03-03T09:00 2023-03-03T11:00",
       "hotline: the pause from 2023-03-03T09:00:00+08:00 begins before 2023-03-03T10:00:00+08:00: give the pauses "
       "after "
       "the start, in order, each once\n"},
      {"a pause and a latest start",
       "due office.toml --from 2023-03-03T10:00 --limit '2 hours' --backward --pause 2023-03-03T09:00 2023-03-03T11:00",
       "hotline: --pause: a latest start is sought without pauses: leave out --pause or --backward\n"},
      {"no such file", "open office.tml --at 2023-03-06", "hotline: there is no file 'office.tml'\n"},
      {"a folder", "open . --at 2023-03-06", "hotline: '.' is a folder: name a file in it\n"},
  };
  for (const Refused& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.line);
    CHECK(desk.says(row.line) == Said{2, "", row.err});
  }
}

#ifdef HOTLINE_WITH_ICS
TEST_CASE("holidays from an .ics file beside the rules") {
  const std::string head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
  const std::string off = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20230306\r\nSUMMARY:flood\r\nEND:VEVENT\r\n";
  const std::string works = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20230304\r\nSUMMARY:补班\r\nEND:VEVENT\r\n";
  const std::string rules =
      "[calendar.city]\nzone = \"Asia/Shanghai\"\nhours = { mon-fri = [\"09:00-17:30\"] }\nholidays = [\"city.ics\"]\n";
  const Desk desk{{"city.ics", head + off + works + "END:VCALENDAR\r\n"},
                  {"city.toml", rules + "make-up-words = [\"班\"]\n"},
                  {"silent.toml", rules},
                  {"lost.toml",
                   "[calendar.city]\nzone = \"Asia/Shanghai\"\nhours = { mon = [\"09:00-17:30\"] }\n"
                   "holidays = [\"lost.ics\"]\n"}};
  check(desk, {{"its days close and open", "days city.toml --from 2023-03-03 --to 2023-03-06",
                "2023-03-03  09:00-17:30  weekday\n"
                "2023-03-04  09:00-17:30  make-up working day\n"
                "2023-03-05  closed  weekend\n"
                "2023-03-06  closed  flood\n"},
               {"a due instant", "due city.toml --from '2023-03-03 10:00' --limit '2 working days'",
                "2023-03-07T17:30:00+08:00\n"}});
  CHECK(desk.says("check silent.toml --json").code == 1);
  CHECK(desk.says("days silent.toml --from 2023-03-03 --to 2023-03-06") ==
        Said{2, "",
             "silent.toml:4:13: error: city.ics:9: '补班' looks like a make-up working day: say which words mark one, "
             "as in "
             "make-up-words = [\"班\"]\n"});
  CHECK(desk.says("days lost.toml --from 2023-03-03 --to 2023-03-06") ==
        Said{2, "", "lost.toml:4:13: error: there is no file 'lost.ics'\n"});
}
#endif

}  // namespace
}  // namespace hotline::test

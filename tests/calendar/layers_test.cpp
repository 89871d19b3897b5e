// Breaks, closed parts of days and make-up hours: what is left of a day, and why.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "hotline/calendar/deadline.hpp"
#include "support/calendars.hpp"
#include "support/day_text.hpp"
#include "support/property.hpp"
#include "support/slow_calendar.hpp"

using namespace hotline;
using namespace hotline::test;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

Hours hours(const std::vector<std::string>& windows) { return week_of({{"mon", windows}}).days[0]; }

DatedHours closed_part(const std::string& from, const std::string& to, const std::vector<std::string>& windows,
                       const std::string& name) {
  return {date(from), date(to), UsualHours{}, name, hours(windows)};
}

// Shanghai, mon-fri 09:00-17:30 with a break at noon that is longer on Fridays.
CalendarSpec with_breaks() {
  CalendarSpec spec = spec_of("Asia/Shanghai", {{"mon-fri", {"09:00-17:30"}}});
  spec.breaks = week_of({{"mon-thu", {"12:00-13:00"}}, {"fri", {"12:00-14:00"}}, {"sat", {"11:00-11:30"}}});
  spec.holidays.push_back(holiday_set("cn-statutory").value());
  spec.make_up = std::chrono::Monday;
  return spec;
}

}  // namespace

TEST_CASE("breaks and closed parts are cut last") {
  CalendarSpec spec = with_breaks();
  spec.days.push_back({date("2023-03-11"), date("2023-03-11"), hours({"10:00-12:00"}), "open day"});
  spec.days.push_back({date("2023-03-12"), date("2023-03-12"), std::chrono::Friday, "like a Friday"});
  spec.days.push_back(closed_part("2023-03-13", "2023-03-14", {"16:00-17:30"}, "system change"));
  spec.days.push_back(closed_part("2023-04-23", "2023-04-23", {"14:00-17:30"}, "typhoon"));
  spec.days.push_back(closed_part("2023-03-15", "2023-03-15", {"00:00-24:00"}, "flood"));
  spec.days.push_back(closed_part("2023-03-16", "2023-03-16", {"09:00-10:00"}, "drill"));
  spec.days.push_back(closed_part("2023-03-16", "2023-03-16", {"09:30-11:00"}, "meeting"));
  spec.days.push_back(
      {date("2023-03-17"), date("2023-03-17"), hours({"09:00-15:00"}), "half day", hours({"09:00-09:30"})});
  spec.days.push_back({date("2023-03-20"), date("2023-03-20"), hours({"12:15-12:45"}), "lunch only"});
  spec.days.push_back(closed_part("2023-03-21", "2023-03-21", {"10:00-11:00"}, "first"));
  spec.days.push_back({date("2023-03-21"), date("2023-03-21"), std::chrono::Friday, "then a Friday"});
  const Calendar calendar = compiled(spec);
  struct Row {
    std::string why, date, day;
  };
  const Row rows[] = {
      {"a weekday's break", "2023-03-06", "09:00-12:00 13:00-17:30 | weekday"},
      {"another weekday's", "2023-03-10", "09:00-12:00 14:00-17:30 | weekday"},
      {"a make-up Saturday takes Monday's break with its hours", "2023-01-28",
       "09:00-12:00 13:00-17:30 | make-up working day (国办发明电〔2022〕16号)"},
      {"windows of one's own keep their date's break", "2023-03-11", "10:00-11:00 11:30-12:00 | open day"},
      {"hours of a weekday bring its break", "2023-03-12", "09:00-12:00 14:00-17:30 | like a Friday"},
      {"part of a day closed", "2023-03-13", "09:00-12:00 13:00-16:00 | weekday; closed 16:00-17:30: system change"},
      {"on each day of a range", "2023-03-14", "09:00-12:00 13:00-16:00 | weekday; closed 16:00-17:30: system change"},
      {"cut from a make-up day too", "2023-04-23",
       "09:00-12:00 13:00-14:00 | make-up working day (国办发明电〔2022〕16号); closed 14:00-17:30: typhoon"},
      {"nothing left is closed", "2023-03-15", "closed | weekday; closed 00:00-24:00: flood"},
      {"closed parts add up", "2023-03-16",
       "11:00-12:00 13:00-17:30 | weekday; closed 09:00-10:00: drill; closed 09:30-11:00: meeting"},
      {"own hours and a closed part at once", "2023-03-17",
       "09:30-12:00 14:00-15:00 | half day; closed 09:00-09:30: half day"},
      {"a break leaves nothing", "2023-03-20", "closed | lunch only; all of it in a break"},
      {"later hours do not open what is closed", "2023-03-21",
       "09:00-10:00 11:00-12:00 14:00-17:30 | then a Friday; closed 10:00-11:00: first"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(day_text(calendar, row.date) == row.day);
  }
  CHECK(show(due_at(calendar, limit("4 working hours"), at("2023-03-06 09:00"))) == "2023-03-06 14:00");
  CHECK(show(due_at(calendar, limit("1 working day"), at("2023-03-10 09:00"))) == "2023-03-11 12:00");
}

TEST_CASE("a cut is local time whatever day its windows belong to") {
  CalendarSpec spec = spec_of("Asia/Shanghai", {{"mon-fri", {"22:00-06:00"}}});
  spec.breaks = week_of({{"mon-sun", {"02:00-02:30"}}});
  spec.days.push_back(closed_part("2023-03-08", "2023-03-08", {"00:00-04:00"}, "early Wednesday"));
  spec.days.push_back(closed_part("2023-03-09", "2023-03-09", {"23:00-01:00"}, "over midnight"));
  const Calendar calendar = compiled(spec);
  struct Row {
    std::string why, date, day;
  };
  const Row rows[] = {
      {"a break in the small hours", "2023-03-06", "22:00-26:00 26:30-30:00 | weekday"},
      {"on a Saturday morning too", "2023-03-10", "22:00-26:00 26:30-30:00 | weekday"},
      {"Tuesday's night is cut on Wednesday", "2023-03-07", "22:00-24:00 28:00-30:00 | weekday"},
      {"Wednesday's is not", "2023-03-08", "22:00-26:00 26:30-30:00 | weekday; closed 00:00-04:00: early Wednesday"},
      {"a cut over midnight", "2023-03-09",
       "22:00-23:00 25:00-26:00 26:30-30:00 | weekday; closed 23:00-25:00: over "
       "midnight"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(day_text(calendar, row.date) == row.day);
  }
}

TEST_CASE("a make-up day with hours of its own") {
  CalendarSpec spec = with_breaks();
  spec.make_up.reset();
  spec.make_up_hours = hours({"09:00-12:00"});
  CHECK(day_text(compiled(spec), "2023-01-28") ==
        "09:00-11:00 11:30-12:00 | make-up working day (国办发明电〔2022〕16号)");
  CHECK(day_text(compiled(spec), "2023-01-29") == "09:00-12:00 | make-up working day (国办发明电〔2022〕16号)");
}

TEST_CASE("breaks and closed parts that cannot be right are refused by name") {
  const auto spec = [](auto&& change) {
    CalendarSpec made = with_breaks();
    change(made);
    return made;
  };
  const auto window = [](int open, int close) { return Window{std::chrono::hours{open}, std::chrono::hours{close}}; };
  struct Row {
    std::string why;
    CalendarSpec spec;
    std::string says;
  };
  const Row rows[] = {
      {"overlapping breaks", spec([&](CalendarSpec& s) {
         s.breaks.days[0] = {window(11, 13), window(12, 14)};
       }),
       "calendar 'desk': the breaks of mon: the windows 11:00-13:00 and 12:00-14:00 overlap"},
      {"an empty break", spec([&](CalendarSpec& s) { s.breaks.days[1] = {window(12, 12)}; }),
       "calendar 'desk': the breaks of tue: the window 12:00-12:00 is empty: the whole day is 00:00-24:00"},
      {"a break past 48:00", spec([&](CalendarSpec& s) { s.breaks.days[2] = {window(12, 49)}; }),
       "calendar 'desk': the breaks of wed: the window 12:00-49:00 must close by 48:00, the end of the next day"},
      {"a break before the day", spec([&](CalendarSpec& s) { s.breaks.days[2] = {window(-1, 1)}; }),
       "calendar 'desk': the breaks of wed: the window -1:00-01:00 must open between 00:00 and 23:59"},
      {"a break all day long", spec([&](CalendarSpec& s) { s.breaks.days[3] = {window(0, 24)}; }),
       "calendar 'desk': the breaks of thu leave nothing of its hours"},
      {"make-up twice", spec([&](CalendarSpec& s) { s.make_up_hours = hours({"09:00-12:00"}); }),
       "calendar 'desk': make-up is a weekday and windows at once: choose one"},
      {"make-up hours of nothing", spec([&](CalendarSpec& s) {
         s.make_up.reset();
         s.make_up_hours = Hours{};
       }),
       "calendar 'desk': make-up has no windows: write make-up = [\"09:00-12:00\"], or a weekday, as in \"mon\""},
      {"breaks make the week's days differ", spec([&](CalendarSpec& s) { s.make_up.reset(); }),
       "calendar 'desk': 2006-12-30 is a make-up working day, and the week's open days differ: say whose hours it "
       "takes, as in make-up = \"mon\""},
      {"an exception that changes nothing",
       spec([&](CalendarSpec& s) { s.days.push_back(closed_part("2023-03-01", "2023-03-02", {}, "x")); }),
       "calendar 'desk': the exception 'x' from 2023-03-01 to 2023-03-02 changes nothing: give it hours, or what is "
       "closed of the day"},
      {"closed for ever",
       spec([&](CalendarSpec& s) { s.days.push_back(closed_part("1970-01-01", "2100-12-31", {"00:00-24:00"}, "x")); }),
       "calendar 'desk' is never open: give it hours, as in hours = { mon-fri = [\"09:00-17:30\"] }"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(message(Calendar::compile(row.spec)) == row.says);
  }
}

TEST_CASE("what is cut agrees with the slow calendar") {
  CHECK(counterexample(40, [] {
          const auto pick = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
          const auto some_hours = [&](int latest) {
            Hours made;
            seconds at = std::chrono::minutes{10 * pick(0, 60)};
            for (int i = pick(0, 2); i > 0 && at < std::chrono::hours{24}; --i) {
              const Window window{at, at + std::chrono::minutes{10 * pick(1, 60)}};
              if (window.close <= std::chrono::hours{latest}) made.push_back(window);
              at = window.close + std::chrono::minutes{10 * pick(1, 30)};
            }
            return made;
          };
          CalendarSpec spec = spec_of(pick(0, 1) == 0 ? "America/New_York" : "Pacific/Apia", {});
          for (Hours& of : spec.week.days) of = some_hours(pick(0, 1) == 0 ? 24 : 30);
          for (Hours& of : spec.breaks.days) of = some_hours(27);
          const sys_days around = sys_days{date(pick(0, 1) == 0 ? "2011-12-28" : "2023-03-10")} + days{pick(-9, 9)};
          spec.week.days[0] = hours({"09:00-17:00"});
          spec.breaks.days[0] = hours({"12:00-13:00"});
          if (pick(0, 1) == 0)
            spec.make_up = std::chrono::Monday;
          else
            spec.make_up_hours = hours({"08:00-12:30"});
          HolidaySet set{"set", {}, std::nullopt};
          for (int i = 0; i < 20; i += pick(1, 5)) set.days.push_back({around + days{i}, pick(0, 1) == 0, "", ""});
          spec.holidays.push_back(set);
          for (int i = pick(0, 4); i > 0; --i) {
            const sys_days from = around + days{pick(0, 12)};
            DatedHours made{from, from + days{pick(0, 3)}, some_hours(24), "", some_hours(30)};
            if (pick(0, 1) == 0) made.hours = UsualHours{};
            if (pick(0, 3) == 0) made.hours = std::chrono::Monday;
            if (made.closed.empty()) made.closed = hours({"10:00-10:10"});
            spec.days.push_back(made);
          }
          const Result<Calendar> calendar = Calendar::compile(spec);
          RC_PRE(calendar.has_value());
          const SlowCalendar slow(spec);
          for (sys_days day = around - days{2}; day < around + days{20}; day += days{1}) {
            RC_ASSERT(calendar->day(day).windows == slow.hours_on(day));
            const Instant from = slow.midnight(day) + seconds{pick(0, 86'399)};
            const Instant to = from + seconds{pick(0, 200'000)};
            RC_ASSERT(worked_between(*calendar, from, to) == slow.worked(from, to));
            const Limit two = limit("2 working days");
            RC_ASSERT(due_at(*calendar, two, from).value() == slow.due(two, from));
          }
        }) == "");
}

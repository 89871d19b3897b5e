#include "hotline/calendar/calendar.hpp"

#include <string>

#include <doctest/doctest.h>

#include "hotline/calendar/batch.hpp"
#include "hotline/calendar/deadline.hpp"
#include "support/calendars.hpp"
#include "support/slow_calendar.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

std::string day_text(const Calendar& calendar, const std::string& text) {
  const CalendarDay day = calendar.day(date(text));
  std::string shown;
  for (const Window& window : day.windows) shown += to_text(window) + " ";
  return (shown.empty() ? "closed " : shown) + "| " + day.why;
}

DatedHours closed(const std::string& from, const std::string& to, const std::string& name) {
  return {date(from), date(to), Hours{}, name};
}

}  // namespace

TEST_CASE("a day says its hours and why") {
  struct Row {
    std::string why, date, day;
  };
  const Row rows[] = {
      {"a weekday", "2023-03-06", "09:00-17:30 | weekday"},
      {"a weekend", "2023-03-04", "closed | weekend"},
      {"a holiday on a weekday", "2023-01-23", "closed | 春节 Spring Festival (国办发明电〔2022〕16号)"},
      {"a make-up Saturday", "2023-01-28", "09:00-17:30 | make-up working day (国办发明电〔2022〕16号)"},
      {"a December day of the next year's notice", "2018-12-29",
       "09:00-17:30 | make-up working day (国办发明电〔2018〕15号)"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(day_text(office_2023(), row.date) == row.day);
  }
}

TEST_CASE("open and closed at the edges") {
  struct Row {
    std::string why, at;
    bool open;
    std::string next_opening, next_closing;
  };
  const Row rows[] = {
      {"a second before opening", "2023-03-06 08:59:59", false, "2023-03-06 09:00", "2023-03-06 17:30"},
      {"as it opens", "2023-03-06 09:00", true, "2023-03-06 09:00", "2023-03-06 17:30"},
      {"a second before closing", "2023-03-03 17:29:59", true, "2023-03-03 17:29:59", "2023-03-03 17:30"},
      {"exactly at closing is off-hours", "2023-03-03 17:30", false, "2023-03-06 09:00", "2023-03-06 17:30"},
      {"over Spring Festival onto a make-up Saturday", "2023-01-20 18:00", false, "2023-01-28 09:00",
       "2023-01-28 17:30"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(office_2023().is_open(at(row.at)) == row.open);
    CHECK(show(office_2023().next_opening(at(row.at))) == row.next_opening);
    CHECK(show(office_2023().next_closing(at(row.at))) == row.next_closing);
  }
}

TEST_CASE("later layers win") {
  CalendarSpec spec = spec_of("Asia/Shanghai", {{"mon-thu", {"09:00-17:30"}}, {"fri", {"09:00-12:00"}}});
  spec.make_up = std::chrono::Monday;
  spec.holidays.push_back(holiday_set("cn-statutory").value());
  spec.holidays.push_back({"city", {{date("2023-05-06"), false, "city day", ""}}, std::nullopt});
  spec.days.push_back(closed("2023-03-06", "2023-03-10", "moving house"));
  spec.days.push_back({date("2023-03-08"), date("2023-03-08"), std::chrono::Friday, "half a day"});
  spec.days.push_back({date("2023-03-09"), date("2023-03-09"), week_of({{"mon", {"20:00-02:00"}}}).days[0], "a night"});
  const Calendar calendar = compiled(spec);
  struct Row {
    std::string why, date, day;
  };
  const Row rows[] = {
      {"a make-up day takes Monday's hours", "2023-01-28",
       "09:00-17:30 | make-up working day (国办发明电〔2022〕16号)"},
      {"the city's set closes what the state's opened", "2023-05-06", "closed | city day"},
      {"a range closes", "2023-03-07", "closed | moving house"},
      {"a later exception opens inside it", "2023-03-08", "09:00-12:00 | half a day"},
      {"with windows of its own", "2023-03-09", "20:00-26:00 | a night"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(day_text(calendar, row.date) == row.day);
  }
  CHECK(calendar.is_open(at("2023-03-10 01:59:59")));
  CHECK_FALSE(calendar.is_open(at("2023-03-10 02:00")));
}

TEST_CASE("a calendar that cannot be right is refused by name") {
  const WeekText two_shifts = {{"mon-thu", {"09:00-17:30"}}, {"fri", {"09:00-12:00"}}};
  const WeekText plain = {{"mon-fri", {"09:00-17:30"}}};
  const auto spec = [](const WeekText& week, auto&& change) {
    CalendarSpec made = spec_of("Asia/Shanghai", week);
    change(made);
    return made;
  };
  const auto as_it_is = [](CalendarSpec&) {};
  const HolidaySet china = holiday_set("cn-statutory").value();
  struct Row {
    std::string why;
    CalendarSpec spec;
    std::string says;
  };
  const Row rows[] = {
      {"nothing is ever open", spec({}, as_it_is), "calendar 'desk' is never open"},
      {"everything is closed again",
       spec(plain, [](CalendarSpec& s) { s.days.push_back(closed("1970-01-01", "2100-12-31", "gone")); }),
       "calendar 'desk' is never open"},
      {"windows overlap", spec({{"mon", {"09:00-12:30", "12:00-17:30"}}}, as_it_is),
       "calendar 'desk': mon: the windows 09:00-12:30 and 12:00-17:30 overlap"},
      {"windows overlap across midnight", spec({{"mon", {"22:00-06:00"}}, {"tue", {"05:00-09:00"}}}, as_it_is),
       "calendar 'desk': the window 22:00-30:00 of 1970-01-05 overlaps the window 05:00-09:00 of 1970-01-06"},
      {"an exception overlaps the night before",
       spec({{"mon-sun", {"22:00-06:00"}}},
            [](CalendarSpec& s) {
              s.days.push_back(
                  {date("2023-03-06"), date("2023-03-06"), week_of({{"mon", {"05:00-09:00"}}}).days[0], "early"});
            }),
       "the window 22:00-30:00 of 2023-03-05 overlaps the window 05:00-09:00 of 2023-03-06"},
      {"whose hours does a make-up day take?", spec(two_shifts, [&](CalendarSpec& s) { s.holidays.push_back(china); }),
       "2006-12-30 is a make-up working day, and the week's open days differ: say whose hours it takes, as in make-up "
       "= "
       "\"mon\""},
      {"those of a closed day?",
       spec(plain,
            [&](CalendarSpec& s) {
              s.holidays.push_back(china);
              s.make_up = std::chrono::Sunday;
            }),
       "make-up = \"sun\", but sun has no hours"},
      {"a set over a week with no hours", spec({}, [&](CalendarSpec& s) { s.holidays.push_back(china); }),
       "no weekday has hours it could take"},
      {"an exception ends before it begins",
       spec(plain, [](CalendarSpec& s) { s.days.push_back(closed("2023-03-02", "2023-03-01", "x")); }),
       "the exception 'x' from 2023-03-02 to 2023-03-01 ends before it begins"},
      {"an exception on no date",
       spec(plain,
            [](CalendarSpec& s) {
              s.days.push_back(closed("2023-03-02", "2023-03-02", "x"));
              s.days.back().to = Date{std::chrono::year{2023}, std::chrono::February, std::chrono::day{30}};
            }),
       "has a date that is not one of 1970 to 2100"},
      {"an exception with a window backwards",
       spec(plain,
            [](CalendarSpec& s) {
              s.days.push_back(
                  {date("2023-03-02"), date("2023-03-02"), Hours{{std::chrono::hours{9}, std::chrono::hours{8}}}, "x"});
            }),
       "closes before it opens"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Result<Calendar> refused = Calendar::compile(row.spec);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::bad_input);
    CHECK_MESSAGE(says(refused, row.says), message(refused));
  }
}

TEST_CASE("windows through changes of the clock") {
  struct Row {
    std::string why, zone, window, from, to;
    int worked_s;
  };
  const Row rows[] = {
      {"a night that loses an hour", "America/New_York", "22:00-06:00", "2023-03-11 12:00", "2023-03-12 12:00",
       7 * 3600},
      {"a night that gains one", "America/New_York", "22:00-06:00", "2023-11-04 12:00", "2023-11-05 12:00", 9 * 3600},
      {"a day of 23 hours", "America/New_York", "00:00-24:00", "2023-03-12 00:00", "2023-03-13 00:00", 23 * 3600},
      {"a day of 25 hours", "America/New_York", "00:00-24:00", "2023-11-05 00:00", "2023-11-06 00:00", 25 * 3600},
      {"a window in the gap is shifted whole", "America/New_York", "02:15-02:45", "2023-03-12 00:00",
       "2023-03-13 00:00", 1800},
      {"a window from the gap to its end disappears", "America/New_York", "02:30-03:30", "2023-03-12 00:00",
       "2023-03-13 00:00", 0},
      {"a window in the repeated hour opens once", "America/New_York", "01:15-01:45", "2023-11-05 00:00",
       "2023-11-06 00:00", 1800},
      {"half an hour less", "Australia/Lord_Howe", "00:00-24:00", "2023-10-01 00:00", "2023-10-02 00:00", 84600},
      {"a date that was skipped", "Pacific/Apia", "09:00-17:00", "2011-12-29 17:00", "2011-12-31 09:00", 0},
      {"a midnight that was skipped", "Asia/Beirut", "00:00-24:00", "2022-03-27 00:00", "2022-03-28 00:00", 23 * 3600},
      {"Shanghai in 1986", "Asia/Shanghai", "00:00-24:00", "1986-05-04 00:00", "1986-05-05 00:00", 23 * 3600},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Calendar calendar = calendar_of(row.zone, {{"mon-sun", {row.window}}});
    const auto worked = worked_between(calendar, at(row.from, calendar.zone()), at(row.to, calendar.zone()));
    CHECK(worked.count() == row.worked_s);
  }
  const Calendar apia = calendar_of("Pacific/Apia", {{"mon-sun", {"09:00-17:00"}}});
  CHECK(day_text(apia, "2011-12-30") == "closed | a date that Pacific/Apia skipped");
}

TEST_CASE("windows that a change of the clock pushes onto one another count once") {
  struct Row {
    std::string why, zone;
    std::vector<std::string> windows;
    std::string from, to;
    int worked_s;
  };
  const Row rows[] = {
      {"one from the gap onto one after it",
       "America/New_York",
       {"02:15-02:45", "03:00-03:30"},
       "2023-03-12 00:00",
       "2023-03-13 00:00",
       45 * 60},
      {"one from the gap into a longer one",
       "America/New_York",
       {"02:15-02:45", "03:00-09:00"},
       "2023-03-12 00:00",
       "2023-03-13 00:00",
       6 * 3600},
      {"a night from before a skipped midnight onto its morning",
       "Asia/Beirut",
       {"01:00-02:00", "22:00-24:30"},
       "2022-03-26 12:00",
       "2022-03-27 12:00",
       3 * 3600},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Calendar calendar = calendar_of(row.zone, {{"mon-sun", row.windows}});
    const Instant from = at(row.from, calendar.zone());
    const Instant to = at(row.to, calendar.zone());
    CHECK(worked_between(calendar, from, to).count() == row.worked_s);
    CHECK(worked_between(calendar, from, to) ==
          SlowCalendar(spec_of(row.zone, {{"mon-sun", row.windows}})).worked(from, to));
  }
}

TEST_CASE("what is known and what is provisional") {
  CHECK(office_2023().known_until() == date("2026-12-28"));
  CHECK_FALSE(office_2023().is_provisional(at("2026-12-28 23:59:59")));
  CHECK(office_2023().is_provisional(at("2026-12-29 00:00")));
  CHECK_FALSE(calendar_of("UTC", {{"mon", {"09:00-10:00"}}}).is_provisional(at("2099-01-01 00:00")));
  CalendarSpec spec = spec_of("UTC", {{"mon", {"09:00-10:00"}}});
  spec.known_until = date("2023-06-30");
  spec.holidays.push_back({"set", {}, date("2020-12-28")});
  CHECK(compiled(spec).known_until() == date("2023-06-30"));
  spec.known_until.reset();
  spec.holidays.push_back({"later", {}, date("2022-12-28")});
  CHECK(compiled(spec).known_until() == date("2020-12-28"));
}

TEST_CASE("outside 1970 to 2100 there is no answer") {
  const Calendar office = calendar_of("Asia/Shanghai", {{"mon-fri", {"09:00-17:30"}}});
  const Instant late = at("2100-12-31 17:30");
  CHECK(says(office.next_opening(late), "does not open again"));
  CHECK(due_at(office, limit("1 working day"), late).error().fault == Fault::out_of_range);
  CHECK(due_at(office, limit("2 days"), late).error().fault == Fault::out_of_range);
  CHECK(show(due_at(office, limit("6 hours"), late)) == "2100-12-31 23:30");
  CHECK(due_at(office, limit("7 hours"), late).error().fault == Fault::out_of_range);
  CHECK(due_at(office, limit("1 hour"), at("1970-01-01 00:00") - std::chrono::seconds{1}).error().fault ==
        Fault::out_of_range);
  CHECK(show(due_at(office, limit("1 hour"), at("1970-01-01 00:00"))) == "1970-01-01 01:00");

  // The last date, a Friday, opens at 03:00 on the next: what is received then is not due before.
  CalendarSpec nights = spec_of("Asia/Shanghai", {{"mon-fri", {"22:00-05:00"}}});
  nights.breaks = week_of({{"mon-fri", {"22:00-03:00"}}});
  const Calendar night = compiled(nights);
  const Limit roll = limit("1 day, rolled forward; start next-opening; first-day include");
  const std::vector<Instant> arrivals = {at("2100-12-30 12:00"), at("2100-12-31 12:00")};
  CHECK(show(due_at(night, roll, arrivals[0])) == "2101-01-01 00:00");
  CHECK(show(night.next_opening(arrivals[1])) == "2101-01-01 03:00");
  CHECK(due_at(night, roll, arrivals[1]).error().fault == Fault::out_of_range);
  CHECK(says(due_at(night, roll, arrivals), "question 1: "));

  // Or at its very end, of which 2101 is the date.
  nights.breaks = week_of({{"mon-fri", {"22:00-24:00"}}});
  const Calendar midnight = compiled(nights);
  CHECK(show(midnight.next_opening(arrivals[1])) == "2101-01-01 00:00");
  for (const std::string text : {"1 day, rolled forward", "1 day, rolled forward; end same-time", "1 day"}) {
    CAPTURE(text);
    const Limit first = limit(text + "; start next-opening; first-day include");
    CHECK(due_at(midnight, first, arrivals[0]));
    CHECK(due_at(midnight, first, arrivals[1]).error().fault == Fault::out_of_range);
  }
}

TEST_CASE("open time inside a span") {
  const auto spans = counter_2023().spans(at("2023-03-06 10:00"), at("2023-03-07 10:00"));
  REQUIRE(spans.size() == 3);
  CHECK(spans[0] == Span{at("2023-03-06 10:00"), at("2023-03-06 11:30")});
  CHECK(spans[1] == Span{at("2023-03-06 13:30"), at("2023-03-06 17:30")});
  CHECK(spans[2] == Span{at("2023-03-07 09:00"), at("2023-03-07 10:00")});
  CHECK(counter_2023().spans(at("2023-03-06 11:30"), at("2023-03-06 13:30")).empty());
}

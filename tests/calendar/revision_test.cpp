// Revisions: what an amended notice changes, date by date and for the deadlines it meets.
#include "hotline/calendar/revision.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

CalendarSpec office_spec() {
  CalendarSpec spec = spec_of("Asia/Shanghai", {{"mon-fri", {"09:00-17:30"}}});
  spec.name = "office";
  spec.make_up = std::chrono::Monday;
  return spec;
}

Calendar office_as_of(const std::string& known, std::uint32_t number = 1) {
  CalendarSpec spec = office_spec();
  spec.revision = {number, date(known)};
  spec.holidays.push_back(holiday_set("cn-statutory", date(known)).value());
  return compiled(spec);
}

std::string told(const CalendarDay& day) {
  std::string text = day.windows.empty() ? " closed" : "";
  for (const Window& window : day.windows) text += " " + to_text(window);
  return text + " '" + day.why + "'";
}

std::string told(const std::vector<ChangedDay>& changed) {
  std::string text;
  for (const ChangedDay& day : changed)
    text += to_text(day.before.date) + told(day.before) + " ->" + told(day.after) + "\n";
  return text;
}

}  // namespace

TEST_CASE("diff lists the dates of an amended arrangement and nothing else") {
  struct Row {
    std::string why, before, after, changed;
  };
  const Row rows[] = {
      {"2019: Labour Day grows from one day to four, two Sundays make up", "2019-03-21", "2019-03-22",
       "2019-04-28 closed 'weekend' -> 09:00-17:30 'make-up working day (国办发明电〔2019〕3号)'\n"
       "2019-05-02 09:00-17:30 'weekday' -> closed '劳动节 Labour Day (国办发明电〔2019〕3号)'\n"
       "2019-05-03 09:00-17:30 'weekday' -> closed '劳动节 Labour Day (国办发明电〔2019〕3号)'\n"
       "2019-05-05 closed 'weekend' -> 09:00-17:30 'make-up working day (国办发明电〔2019〕3号)'\n"},
      {"2020: Spring Festival is extended while it lasts", "2020-01-25", "2020-01-26",
       "2020-01-31 09:00-17:30 'weekday' -> closed '春节 Spring Festival (国办发明电〔2020〕1号)'\n"
       "2020-02-01 09:00-17:30 'make-up working day (国办发明电〔2019〕16号)' -> closed '春节 Spring Festival "
       "(国办发明电〔2020〕1号)'\n"},
      {"nothing was announced in between", "2020-03-01", "2020-05-01", ""},
      {"one with itself", "2023-01-01", "2023-01-01", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Calendar before = office_as_of(row.before);
    const Calendar after = office_as_of(row.after);
    CHECK(told(diff(before, after)) == row.changed);
    CHECK((digest(before) == digest(after)) == row.changed.empty());
  }
}

TEST_CASE("what a notice takes back is a change as well") {
  const auto changed = diff(office_as_of("2020-01-26"), office_as_of("2020-01-25"));
  REQUIRE(changed.size() == 2);
  CHECK(to_text(changed[1].before.date) == "2020-02-01");
  CHECK(changed[1].before.windows.empty());
  CHECK(changed[1].after.why == "make-up working day (国办发明电〔2019〕16号)");
}

TEST_CASE("only windows make a change") {
  struct Row {
    std::string why;
    CalendarSpec spec;
    std::size_t changed;
  };
  const auto with = [](auto change) {
    CalendarSpec spec = office_spec();
    change(spec);
    return spec;
  };
  const Date tuesday = date("2023-03-07");
  const Row rows[] = {
      {"the same", office_spec(), 0},
      {"another name and number", with([](CalendarSpec& spec) { spec.name = "b", spec.revision.number = 7; }), 0},
      {"a name for a day that opens as before", with([&](CalendarSpec& spec) {
         spec.days = {{tuesday, tuesday, std::chrono::Monday, "market day"}};
       }),
       0},
      {"a Saturday that stays closed", with([](CalendarSpec& spec) {
         spec.days = {{date("2023-03-04"), date("2023-03-04"), Hours{}, "repairs"}};
       }),
       0},
      {"a day closed a minute earlier", with([&](CalendarSpec& spec) {
         spec.days = {{tuesday, tuesday, Hours{parse_window("09:00-17:29").value()}, "staff meeting"}};
       }),
       1},
      {"both ends of a range", with([](CalendarSpec& spec) {
         spec.days = {{date("2023-03-03"), date("2023-03-06"), Hours{}, "flood"}};
       }),
       2},
  };
  const Calendar office = compiled(office_spec());
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Calendar other = compiled(row.spec);
    CHECK(diff(office, other).size() == row.changed);
    CHECK((digest(office) == digest(other)) == (row.changed == 0));
  }
}

TEST_CASE("a zone of another name changes every working date") {
  CalendarSpec moved = office_spec();
  moved.zone = zone_of("+08:00");
  const Calendar office = compiled(office_spec());
  const auto changed = diff(office, compiled(moved));
  CHECK(to_text(changed.front().before.date) == "1970-01-01");
  CHECK(changed.size() == 34'177);  // Mondays to Fridays of 1970 to 2100
  CHECK(digest(office) != digest(compiled(moved)));
}

// Written down, so that a digest kept by a host means the same for later builds on any machine.
TEST_CASE("a digest is what it was") { CHECK(digest(compiled(office_spec())) == "b841603577fdca482e3a20c030b56e20"); }

TEST_CASE("years tell when two calendars begin to count otherwise") {
  const auto differing = [](const Calendar& a, const Calendar& b) {
    const auto left = coordinates_by_year(a), right = coordinates_by_year(b);
    REQUIRE(left.size() == 131);
    REQUIRE(right.size() == 131);
    std::vector<int> years;
    for (std::size_t i = 0; i < left.size(); ++i)
      if (left[i] != right[i]) years.push_back(1970 + static_cast<int>(i));
    CHECK((coordinates(a) == coordinates(b)) == years.empty());
    return years;
  };
  const Calendar announced = office_as_of("2020-01-20");
  CHECK(differing(announced, office_as_of("2020-01-20")) == std::vector<int>{});
  CHECK(differing(announced, office_as_of("2020-01-27")) == std::vector<int>{2020});
  CalendarSpec shorter = office_spec();
  shorter.week = spec_of("Asia/Shanghai", {{"mon-fri", {"09:00-17:00"}}}).week;
  CHECK(differing(compiled(office_spec()), compiled(shorter)).size() == 131);
  // Asked again, or of a copy, it is the same.
  const Calendar copy = announced;
  CHECK(coordinates(copy) == coordinates(announced));
}

TEST_CASE("T5: a deadline names the revision it used") {
  struct Row {
    std::string why, dispatched, known, due;
    std::uint32_t number;
  };
  const Row rows[] = {
      {"2019 as first announced", "2019-04-25 10:00", "2019-03-21", "2019-05-03 17:30", 1},
      {"2019 as changed: a make-up Sunday", "2019-04-25 10:00", "2019-03-22", "2019-05-05 17:30", 2},
      {"2020 as first announced", "2020-01-21 10:00", "2020-01-25", "2020-02-03 17:30", 1},
      {"2020 as extended", "2020-01-21 10:00", "2020-01-26", "2020-02-05 17:30", 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Calendar office = office_as_of(row.known, row.number);
    const Explanation story = explain(office, limit("5 working days"), at(row.dispatched)).value();
    CHECK(show(story.due) == row.due);
    CHECK(story.calendar == "office");
    CHECK(story.revision == Revision{row.number, date(row.known)});
  }
}

// Two that open on the same windows answer alike, whatever stands in their layers.
TEST_CASE("an empty diff means equal deadlines") {
  CalendarSpec by_day = office_spec();
  by_day.days = {{date("2023-03-03"), date("2023-03-06"), Hours{}, "flood"}};
  CalendarSpec by_set = office_spec();
  by_set.holidays = {
      {"floods", {{date("2023-03-03"), false, "flood", ""}, {date("2023-03-06"), false, "flood", ""}}, {}}};
  const Calendar a = compiled(by_day);
  const Calendar b = compiled(by_set);
  REQUIRE(diff(a, b).empty());
  for (const std::string text :
       {"2 working days", "9 working hours", "24 hours on working days", "1 day, rolled forward"})
    CHECK(due_at(a, limit(text), at("2023-03-02 16:00")) == due_at(b, limit(text), at("2023-03-02 16:00")));
}

// Calendars over one another: both open, either open.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "hotline/calendar/deadline.hpp"
#include "support/day_text.hpp"
#include "support/property.hpp"

using namespace hotline;
using namespace hotline::test;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

Calendar named(const std::string& name, const std::string& zone, const WeekText& week,
               const std::vector<DatedHours>& exceptions = {}) {
  CalendarSpec spec = spec_of(zone, week);
  spec.name = name;
  spec.days = exceptions;
  return compiled(spec);
}

Calendar office() {
  return named("office", "Asia/Shanghai", {{"mon-fri", {"09:00-12:00", "13:00-17:30"}}},
               {{date("2023-03-08"), date("2023-03-08"), Hours{}, "moving house"}});
}
Calendar bank() {
  return named("bank", "Asia/Shanghai", {{"tue-sat", {"10:00-16:00"}}},
               {{date("2023-03-09"), date("2023-03-09"), week_of({{"mon", {"18:00-19:00"}}}).days[0], "evening"}});
}
Calendar night() { return named("night", "Asia/Shanghai", {{"mon-fri", {"22:00-06:00"}}}); }

}  // namespace

TEST_CASE("both open and either open") {
  const Calendar both = Calendar::both("joint", {office(), bank()}).value();
  const Calendar either = Calendar::either("any", {office(), bank()}).value();
  struct Row {
    std::string why, date, both, either;
  };
  const Row rows[] = {
      {"both work", "2023-03-07", "10:00-12:00 13:00-16:00 | office: weekday; bank: weekday",
       "09:00-17:30 | office: weekday; bank: weekday"},
      {"one rests", "2023-03-06", "closed | bank: weekend", "09:00-12:00 13:00-17:30 | office: weekday"},
      {"the other rests", "2023-03-04", "closed | office: weekend", "10:00-16:00 | bank: weekday"},
      {"both rest", "2023-03-05", "closed | office: weekend; bank: weekend", "closed | office: weekend; bank: weekend"},
      {"one has an exception", "2023-03-08", "closed | office: moving house", "10:00-16:00 | bank: weekday"},
      {"both work and never at once", "2023-03-09", "closed | office: weekday; bank: evening; never open at once",
       "09:00-12:00 13:00-17:30 18:00-19:00 | office: weekday; bank: evening"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(day_text(both, row.date) == row.both);
    CHECK(day_text(either, row.date) == row.either);
  }
  CHECK(both.name() == "joint");
  CHECK(show(due_at(both, limit("6 working hours"), at("2023-03-07 09:00"))) == "2023-03-10 11:00");
  CHECK(show(due_at(either, limit("1 working day"), at("2023-03-03 09:00"))) == "2023-03-04 16:00");
}

TEST_CASE("a night that meets a morning keeps each date its own") {
  const Calendar morning = named("morning", "Asia/Shanghai", {{"mon-fri", {"05:00-12:00"}}});
  const Calendar either = Calendar::either("any", {night(), morning}).value();
  CHECK(day_text(either, "2023-03-06") == "05:00-12:00 22:00-29:00 | night: weekday; morning: weekday");
  CHECK(day_text(either, "2023-03-07") == "05:00-12:00 22:00-29:00 | night: weekday; morning: weekday");
  CHECK(day_text(either, "2023-03-10") == "05:00-12:00 22:00-30:00 | night: weekday; morning: weekday");
  const Calendar both = Calendar::both("joint", {night(), morning}).value();
  CHECK(day_text(both, "2023-03-07") == "05:00-06:00 | night: weekday; morning: weekday");
  const Calendar always = named("always", "Asia/Shanghai", {{"mon-sun", {"00:00-24:00"}}});
  CHECK(day_text(Calendar::either("any", {always, night()}).value(), "2023-03-05") == "00:00-24:00 | always: weekday");
}

TEST_CASE("combined calendars combine again and know what their parts know") {
  const Calendar pair = Calendar::either("pair", {office(), bank()}).value();
  const Calendar all = Calendar::both("all", {pair, office_2023(), counter_2023()}).value();
  CHECK(day_text(all, "2023-03-06") ==
        "09:00-11:30 13:30-17:30 | pair: office: weekday; office: weekday; office: weekday");
  CHECK(all.known_until() == date("2026-12-28"));
}

TEST_CASE("calendars that cannot be combined are refused by name") {
  const Calendar weekend = named("weekend", "Asia/Shanghai", {{"sun", {"09:00-12:00"}}});
  const Calendar tokyo = named("tokyo", "Asia/Tokyo", {{"mon", {"09:00-12:00"}}});
  CHECK(message(Calendar::both("joint", {office(), weekend})) ==
        "calendar 'joint' is never open: 'office' and 'weekend' are never open at once");
  CHECK(message(Calendar::both("joint", {office()})) ==
        "calendar 'joint' combines fewer than two calendars: write both = [\"office\", \"bank\"]");
  CHECK(message(Calendar::either("any", {})) ==
        "calendar 'any' combines fewer than two calendars: write either = [\"office\", \"bank\"]");
  CHECK(message(Calendar::either("any", {office(), tokyo})) ==
        "calendar 'any' combines 'office' in Asia/Shanghai and 'tokyo' in Asia/Tokyo: only calendars of one zone share "
        "their dates");
}

TEST_CASE("both is open exactly while all are and either while any is") {
  CHECK(counterexample(25, [] {
          const auto pick = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
          const std::string zone = pick(0, 1) == 0 ? "America/New_York" : "Australia/Lord_Howe";
          const auto random_calendar = [&](const std::string& name) {
            WeekText week;
            for (const char* day : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}) {
              const int open = pick(0, 46);
              const int close = std::min(open + pick(1, 16), 47);
              const auto clock = [](int half) {
                return (half < 20 ? "0" : "") + std::to_string(half / 2) + (half % 2 == 0 ? ":00" : ":30");
              };
              if (pick(0, 4) > 0) week.push_back({day, {clock(open) + "-" + clock(close)}});
            }
            week.push_back({"mon", {"23:30-24:00"}});
            return named(name, zone, week);
          };
          const std::vector<Calendar> parts = {random_calendar("a"), random_calendar("b"), random_calendar("c")};
          const Calendar both = Calendar::both("both", parts).value();
          const Calendar either = Calendar::either("either", parts).value();
          const Zone& there = parts[0].zone();
          for (int i = 0; i < 60; ++i) {
            const Instant around = there.next_transition(sys_days{days{pick(8'000, 20'000)}});
            const Instant at = around + seconds{1'800 * pick(-400, 400) + pick(-1, 1)};
            const auto open = [at](const Calendar& part) { return part.is_open(at); };
            RC_ASSERT(both.is_open(at) == std::all_of(parts.begin(), parts.end(), open));
            RC_ASSERT(either.is_open(at) == std::any_of(parts.begin(), parts.end(), open));
            const Date date{sys_days{std::chrono::floor<days>(there.to_local(at).time_since_epoch())}};
            const auto works = [&](const Calendar& part) { return !part.day(date).windows.empty(); };
            RC_ASSERT(works(either) == std::any_of(parts.begin(), parts.end(), works));
          }
          const Instant from = sys_days{days{pick(8'000, 20'000)}};
          const Instant to = from + days{pick(0, 90)};
          const auto sum = [&](const Calendar& of) { return worked_between(of, from, to); };
          const Calendar first_two = Calendar::both("ab", {parts[0], parts[1]}).value();
          const Calendar any_two = Calendar::either("ab", {parts[0], parts[1]}).value();
          RC_ASSERT(sum(first_two) + sum(any_two) == sum(parts[0]) + sum(parts[1]));
        }) == "");
}

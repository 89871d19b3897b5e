// The compiled calendar against the slow one, and the laws that lines and sums keep, on random calendars.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/line.hpp"
#include "hotline/calendar/query.hpp"
#include "support/calendars.hpp"
#include "support/property.hpp"
#include "support/scenes.hpp"

using namespace hotline;
using namespace hotline::test;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

// Far enough from 1970 and 2100 for every question to have an answer.
struct Stage : Scene {
  Stage() : Stage(rapidcheck_dice()) {}
  explicit Stage(Dice with) : Scene(random_scene(with)), dice(std::move(with)) {
    RC_PRE(moments.front() > sys_days{days{400}} && moments.front() < sys_days{days{46'000}});
  }
  Instant instant() { return random_instant(dice, slow, moments.front()); }
  Limit limit() { return random_limit(dice); }
  int pick(int low, int high) { return dice.pick(low, high); }

  Dice dice;
};

// The same dates and hours, weeks later.
CalendarSpec moved(CalendarSpec spec, days by) {
  for (HolidaySet& set : spec.holidays)
    for (Holiday& holiday : set.days) holiday.date = sys_days{holiday.date} + by;
  for (DatedHours& exception : spec.days) {
    exception.from = sys_days{exception.from} + by;
    exception.to = sys_days{exception.to} + by;
  }
  return spec;
}

void expect(const std::string& what, bool holds) {
  if (!holds) RC_FAIL(what);
}

constexpr int questions = 24;  // to each calendar, since compiling it is what takes time

}  // namespace

TEST_CASE("due instants are those of the slow calendar") {
  CHECK(counterexample(60, [] {
          Stage stage;
          const Calendar& calendar = stage.calendar;
          const Zone& zone = calendar.zone();
          for (int i = 0; i < questions; ++i) {
            const Instant from = stage.instant();
            const Limit limit = stage.limit();
            const Result<Instant> due = due_at(calendar, limit, from);
            const Instant expected = stage.slow.due(limit, from).value();
            expect(zone.name() + " " + to_text(limit) + " from " + to_text(from, zone) + ": " + show(due, zone) +
                       " and not " + show(expected, zone),
                   due == expected);
            expect("deemed", deemed_received(calendar, limit, from).value() == stage.slow.deemed(limit, from));
          }
        }) == "");
}

TEST_CASE("open time is that of the slow calendar") {
  CHECK(counterexample(60, [] {
          Stage stage;
          const Calendar& calendar = stage.calendar;
          for (int i = 0; i < questions; ++i) {
            const Instant a = stage.instant();
            const Instant b = stage.instant();
            const seconds worked = stage.slow.worked(std::min(a, b), std::max(a, b));
            expect("worked", worked_between(calendar, a, b) == (a <= b ? worked : -worked));
            expect("open", calendar.is_open(a) == stage.slow.is_open(a));
            seconds sum{0};
            for (const Span& span : calendar.spans(std::min(a, b), std::max(a, b))) sum += span.close - span.open;
            expect("spans", sum == worked);
          }
        }) == "");
}

TEST_CASE("the law of lines: when(k) <= t exactly when k <= reached(t)") {
  CHECK(counterexample(60, [] {
          Stage stage;
          const Calendar& calendar = stage.calendar;
          for (int i = 0; i < questions; ++i) {
            const Limit limit = stage.limit();
            const Instant from = stage.instant();
            const Line line = line_for(calendar, limit, from).value();
            const Instant t = stage.instant();
            const Key reached = line.reached(t);
            for (const Key k :
                 {reached, reached + 1, reached + stage.pick(-200, 200), reached + stage.pick(-90'000, 90'000)}) {
              const Result<Instant> when = line.when(k);
              if (!when) continue;
              expect(to_text(limit) + " key " + std::to_string(k) + " when " + show(when, calendar.zone()) + " t " +
                         show(t, calendar.zone()) + " reached " + std::to_string(reached),
                     (*when <= t) == (k <= reached));
            }
            const Key key = reached + stage.pick(1, 90'000);
            if (const Result<Instant> when = line.when(key)) {
              expect(to_text(limit) + ": a key is reached when it says", line.reached(*when) >= key);
              expect(to_text(limit) + ": and not a second before", line.reached(*when - seconds{1}) < key);
            }
            expect("reached never decreases", line.reached(t - seconds{1}) <= reached);
            expect("counted never passes what is reached by more than its step",
                   line.counted(t - seconds{1}) <= line.counted(t));
          }
        }) == "");
}

TEST_CASE("sums of working time") {
  CHECK(counterexample(60, [] {
          Stage stage;
          const Calendar& calendar = stage.calendar;
          const auto after = [&](Instant start, int length) {
            return due_at(calendar, Limit{.counting = Counting::working_time, .amount = length}, start).value();
          };
          for (int i = 0; i < questions; ++i) {
            const Instant s = stage.instant();
            const Instant t = stage.instant();
            const Instant u = stage.instant();
            const int a = stage.pick(1, 90'000);
            const int b = stage.pick(1, 90'000);
            expect("between(s, add(s, n)) = n", worked_between(calendar, s, after(s, a)) == seconds{a});
            expect("add(add(s, a), b) = add(s, a + b)", after(after(s, a), b) == after(s, a + b));
            expect("between adds up",
                   worked_between(calendar, s, t) + worked_between(calendar, t, u) == worked_between(calendar, s, u));
            expect("open is a second's worth",
                   calendar.is_open(s) == (worked_between(calendar, s, s + seconds{1}) == seconds{1}));
            expect("nothing added changes nothing", after(s, 0) == s);
          }
        }) == "");
}

TEST_CASE("working time never decreases and gains at most a second each second") {
  CHECK(counterexample(60, [] {
          Stage stage;
          for (int i = 0; i < questions; ++i) {
            const Instant a = stage.instant();
            const Instant b = stage.instant();
            const Instant next = a + seconds{1};
            const seconds step = worked_between(stage.calendar, a, next);
            expect("a step", step == seconds{0} || step == seconds{1});
            const seconds sum = worked_between(stage.calendar, std::min(a, b), std::max(a, b));
            expect("a stretch", seconds{0} <= sum && sum <= std::max(a, b) - std::min(a, b));
            expect("nothing in nothing", worked_between(stage.calendar, a, a) == seconds{0});
          }
        }) == "");
}

TEST_CASE("what is taken away again leaves the next opening") {
  CHECK(counterexample(60, [] {
          Stage stage;
          for (int i = 0; i < questions / 2; ++i) {
            const Instant start = stage.instant();
            const Limit limit{.counting = Counting::working_time, .amount = stage.pick(1, 90'000)};
            const Instant due = due_at(stage.calendar, limit, start).value();
            expect("sub(add(s, n), n) = next_open(s)",
                   latest_start(stage.calendar, limit, due).value() == stage.calendar.next_opening(start).value());
          }
        }) == "");
}

TEST_CASE("as many working days lie between as were added") {
  CHECK(counterexample(60, [] {
          Stage stage;
          const auto date_of = [&](Instant at) { return Date{stage.slow.date_of(at)}; };
          for (int i = 0; i < questions; ++i) {
            const Instant start = stage.instant();
            const int n = stage.pick(1, 30);
            const Limit limit{.counting = Counting::working_days, .amount = n, .end = End::midnight};
            const Date last = date_of(due_at(stage.calendar, limit, start).value() - seconds{1});
            expect("count(offset(d, k)) = k", working_days_between(stage.calendar, date_of(start), last).value() == n);
            expect("the last of them is one", !stage.calendar.day(last).windows.empty());
          }
        }) == "");
}

TEST_CASE("a calendar moved by whole weeks moves its answers") {
  CHECK(counterexample(60, [] {
          Dice dice = rapidcheck_dice();
          const Zone zone = zone_of(dice.coin() ? "UTC" : "+05:45");
          const Instant around = sys_days{days{dice.pick(4'000, 40'000)}} + seconds{dice.pick(0, 86'399)};
          CalendarSpec spec = random_spec(dice, zone, {around});
          std::erase_if(spec.holidays, [](const HolidaySet& set) { return set.name == "yearly"; });
          const Scene here = scene_of(spec, {around});
          const days by{7 * dice.pick(-500, 500)};
          const Calendar there = compiled(moved(here.spec, by));
          for (int i = 0; i < questions; ++i) {
            const Instant a = random_instant(dice, here.slow, around);
            const Instant b = random_instant(dice, here.slow, around);
            const Limit limit = random_limit(dice);
            expect(to_text(limit),
                   due_at(there, limit, a + by).value() == due_at(here.calendar, limit, a).value() + by);
            expect("worked", worked_between(there, a + by, b + by) == worked_between(here.calendar, a, b));
            expect("open", there.is_open(a + by) == here.calendar.is_open(a));
          }
        }) == "");
}

TEST_CASE("readings keep their order") {
  CHECK(counterexample(60, [] {
          Stage stage;
          const Calendar& calendar = stage.calendar;
          for (int i = 0; i < questions; ++i) {
            const Instant start = stage.instant();
            const std::string n = std::to_string(stage.pick(1, 9));
            const auto due = [&](const std::string& text) { return due_at(calendar, limit(n + text), start).value(); };
            expect("elapsed time is over first",
                   due(" hours") <= std::min(due(" hours on working days"), due(" working hours")));
            // Hours of a night belong to a working day, the date they fall on may be none.
            if (!has_nights(stage.spec))
              expect("whole working days are over before windows",
                     due(" hours on working days") <= due(" working hours"));
            expect("day 1 included is no later", due(" working days; first-day include") <= due(" working days"));
            expect("rolled is no earlier", due(" days") <= due(" days, rolled forward"));
            for (const std::string text :
                 {" hours", " working hours", " hours on working days", " working days", " days, rolled forward"}) {
              const Instant later = start + seconds{stage.pick(0, 90'000)};
              expect("never decreasing in start: " + text,
                     due(text) <= due_at(calendar, limit(n + text), later).value());
            }
          }
        }) == "");
}

TEST_CASE("the latest start is the last second that is in time") {
  CHECK(counterexample(60, [] {
          Stage stage;
          const Calendar& calendar = stage.calendar;
          for (int i = 0; i < questions / 4; ++i) {
            const Limit limit = stage.limit();
            const Instant due = stage.slow.due(limit, stage.instant()).value();
            const Instant start = latest_start(calendar, limit, due).value();
            expect(to_text(limit) + " is late", due_at(calendar, limit, start).value() <= due);
            for (const int later : {1, 60, 3'600, stage.pick(1, 900'000)})
              expect(to_text(limit) + " by " + show(due, calendar.zone()) + ": later than " +
                         show(start, calendar.zone()) + " is in time too",
                     due_at(calendar, limit, start + seconds{later}).value() > due);
          }
        }) == "");
}

TEST_CASE("an explanation adds up to its limit") {
  CHECK(counterexample(60, [] {
          Stage stage;
          const Calendar& calendar = stage.calendar;
          for (int i = 0; i < questions; ++i) {
            const Limit limit = stage.limit();
            const Instant from = stage.instant();
            const Explanation story = explain(calendar, limit, from).value();
            std::int64_t sum = 0;
            for (const ExplainedDay& day : story.days) sum += day.amount;
            expect(to_text(limit) + " from " + to_text(from, calendar.zone()) + " due " +
                       to_text(story.due, calendar.zone()) + " sum " + std::to_string(sum),
                   sum == limit.amount);
          }
        }) == "");
}

// The compiled calendar against the slow one, and the laws that lines and sums keep, on random calendars.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/line.hpp"
#include "support/calendars.hpp"
#include "support/property.hpp"
#include "support/slow_calendar.hpp"

using namespace hotline;
using namespace hotline::test;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

// Zones that have done what zones do: half hours, midnights, whole dates, negative and double summer time.
const std::vector<std::string> zones = {
    "UTC",          "Asia/Shanghai",    "America/New_York",  "Australia/Lord_Howe", "Pacific/Apia",
    "Asia/Beirut",  "America/Havana",   "America/St_Johns",  "Africa/Casablanca",   "America/Sao_Paulo",
    "+05:45",       "Europe/Dublin",    "Pacific/Kwajalein", "Antarctica/Troll",    "Antarctica/Casey",
    "Africa/Cairo", "America/Asuncion", "Africa/Monrovia"};

int pick(int low, int high) { return *rc::gen::inRange(low, high + 1); }
bool coin() { return pick(0, 1) == 1; }

template <class T>
const T& one_of(const std::vector<T>& choices) {
  return choices[static_cast<std::size_t>(pick(0, static_cast<int>(choices.size()) - 1))];
}

// Up to three windows from a few cuts of the day, some past its end.
Hours random_hours(int last_hour) {
  std::vector<seconds> cuts;
  for (int i = 2 * pick(0, 3); i > 0; --i) {
    const seconds cut = std::chrono::minutes{30 * pick(0, 2 * last_hour)} + seconds{coin() ? 0 : pick(-1, 1)};
    cuts.push_back(std::clamp(cut, seconds{0}, seconds{std::chrono::hours{last_hour}}));
  }
  std::sort(cuts.begin(), cuts.end());
  Hours hours;
  for (std::size_t i = 0; i + 1 < cuts.size(); i += 2)
    if (cuts[i] < cuts[i + 1] && cuts[i] < std::chrono::hours{24}) hours.push_back({cuts[i], cuts[i + 1]});
  return in_order(hours).value_or(Hours{});
}

struct Scene {
  CalendarSpec spec;
  Instant around;  // where something may happen
};

// A date at random, or one at which the zone changes its clock.
Instant random_moment(const Zone& zone) {
  const Instant moment = sys_days{days{pick(400, 46'000)}} + seconds{pick(0, 86'399)};
  const Instant change = zone.next_transition(moment);
  return coin() && change < sys_days{days{46'000}} ? change : moment;
}

Scene random_scene() {
  Scene scene;
  scene.spec.name = "random";
  scene.spec.zone = zone_of(one_of(zones));
  scene.around = random_moment(scene.spec.zone);
  const bool nights = coin();
  for (Hours& hours : scene.spec.week.days) hours = random_hours(nights ? 30 : 24);
  const sys_days today = std::chrono::floor<days>(scene.around);
  HolidaySet set{"set", {}, std::nullopt};
  for (int offset = -6; offset < 20; offset += pick(1, 6)) set.days.push_back({today + days{offset}, coin(), "", ""});
  scene.spec.make_up = std::chrono::weekday{static_cast<unsigned>(pick(0, 6))};
  if (scene.spec.week.on(*scene.spec.make_up).empty())
    scene.spec.week.on(*scene.spec.make_up) = {{std::chrono::hours{9}, std::chrono::hours{17}}};
  if (coin()) scene.spec.holidays.push_back(set);
  for (int i = pick(0, 3); i > 0; --i) {
    const sys_days from = today + days{pick(-4, 12)};
    scene.spec.days.push_back({from, from + days{pick(0, 3)}, random_hours(24), ""});
  }
  return scene;
}

// Most random calendars with nights overlap somewhere: those keep to their own dates.
Calendar compile(CalendarSpec& spec) {
  Result<Calendar> calendar = Calendar::compile(spec);
  if (calendar) return *calendar;
  RC_PRE(calendar.error().message.find("overlaps") != std::string::npos);
  const auto keep = [](Hours& hours) {
    for (Window& window : hours) window.close = std::min(window.close, seconds{std::chrono::hours{24}});
  };
  for (Hours& hours : spec.week.days) keep(hours);
  return compiled(spec);
}

// Instants within days of a moment, often on an edge of a window or of a date.
Instant random_instant(const SlowCalendar& slow, Instant around) {
  const sys_days date = slow.date_of(around) + days{pick(-3, 6)};
  const std::vector<Span> spans = slow.spans_on(date);
  const seconds nudge{pick(-1, 1)};
  switch (pick(0, 3)) {
    case 0:
      return slow.midnight(date) + nudge;
    case 1:
      return around + seconds{pick(-7'200, 7'200)};
    case 2:
      if (!spans.empty()) return (coin() ? one_of(spans).open : one_of(spans).close) + nudge;
      [[fallthrough]];
    default:
      return slow.midnight(date) + seconds{pick(0, 86'399)};
  }
}

Limit random_limit() {
  const std::vector<std::string> texts = {"hours",        "working hours", "hours on working days",
                                          "working days", "days",          "days, rolled forward"};
  const std::string text = one_of(texts);
  Limit limit = hotline::test::limit(std::to_string(pick(1, 12)) + " " + text);
  if (!counts_days(limit.counting)) limit.amount += pick(-1, 1) * pick(1, 1'800);
  const int start = pick(0, 2);
  limit.start = start == 0 ? Start::at_once : start == 1 ? Start::next_opening : Start::cut_off;
  if (limit.start == Start::cut_off) limit.cut_off = std::chrono::minutes{30 * pick(0, 48)};
  if (!counts_days(limit.counting)) return limit;
  limit.first_day = coin() ? FirstDay::include : FirstDay::exclude;
  if (coin()) limit.end = coin() ? End::same_time : End::midnight;
  return limit;
}

bool has_nights(const CalendarSpec& spec) {
  const auto past_midnight = [](const Hours& hours) {
    return !hours.empty() && hours.back().close > std::chrono::hours{24};
  };
  return std::any_of(spec.week.days.begin(), spec.week.days.end(), past_midnight);
}

void expect(const std::string& what, bool holds) {
  if (!holds) RC_FAIL(what);
}

constexpr int questions = 24;  // to each calendar, since compiling it is what takes time

}  // namespace

TEST_CASE("due instants are those of the slow calendar") {
  CHECK(counterexample(60, [] {
          Scene scene = random_scene();
          const Calendar calendar = compile(scene.spec);
          const SlowCalendar slow(scene.spec);
          const Zone& zone = calendar.zone();
          for (int i = 0; i < questions; ++i) {
            const Instant from = random_instant(slow, scene.around);
            const Limit limit = random_limit();
            const Result<Instant> due = due_at(calendar, limit, from);
            const Instant expected = slow.due(limit, from);
            expect(zone.name() + " " + to_text(limit) + " from " + to_text(from, zone) + ": " + show(due, zone) +
                       " and not " + show(expected, zone),
                   due == expected);
            expect("deemed", deemed_received(calendar, limit, from) == slow.deemed(limit, from));
          }
        }) == "");
}

TEST_CASE("open time is that of the slow calendar") {
  CHECK(counterexample(60, [] {
          Scene scene = random_scene();
          const Calendar calendar = compile(scene.spec);
          const SlowCalendar slow(scene.spec);
          for (int i = 0; i < questions; ++i) {
            const Instant a = random_instant(slow, scene.around);
            const Instant b = random_instant(slow, scene.around);
            const seconds worked = slow.worked(std::min(a, b), std::max(a, b));
            expect("worked", worked_between(calendar, a, b) == (a <= b ? worked : -worked));
            expect("open", calendar.is_open(a) == slow.is_open(a));
            seconds sum{0};
            for (const Span& span : calendar.spans(std::min(a, b), std::max(a, b))) sum += span.close - span.open;
            expect("spans", sum == worked);
          }
        }) == "");
}

TEST_CASE("the law of lines: when(k) <= t exactly when k <= reached(t)") {
  CHECK(counterexample(60, [] {
          Scene scene = random_scene();
          const Calendar calendar = compile(scene.spec);
          const SlowCalendar slow(scene.spec);
          for (int i = 0; i < questions; ++i) {
            const Limit limit = random_limit();
            const Instant from = random_instant(slow, scene.around);
            const Line line = line_for(calendar, limit, from).value();
            const Instant t = random_instant(slow, scene.around);
            const Key reached = line.reached(t);
            for (const Key k : {reached, reached + 1, reached + pick(-200, 200), reached + pick(-90'000, 90'000)}) {
              const Result<Instant> when = line.when(k);
              if (!when) continue;
              expect(to_text(limit) + " key " + std::to_string(k) + " when " + show(when, calendar.zone()) + " t " +
                         show(t, calendar.zone()) + " reached " + std::to_string(reached),
                     (*when <= t) == (k <= reached));
            }
            const Key key = reached + pick(1, 90'000);
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
          Scene scene = random_scene();
          const Calendar calendar = compile(scene.spec);
          const SlowCalendar slow(scene.spec);
          const auto after = [&](Instant start, int length) {
            return due_at(calendar, Limit{.counting = Counting::working_time, .amount = length}, start).value();
          };
          for (int i = 0; i < questions; ++i) {
            const Instant s = random_instant(slow, scene.around);
            const Instant t = random_instant(slow, scene.around);
            const Instant u = random_instant(slow, scene.around);
            const int a = pick(1, 90'000);
            const int b = pick(1, 90'000);
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

TEST_CASE("readings keep their order") {
  CHECK(counterexample(60, [] {
          Scene scene = random_scene();
          const Calendar calendar = compile(scene.spec);
          const SlowCalendar slow(scene.spec);
          for (int i = 0; i < questions; ++i) {
            const Instant start = random_instant(slow, scene.around);
            const std::string n = std::to_string(pick(1, 9));
            const auto due = [&](const std::string& text) { return due_at(calendar, limit(n + text), start).value(); };
            expect("elapsed time is over first",
                   due(" hours") <= std::min(due(" hours on working days"), due(" working hours")));
            // Hours of a night belong to a working day, the date they fall on may be none.
            if (!has_nights(scene.spec))
              expect("whole working days are over before windows",
                     due(" hours on working days") <= due(" working hours"));
            expect("day 1 included is no later", due(" working days; first-day include") <= due(" working days"));
            expect("rolled is no earlier", due(" days") <= due(" days, rolled forward"));
            for (const std::string text :
                 {" hours", " working hours", " hours on working days", " working days", " days, rolled forward"}) {
              const Instant later = start + seconds{pick(0, 90'000)};
              expect("never decreasing in start: " + text,
                     due(text) <= due_at(calendar, limit(n + text), later).value());
            }
          }
        }) == "");
}

TEST_CASE("the latest start is the last second that is in time") {
  CHECK(counterexample(60, [] {
          Scene scene = random_scene();
          const Calendar calendar = compile(scene.spec);
          const SlowCalendar slow(scene.spec);
          for (int i = 0; i < questions / 4; ++i) {
            const Limit limit = random_limit();
            const Instant due = slow.due(limit, random_instant(slow, scene.around));
            const Instant start = latest_start(calendar, limit, due).value();
            expect(to_text(limit) + " is late", due_at(calendar, limit, start).value() <= due);
            for (const int later : {1, 60, 3'600, pick(1, 900'000)})
              expect(to_text(limit) + " by " + show(due, calendar.zone()) + ": later than " +
                         show(start, calendar.zone()) + " is in time too",
                     due_at(calendar, limit, start + seconds{later}).value() > due);
          }
        }) == "");
}

TEST_CASE("an explanation adds up to its limit") {
  CHECK(counterexample(60, [] {
          Scene scene = random_scene();
          const Calendar calendar = compile(scene.spec);
          const SlowCalendar slow(scene.spec);
          for (int i = 0; i < questions; ++i) {
            const Limit limit = random_limit();
            const Instant from = random_instant(slow, scene.around);
            const Explanation story = explain(calendar, limit, from).value();
            std::int64_t sum = 0;
            for (const ExplainedDay& day : story.days) sum += day.amount;
            expect(to_text(limit) + " from " + to_text(from, calendar.zone()) + " due " +
                       to_text(story.due, calendar.zone()) + " sum " + std::to_string(sum),
                   sum == limit.amount);
          }
        }) == "");
}

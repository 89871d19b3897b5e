// Where the processor answers eight questions at a time, the answers are those it gives one by one and those of the
// plain form, whatever the calendar, however many questions there are, and wherever one has no answer.
#include "calendar/eights.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "calendar/due.hpp"
#include "hotline/calendar/batch.hpp"
#include "support/calendars.hpp"
#include "support/scenes.hpp"

using namespace hotline;
using namespace hotline::test;
using std::chrono::seconds;

namespace {

const std::vector<Instant> nowhere = {Instant{seconds{INT64_MIN}}, Instant{seconds{INT64_MAX}},
                                      Instant{seconds{-1'000'000}}, Instant{seconds{5'000'000'000}}};

// Every second calendar is one of few windows a day, as offices are: such are what eights are made for.
Scene scene_at_random(Dice& dice) {
  Scene scene = random_scene(dice);
  if (dice.coin()) return scene;
  const auto hour = [&](int low, int high) { return std::chrono::hours{dice.pick(low, high)}; };
  CalendarSpec office;
  office.name = "office";
  office.zone = scene.spec.zone;
  office.make_up = std::chrono::Monday;
  if (dice.coin()) office.holidays = {holiday_set("cn-statutory").value()};
  const Hours hours = dice.coin() ? Hours{{hour(6, 9), hour(10, 12)}, {hour(13, 14), hour(15, 26)}}
                                  : Hours{{hour(0, 20), hour(21, 24)}};
  for (unsigned day = 1; day <= 5; ++day) office.week.on(std::chrono::weekday{day}) = hours;
  return scene_of(office, scene.moments);
}

Span span_of(const Timeline& timeline, Dice& dice) {
  return timeline[static_cast<std::size_t>(dice.pick(0, static_cast<int>(timeline.size()) - 1))];
}

// What a limit of working time, or of whole working days, is to be asked with: mostly one that starts and ends where a
// span does, or a second beside it.
std::int64_t seconds_between(const Timeline& timeline, Dice& dice, Instant from) {
  if (dice.one_in(3)) return dice.pick(1, 2'000'000);
  const std::int64_t between =
      timeline.before(count_of(span_of(timeline, dice).open)) - timeline.before(count_of(from));
  return std::abs(between) + dice.pick(0, 2);
}

// Often where the limits start, or beside an edge of the calendar, or at random; within the covered years.
Instant arrival(Dice& dice, const Scene& scene, Instant start) {
  const Calendar::Table& table = scene.calendar.table();
  const Span span = span_of(table.open, dice);
  const seconds beside{dice.pick(-1, 1)};
  Instant at = random_instant(dice, scene.slow, scene.moments.front());
  if (dice.one_in(2)) at = start + beside;
  if (dice.one_in(4)) at = span.open + beside;
  if (dice.one_in(4)) at = span.close + beside;
  if (dice.one_in(60)) at = instant_of(table.clock.begin());
  return std::clamp(at, instant_of(table.clock.begin()), instant_of(table.clock.end()));
}

std::vector<Limit> limits(Dice& dice, const Calendar::Table& table, Instant start) {
  return {{.counting = Counting::working_time, .amount = seconds_between(table.open, dice, start)},
          {.counting = Counting::whole_days, .amount = seconds_between(table.whole_days, dice, start)},
          {.counting = Counting::working_days, .amount = dice.pick(1, 300)},
          {.counting = Counting::working_days, .amount = INT64_MAX / 100},
          random_limit(dice)};
}

// Until the first that has no answer.
std::vector<Instant> one_by_one(const Calendar& calendar, const Limit& limit, std::span<const Instant> from) {
  std::vector<Instant> due;
  for (const Instant at : from) {
    const Result<Instant> found = due_at(calendar, limit, at);
    if (!found) break;
    due.push_back(*found);
  }
  return due;
}

bool begins(const std::vector<Instant>& expected, const std::vector<Instant>& due, std::size_t answered) {
  return answered <= expected.size() &&
         std::equal(due.begin(), due.begin() + static_cast<std::ptrdiff_t>(answered), expected.begin());
}

// Which form answers otherwise; nothing when none does.
std::string wrong(const Calendar& calendar, const Limit& limit, std::span<const Instant> from) {
  const std::vector<Instant> expected = one_by_one(calendar, limit, from);
  const bool all = expected.size() == from.size();
  std::vector<Instant> due(from.size());
  const std::size_t eights = due_in_eights(calendar.table(), limit, from, due.data());
  if (!begins(expected, due, eights)) return "in eights: " + to_text(limit);
  const std::size_t plain = due_plainly(calendar.table(), limit, from, due.data());
  if (plain != expected.size() || (all && due != expected)) return "plainly: " + to_text(limit);
  const Result<void> batch = due_at(calendar, limit, from, due);
  if (batch.has_value() != all || (all && due != expected)) return "a batch: " + to_text(limit);
  if (all) return "";
  const Error alone = due_at(calendar, limit, from[expected.size()]).error();
  const std::string message = "question " + std::to_string(expected.size()) + ": " + alone.message;
  return batch.error().message == message && batch.error().fault == alone.fault ? "" : batch.error().message;
}

std::string wrong_worked(const Calendar& calendar, const std::vector<Instant>& ends) {
  std::vector<Span> spans;
  for (std::size_t i = 1; i < ends.size(); ++i) spans.push_back({ends[i - 1], ends[i]});
  const std::vector<seconds> worked = worked_between(calendar, spans);
  for (std::size_t i = 0; i < spans.size(); ++i)
    if (worked[i] != worked_between(calendar, spans[i].open, spans[i].close)) return "worked: " + std::to_string(i);
  return "";
}

}  // namespace

TEST_CASE("eight at a time is answered as one by one") {
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    CAPTURE(seed);
    Dice dice = seeded(seed);
    const Scene scene = scene_at_random(dice);
    const Instant start = span_of(scene.calendar.table().open, dice).open;
    for (const Limit& limit : limits(dice, scene.calendar.table(), start))
      for (const std::size_t count : {dice.pick(0, 40), dice.pick(0, 40), dice.pick(120, 300)}) {
        CAPTURE(count);
        std::vector<Instant> from;
        while (from.size() < count) from.push_back(arrival(dice, scene, start));
        CHECK(wrong(scene.calendar, limit, from) == "");
        if (count > 1) CHECK(wrong(scene.calendar, limit, std::span(from).subspan(1)) == "");
        if (count > 0) from[static_cast<std::size_t>(dice.pick(0, static_cast<int>(count) - 1))] = dice.one_of(nowhere);
        CHECK(wrong(scene.calendar, limit, from) == "");
        CHECK(wrong_worked(scene.calendar, from) == "");
      }
  }
}

TEST_CASE("and wherever one of them has no answer") {
  const Calendar& office = counter_2023();
  for (const std::string text : {"8 working hours", "24 hours on working days", "2 working days"})
    for (const std::size_t count : {std::size_t{8}, std::size_t{17}, std::size_t{150}})
      for (std::size_t place = 0; place < count; ++place)
        for (const Instant at_no_time : nowhere) {
          CAPTURE(text);
          CAPTURE(count);
          CAPTURE(place);
          std::vector<Instant> from(count, at("2023-03-03 16:30"));
          from[place] = at_no_time;
          CHECK(wrong(office, limit(text), from) == "");
          from[place] = at("2100-12-31 23:00");
          CHECK(wrong(office, limit(text), from) == "");
          from[place] = at("1970-01-01 00:00");
          CHECK(wrong(office, limit(text), from) == "");
          CHECK(wrong_worked(office, from) == "");
        }
}

TEST_CASE("an office's questions are answered eight at a time where the processor can") {
#if defined(__x86_64__)
  const bool can = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
#else
  const bool can = false;
#endif
  const Calendar::Table& table = counter_2023().table();
  const std::vector<Instant> from(303, at("2023-03-03 16:30"));
  std::vector<Instant> due(from.size());
  for (const std::string text : {"8 working hours", "2 working days"}) {
    CAPTURE(text);
    CHECK(due_in_eights(table, limit(text), from, due.data()) == (can ? 296 : 0));
  }
  const std::vector<Span> spans(303, {at("2023-03-03 16:30"), at("2023-03-06 10:00")});
  std::vector<seconds> worked(spans.size());
  CHECK(worked_in_eights(table.open, spans, worked.data()) == (can ? 296 : 0));
}

// Why a deadline is when it is: every date with what it gave, and the sum is the limit, whatever stood in its way.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/calendar/line.hpp"
#include "hotline/calendar/query.hpp"
#include "support/calendars.hpp"
#include "support/property.hpp"

using namespace hotline;
using namespace hotline::test;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

std::string times(const std::vector<Span>& spans) {
  std::string text;
  for (const Span& span : spans) text += " " + show(span.open).substr(11) + "-" + show(span.close).substr(11);
  return text;
}

std::string told(const Explanation& story) {
  std::string text = "due " + show(story.due) + "\n";
  for (const ExplainedDay& day : story.days) {
    text += fmt::format("{} {}{}", to_text(day.date).substr(5), day.amount, times(day.counted));
    if (!day.paused.empty()) text += " paused" + times(day.paused);
    text += " " + day.why + "\n";
  }
  return text;
}

std::int64_t sum(const Explanation& story) {
  std::int64_t amount = 0;
  for (const ExplainedDay& day : story.days) amount += day.amount;
  return amount;
}

struct Row {
  std::string why, limit, from;
  std::vector<Pause> pauses;
  std::string story;
};

Pause pause(const std::string& from, const std::string& to) { return {at(from), at(to)}; }

void check(const Row& row) {
  CAPTURE(row.why);
  const Explanation story = explain(counter_2023(), limit(row.limit), at(row.from), row.pauses).value();
  CHECK(told(story) == row.story);
  CHECK(sum(story) == story.total);
}

}  // namespace

TEST_CASE("skipped days say why") {
  const Row rows[] = {
      {"a holiday with its notice and its make-up day",
       "3 working days",
       "2023-04-28 10:00",
       {},
       "due 2023-05-06 17:30\n"
       "04-28 0 weekday; the start date is not counted\n"
       "04-29 0 劳动节 Labour Day (国办发明电〔2022〕16号)\n"
       "04-30 0 劳动节 Labour Day (国办发明电〔2022〕16号)\n"
       "05-01 0 劳动节 Labour Day (国办发明电〔2022〕16号)\n"
       "05-02 0 劳动节 Labour Day (国办发明电〔2022〕16号)\n"
       "05-03 0 劳动节 Labour Day (国办发明电〔2022〕16号)\n"
       "05-04 1 09:00-11:30 13:30-17:30 weekday\n"
       "05-05 1 09:00-11:30 13:30-17:30 weekday\n"
       "05-06 1 09:00-11:30 13:30-17:30 make-up working day (国办发明电〔2022〕16号)\n"},
      {"received after closing",
       "2 working hours",
       "2023-03-03 18:00",
       {},
       "due 2023-03-06 11:00\n"
       "03-03 0 weekday; received after closing\n"
       "03-04 0 weekend\n"
       "03-05 0 weekend\n"
       "03-06 7200 09:00-11:00 weekday\n"},
      {"received after closing with day 1 included",
       "1 working day; first-day include",
       "2023-03-03 18:00",
       {},
       "due 2023-03-06 17:30\n"
       "03-03 0 weekday; received after closing\n"
       "03-04 0 weekend\n"
       "03-05 0 weekend\n"
       "03-06 1 09:00-11:30 13:30-17:30 weekday\n"},
      {"deemed received at the next opening",
       "1 working hour; start next-opening",
       "2023-03-03 18:00",
       {},
       "due 2023-03-06 10:00\n"
       "03-03 0 weekday; received after closing\n"
       "03-04 0 weekend; received later\n"
       "03-05 0 weekend; received later\n"
       "03-06 3600 09:00-10:00 weekday\n"},
      {"after the cut-off",
       "1 working day; start cut-off 17:00",
       "2023-03-03 17:10",
       {},
       "due 2023-03-07 17:30\n"
       "03-03 0 weekday; received after the cut-off\n"
       "03-04 0 weekend; received later\n"
       "03-05 0 weekend; received later\n"
       "03-06 0 weekday; the start date is not counted\n"
       "03-07 1 09:00-11:30 13:30-17:30 weekday\n"},
      {"on a rest day before the cut-off",
       "1 working day; start cut-off 17:00",
       "2023-03-04 10:00",
       {},
       "due 2023-03-07 17:30\n"
       "03-04 0 weekend; received later\n"
       "03-05 0 weekend; received later\n"
       "03-06 0 weekday; the start date is not counted\n"
       "03-07 1 09:00-11:30 13:30-17:30 weekday\n"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("pauses are told on the dates they touch") {
  const Row rows[] = {
      {"working time: what passes in the pause is not counted",
       "6 working hours",
       "2023-03-06 10:00",
       {pause("2023-03-06 11:00", "2023-03-06 14:30"), pause("2023-03-06 17:00", "2023-03-07 10:00")},
       "due 2023-03-07 14:30\n"
       "03-06 12600 10:00-11:00 14:30-17:00 paused 11:00-14:30 17:00-00:00 weekday\n"
       "03-07 9000 10:00-11:30 13:30-14:30 paused 00:00-10:00 weekday\n"},
      {"working days: it costs the days that close in it",
       "2 working days",
       "2023-03-03 10:00",
       {pause("2023-03-06 16:00", "2023-03-07 09:30")},
       "due 2023-03-08 17:30\n"
       "03-03 0 weekday; the start date is not counted\n"
       "03-04 0 weekend\n"
       "03-05 0 weekend\n"
       "03-06 0 paused 16:00-00:00 weekday; it ends in a pause\n"
       "03-07 1 09:00-11:30 13:30-17:30 paused 00:00-09:30 weekday\n"
       "03-08 1 09:00-11:30 13:30-17:30 weekday\n"},
      {"a pause within a day costs none",
       "1 working day",
       "2023-03-03 10:00",
       {pause("2023-03-06 10:00", "2023-03-06 12:00")},
       "due 2023-03-06 17:30\n"
       "03-03 0 weekday; the start date is not counted\n"
       "03-04 0 weekend\n"
       "03-05 0 weekend\n"
       "03-06 1 09:00-11:30 13:30-17:30 paused 10:00-12:00 weekday\n"},
      {"the same time of day keeps it",
       "1 working day; end same-time",
       "2023-03-03 10:00",
       {pause("2023-03-05 10:00", "2023-03-07 12:00")},
       "due 2023-03-07 12:00\n"
       "03-03 0 weekday; the start date is not counted\n"
       "03-04 0 weekend\n"
       "03-05 0 paused 10:00-00:00 weekend\n"
       "03-06 0 paused 00:00-00:00 weekday; it ends in a pause\n"
       "03-07 1 09:00-11:30 13:30-17:30 paused 00:00-12:00 weekday\n"},
      {"calendar days end at midnight",
       "1 day",
       "2023-03-03 10:00",
       {pause("2023-03-04 10:00", "2023-03-05 12:00")},
       "due 2023-03-06 00:00\n"
       "03-03 0 weekday; the start date is not counted\n"
       "03-04 0 paused 10:00-00:00 weekend; it ends in a pause\n"
       "03-05 1 paused 00:00-12:00 weekend\n"},
      {"days by the clock are told in seconds",
       "2 days; end same-time",
       "2023-03-03 10:00",
       {pause("2023-03-04 10:00", "2023-03-05 12:00")},
       "due 2023-03-06 12:00\n"
       "03-03 50400 10:00-00:00 weekday\n"
       "03-04 36000 00:00-10:00 paused 10:00-00:00 weekend\n"
       "03-05 43200 12:00-00:00 paused 00:00-12:00 weekend\n"
       "03-06 43200 00:00-12:00 weekday\n"},
      {"their first day counts whole",
       "2 days; end same-time; first-day include",
       "2023-03-03 10:00",
       {pause("2023-03-03 12:00", "2023-03-03 13:00")},
       "due 2023-03-04 11:00\n"
       "03-03 133200 10:00-12:00 13:00-00:00 paused 12:00-13:00 weekday; the start date is day 1, whole\n"
       "03-04 39600 00:00-11:00 weekend\n"},
      {"rolled",
       "1 day, rolled forward",
       "2023-03-03 10:00",
       {pause("2023-03-04 10:00", "2023-03-05 12:00")},
       "due 2023-03-07 00:00\n"
       "03-03 0 weekday; the start date is not counted\n"
       "03-04 0 paused 10:00-00:00 weekend; it ends in a pause\n"
       "03-05 1 paused 00:00-12:00 weekend\n"
       "03-06 0 weekday; rolled forward\n"},
      {"a pause over the rest of a day",
       "1 working hour",
       "2023-03-03 17:00",
       {pause("2023-03-03 17:30", "2023-03-04 12:00")},
       "due 2023-03-06 09:30\n"
       "03-03 1800 17:00-17:30 paused 17:30-00:00 weekday\n"
       "03-04 0 paused 00:00-12:00 weekend\n"
       "03-05 0 weekend\n"
       "03-06 1800 09:00-09:30 weekday\n"},
      {"a pause after the limit had run out",
       "1 working hour",
       "2023-03-03 10:00",
       {pause("2023-03-05 10:00", "2023-03-06 10:00")},
       "due 2023-03-06 10:00\n"
       "03-03 3600 10:00-11:00 weekday\n"
       "03-04 0 weekend; the limit had run out\n"
       "03-05 0 paused 10:00-00:00 weekend; the limit had run out\n"
       "03-06 0 paused 00:00-10:00 weekday; the limit had run out\n"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("pauses that cannot have been are refused") {
  struct Refused {
    std::string why;
    std::vector<Pause> pauses;
    std::string error;
  };
  const Refused rows[] = {
      {"before the start",
       {pause("2023-03-03 09:00", "2023-03-03 11:00")},
       "the pause from 2023-03-03T09:00:00+08:00 begins before 2023-03-03T10:00:00+08:00: give the pauses after the "
       "start, in order, each once"},
      {"ends first",
       {pause("2023-03-03 12:00", "2023-03-03 11:00")},
       "the pause from 2023-03-03T12:00:00+08:00 ends before it begins, at 2023-03-03T11:00:00+08:00"},
      {"one in the other",
       {pause("2023-03-03 12:00", "2023-03-03 14:00"), pause("2023-03-03 13:00", "2023-03-03 15:00")},
       "the pause from 2023-03-03T13:00:00+08:00 begins before 2023-03-03T14:00:00+08:00: give the pauses after the "
       "start, in order, each once"},
  };
  for (const Refused& row : rows) {
    CAPTURE(row.why);
    CHECK(message(explain(office_2023(), limit("2 working days"), at("2023-03-03 10:00"), row.pauses)) == row.error);
  }
}

namespace {

int pick(int low, int high) { return *rc::gen::inRange(low, high + 1); }
bool coin() { return pick(0, 1) == 1; }

template <class T>
T one_of(const std::vector<T>& choices) {
  return choices[static_cast<std::size_t>(pick(0, static_cast<int>(choices.size()) - 1))];
}
template <class T>
T one_of(std::initializer_list<T> choices) {
  return one_of(std::vector<T>(choices));
}

// Zones whose days are of 23, 24, 24.5 and 25 hours, or are not there at all.
const std::vector<std::pair<std::string, std::string>> places = {
    {"Asia/Shanghai", "2023-04-28"},       {"America/New_York", "2023-03-11"}, {"America/New_York", "2045-11-04"},
    {"Australia/Lord_Howe", "2023-10-01"}, {"Pacific/Apia", "2011-12-29"},     {"Asia/Beirut", "2023-03-25"},
    {"America/Havana", "2022-11-05"}};

const std::vector<std::vector<std::string>> day_forms = {{},
                                                         {"09:00-17:30"},
                                                         {"09:00-12:00", "13:00-17:30"},
                                                         {"00:00-24:00"},
                                                         {"22:00-06:00"},
                                                         {"00:00-03:30", "23:00-24:00"}};

struct Scene {
  Calendar calendar;
  Instant around;
};

Scene random_scene() {
  const auto [zone, day] = one_of(places);
  const bool nights = coin();
  const auto form = [&] {
    for (;;) {
      const auto windows = one_of(day_forms);
      if (nights || windows != day_forms[4]) return windows;
    }
  };
  CalendarSpec spec = spec_of(zone, {});
  for (const std::string name : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}) {
    const auto windows = nights ? one_of({day_forms[0], day_forms[1], day_forms[4]}) : form();
    for (const std::string& window : windows)
      spec.week.on(parse_weekday(name).value()).push_back(parse_window(window).value());
  }
  const sys_days around = date(day);
  for (int i = pick(0, 3); i > 0; --i) {
    const sys_days from = around + days{pick(-3, 9)};
    Hours hours;
    if (coin()) hours.push_back(parse_window("09:30-16:00").value());
    spec.days.push_back({from, from + days{pick(0, 2)}, hours, "exception"});
  }
  if (std::all_of(spec.week.days.begin(), spec.week.days.end(), [](const Hours& hours) { return hours.empty(); }))
    spec.week.on(std::chrono::Monday).push_back(parse_window("09:00-17:30").value());
  return {compiled(spec), at(day + " 12:00", spec.zone)};
}

Limit random_limit() {
  const std::vector<std::string> texts = {"hours",        "working hours", "hours on working days",
                                          "working days", "days",          "days, rolled forward"};
  Limit limit = hotline::test::limit(fmt::format("{} {}", pick(1, 9), one_of(texts)));
  if (!counts_days(limit.counting)) limit.amount += pick(0, 3'000);
  limit.start = one_of({Start::at_once, Start::next_opening, Start::cut_off});
  if (limit.start == Start::cut_off) limit.cut_off = std::chrono::minutes{30 * pick(0, 48)};
  if (!counts_days(limit.counting)) return limit;
  limit.first_day = coin() ? FirstDay::include : FirstDay::exclude;
  if (coin()) limit.end = coin() ? End::same_time : End::midnight;
  return limit;
}

std::vector<Pause> random_pauses(Instant from) {
  std::vector<Pause> pauses;
  for (int i = pick(0, 3); i > 0; --i) {
    const Instant begin = from + seconds{one_of({pick(0, 9'000), 3'600 * pick(0, 60), 86'400 * pick(0, 4)})};
    from = begin + seconds{one_of({0, pick(0, 9'000), 3'600 * pick(0, 60)})};
    pauses.push_back({begin, from});
  }
  return pauses;
}

// The core's clock, from line.hpp's words alone.
Instant due_of(const Calendar& calendar, const Limit& limit, Instant start, const std::vector<Pause>& pauses) {
  const Line line = line_for(calendar, limit, start).value();
  Key from = start_key(line, limit, start).value();
  Key key = from + budget(limit, line.kind());
  Instant anchor = deemed_received(calendar, limit, start).value();
  for (const Pause& pause : pauses) {
    from = line.counted_since(from, pause.from);
    const Key left = key - from;
    from = line.counted_since(from, pause.to);
    key = from + left;
    anchor = pause.to;
  }
  return std::max(line.when(key).value(), anchor);
}

std::string question(const Scene& scene, const Limit& limit, Instant from, const std::vector<Pause>& pauses) {
  const Zone& zone = scene.calendar.zone();
  std::string text = fmt::format("{} {} from {}", zone.name(), to_text(limit), show(from, zone));
  for (const Pause& pause : pauses)
    text += fmt::format(" pause {} to {}", show(pause.from, zone), show(pause.to, zone));
  return text;
}

bool inside(const Span& span, const std::vector<Span>& spans) {
  return std::any_of(spans.begin(), spans.end(),
                     [&](const Span& whole) { return whole.open <= span.open && span.close <= whole.close; });
}

}  // namespace

TEST_CASE("an explanation's parts are whole and add up, on random calendars with random pauses") {
  CHECK(counterexample(60, [] {
          const Scene scene = random_scene();
          for (int i = 0; i < 24; ++i) {
            const Limit limit = random_limit();
            const Instant from = scene.around + seconds{pick(-200'000, 400'000)};
            const std::vector<Pause> pauses = random_pauses(from);
            const std::string asked = question(scene, limit, from, pauses);
            const auto expect = [&](const std::string& what, bool holds) {
              if (!holds) RC_FAIL(asked + ": " + what);
            };
            const Explanation story = explain(scene.calendar, limit, from, pauses).value();
            expect("due " + show(story.due, scene.calendar.zone()),
                   story.due == due_of(scene.calendar, limit, from, pauses));
            expect(fmt::format("sum {}", sum(story)), sum(story) == story.total);
            if (pauses.empty()) expect("no pause", story.due == due_at(scene.calendar, limit, from).value());
            for (std::size_t day = 1; day < story.days.size(); ++day)
              expect("every date once", sys_days{story.days[day].date} == sys_days{story.days[day - 1].date} + days{1});
            if (story.unit != Explanation::Unit::seconds) continue;
            std::vector<Span> counted;
            for (const ExplainedDay& day : story.days)
              counted.insert(counted.end(), day.counted.begin(), day.counted.end());
            const std::vector<Span> open = scene.calendar.spans(from, story.due + seconds{1});
            for (const Span& span : counted) {
              expect("in order", &span == &counted.front() || (&span)[-1].close <= span.open);
              expect("none empty, none before receipt", span.open < span.close && story.received <= span.open);
              expect("open", limit.counting != Counting::working_time || inside(span, open));
              for (const Pause& pause : pauses)
                expect("not paused", pause.from == pause.to || span.close <= pause.from || pause.to <= span.open);
            }
            if (counted.empty()) continue;
            expect("ends at due, or as the last pause does",
                   counted.back().close == story.due || (!pauses.empty() && pauses.back().to == story.due));
          }
        }) == "");
}

TEST_CASE("a share is whole exactly when the limit is due") {
  CHECK(counterexample(60, [] {
          const Scene scene = random_scene();
          for (int i = 0; i < 24; ++i) {
            const Limit limit = random_limit();
            const Instant from = scene.around + seconds{pick(-200'000, 400'000)};
            std::vector<Pause> pauses = random_pauses(from);
            const Instant due = due_of(scene.calendar, limit, from, pauses);
            const auto whole = [&](Instant at) {
              const Share share = share_used(scene.calendar, limit, from, at, pauses).value();
              return share.used >= share.of;
            };
            const std::string asked = question(scene, limit, from, pauses);
            if (!whole(due)) RC_FAIL(asked + ": not at due");
            if (pauses.empty() && due > from && whole(due - seconds{1})) RC_FAIL(asked + ": before due");
          }
        }) == "");
}

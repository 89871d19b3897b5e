// What does a calendar cost to make and to keep, and what do many of them cost to ask?
//
// A calendar covers 1970 to 2100, whatever is asked of it: its bytes are given by the year, its compile time whole.
// Many calendars share nothing: what costs is that their tables, with 131 years each, fit neither the caches nor the
// pages the processor remembers. Questions of many calendars are asked one by one as they come, and once sorted by
// calendar, the sorting included.
//
//   calendar_bench [--full] [--check]     --full takes 1.5 GB
#include <numeric>
#include <string>
#include <vector>

#include "bench.hpp"
#include "calendar/table.hpp"
#include "hotline/calendar/batch.hpp"
#include "hotline/calendar/deadline.hpp"

namespace {

using namespace hotline;

constexpr Instant first = bench::day_start(2023);
constexpr Instant last = bench::day_start(2026);
constexpr Limit day{.counting = Counting::working_time, .amount = 8 * 3'600};

void make_and_keep(bench::Run& run) {
  const CalendarSpec spec = bench::office_spec();
  const Calendar calendar = Calendar::compile(spec).value();
  const std::vector<Instant> starts =
      bench::arrivals(run.size(2'000, 1'000'000), bench::day_start(2007), bench::day_start(2041));
  std::vector<Instant> due(starts.size());
  auto compiled = bench::Timed(1, [&] { bench::keep(Calendar::compile(spec) ? 1 : 0); });
  auto asked = bench::Timed(1, [&] { bench::keep(due_at(calendar, day, starts, due) ? 1 : 0); });
  bench::time_in_turn(run.rounds(), compiled, asked);
  constexpr double years = 131;
  const double bytes = static_cast<double>(calendar.table().bytes()) / years;
  fmt::print("a calendar of 131 years: {:.0f} bytes a year, compiled in {:.2f} ms\n", bytes, compiled.ns() / 1e6);
  fmt::print("{} questions in one batch: {:.2f} ms\n", starts.size(), asked.ns() / 1e6);
  run.at_most("bytes a calendar year, against 12,000", bytes / 12'000, 1);
  if (starts.size() != 1'000'000) return;
  const double to_questions = compiled.ns() / asked.ns();
  run.at_most("compiling 131 years, against a million questions", to_questions, 1.25);
  run.at_most("40 years' share of that", to_questions * 40 / years, 0.4);
}

// No two alike: each opens at a minute of its own.
std::vector<Calendar> different(std::size_t count) {
  std::vector<Calendar> calendars;
  CalendarSpec spec = bench::office_spec();
  for (std::size_t i = 0; i < count; ++i) {
    const std::chrono::minutes later{static_cast<int>(i % 60)};
    const std::chrono::minutes longer{static_cast<int>(i / 60)};
    for (unsigned weekday = 1; weekday <= 5; ++weekday)
      spec.week.on(std::chrono::weekday{weekday}) = {{std::chrono::hours{8} + later, std::chrono::hours{12}},
                                                     {std::chrono::hours{13}, std::chrono::hours{17} + longer}};
    calendars.push_back(Calendar::compile(spec).value());
  }
  return calendars;
}

void many(bench::Run& run) {
  const std::vector<Calendar> calendars = different(run.size(8, 1'024));
  const std::vector<Instant> starts = bench::arrivals(run.size(2'000, 1'000'000), first, last);
  bench::Random random(3);
  std::vector<std::uint32_t> whose;
  for (std::size_t i = 0; i < starts.size(); ++i)
    whose.push_back(static_cast<std::uint32_t>(random.below(calendars.size())));

  std::vector<Instant> one_by_one(starts.size());
  std::vector<Instant> by_calendar(starts.size());
  std::vector<Instant> due(starts.size());
  auto scattered = bench::Timed(starts.size(), [&] {
    for (std::size_t i = 0; i < starts.size(); ++i) one_by_one[i] = *due_at(calendars[whose[i]], day, starts[i]);
  });
  auto sorted = bench::Timed(starts.size(), [&] {
    std::vector<std::size_t> begins(calendars.size() + 1);
    for (const std::uint32_t calendar : whose) ++begins[calendar + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    std::vector<std::size_t> next = begins;
    std::vector<Instant> asked(starts.size());
    std::vector<std::uint32_t> places(starts.size());
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const std::size_t place = next[whose[i]]++;
      asked[place] = starts[i];
      places[place] = static_cast<std::uint32_t>(i);
    }
    for (std::size_t c = 0; c < calendars.size(); ++c) {
      const std::size_t size = begins[c + 1] - begins[c];
      bench::keep(
          due_at(calendars[c], day, std::span(asked).subspan(begins[c], size), std::span(due).subspan(begins[c], size))
              ? 1
              : 0);
    }
    for (std::size_t i = 0; i < starts.size(); ++i) by_calendar[places[i]] = due[i];
  });
  std::vector<Instant> of_one(starts.size());
  auto alone = bench::Timed(starts.size(), [&] {
    for (std::size_t i = 0; i < starts.size(); ++i) of_one[i] = *due_at(calendars[0], day, starts[i]);
  });
  auto alone_at_once =
      bench::Timed(starts.size(), [&] { bench::keep(due_at(calendars[0], day, starts, of_one) ? 1 : 0); });
  bench::time_in_turn(run.rounds(), scattered, sorted, alone, alone_at_once);
  run.answers("many calendars", one_by_one == by_calendar);
  bench::show("one calendar, one by one", alone.ns());
  bench::show("one calendar, a batch", alone_at_once.ns());
  bench::show(fmt::format("{} calendars, one by one", calendars.size()), scattered.ns());
  bench::show(fmt::format("{} calendars, sorted and in batches", calendars.size()), sorted.ns());
  run.at_most("many one by one, against one calendar one by one", scattered.ns() / alone.ns(), 18);
  run.at_most("many in batches, against one calendar one by one", sorted.ns() / alone.ns(), 1.8);
  run.at_most("many in batches, against one calendar in a batch", sorted.ns() / alone_at_once.ns(), 6.5);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Run run(argc, argv);
  make_and_keep(run);
  many(run);
  return run.result();
}

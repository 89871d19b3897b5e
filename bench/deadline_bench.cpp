// When is the Nth working day? What an answer costs should follow neither the length of the limit nor the number of
// holidays. Beside it the obvious way: walk the calendar day by day. Answers are compared before anything is timed.
//
//   deadline_bench [QUERIES]    default 2,000; seed fixed
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "hotline/calendar/deadline.hpp"

namespace {

using namespace hotline;

Calendar office() {
  CalendarSpec spec;
  spec.name = "office";
  spec.zone = Zone::load("Asia/Shanghai").value();
  for (unsigned day = 1; day <= 5; ++day)
    spec.week.on(std::chrono::weekday{day}) = {parse_window("09:00-12:00").value(),
                                               parse_window("13:00-17:30").value()};
  spec.holidays = {holiday_set("cn-statutory").value()};
  spec.make_up = std::chrono::Monday;
  return Calendar::compile(spec).value();
}

// splitmix64, so that every machine asks the same questions.
std::uint64_t next(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

std::vector<Instant> arrivals(std::size_t count) {
  constexpr std::uint64_t years = 19ULL * 365 * 86'400;  // 2007 to 2025
  std::uint64_t state = 42;
  std::vector<Instant> result;
  for (std::size_t i = 0; i < count; ++i)
    result.push_back(Instant{std::chrono::seconds{1'167'600'000 + static_cast<std::int64_t>(next(state) % years)}});
  return result;
}

// The close of the Nth working day after the day of arrival, found by asking the calendar for one day after another.
Instant walked(const Calendar& calendar, Instant from, std::int64_t days) {
  const Zone& zone = calendar.zone();
  auto date = std::chrono::floor<std::chrono::days>(zone.to_local(from));
  for (;;) {
    date += std::chrono::days{1};
    const Hours windows = calendar.day(Date{std::chrono::local_days{date}}).windows;
    if (windows.empty() || --days > 0) continue;
    return zone.to_instant(date + windows.back().close, Skipped::shift);
  }
}

template <class Answer>
double ns_each(const std::vector<Instant>& starts, std::int64_t& checksum, const Answer& answer) {
  const auto begun = std::chrono::steady_clock::now();
  for (const Instant start : starts) checksum += answer(start).time_since_epoch().count();
  const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begun;
  return spent.count() / static_cast<double>(starts.size());
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 2'000;
  const Calendar calendar = office();
  const std::vector<Instant> starts = arrivals(count);
  for (const std::int64_t days : {1, 15, 250}) {
    const Limit limit{.counting = Counting::working_days, .amount = days};
    const auto counted = [&](Instant start) { return due_at(calendar, limit, start).value(); };
    for (const Instant start : starts) {
      if (counted(start) == walked(calendar, start, days)) continue;
      fmt::print("answers differ for {} working days\n", days);
      return 1;
    }
    std::int64_t checksum = 0;
    const double fast = ns_each(starts, checksum, counted);
    const double slow = ns_each(starts, checksum, [&](Instant start) { return walked(calendar, start, days); });
    fmt::print("working days={:<4} queries={} due_at={:.0f} ns walk={:.0f} ns ratio={:.0f} checksum={}\n", days, count,
               fast, slow, slow / fast, checksum);
  }
  return 0;
}

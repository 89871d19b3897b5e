// One calendar, many askers: what it answers to each is what it answers to one alone. Under the thread sanitizer this
// also finds any write that two of them could meet in.
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "hotline/calendar/line.hpp"
#include "hotline/calendar/query.hpp"
#include "hotline/calendar/revision.hpp"
#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

constexpr int askers = 8;
constexpr int questions = 400;

// Every kind of question, from an instant that differs from one to the next.
std::vector<std::int64_t> answers(const Calendar& calendar, const std::vector<Limit>& limits) {
  std::vector<std::int64_t> told;
  Instant from = at("2023-01-01 00:07");
  for (int i = 0; i < questions; ++i, from += std::chrono::minutes{1'333}) {
    const Limit& limit = limits[static_cast<std::size_t>(i) % limits.size()];
    const Instant due = due_at(calendar, limit, from).value();
    told.push_back(due.time_since_epoch().count());
    told.push_back(worked_between(calendar, from, due).count());
    told.push_back(latest_start(calendar, limit, due).value().time_since_epoch().count());
    told.push_back(calendar.next_opening(from).value().time_since_epoch().count());
    told.push_back(calendar.is_open(from) ? 1 : 0);
    told.push_back(share_used(calendar, limit, from, from + std::chrono::hours{30}).value().used);
    told.push_back(static_cast<std::int64_t>(explain(calendar, limit, from).value().days.back().why.size()));
    told.push_back(line_for(calendar, limit, from).value().reached(due));
  }
  return told;
}

std::vector<Limit> every_limit() {
  std::vector<Limit> limits;
  for (const std::string text : {"2 hours", "8 working hours", "24 hours on working days", "5 working days",
                                 "5 working days; end same-time", "7 days", "7 days, rolled forward",
                                 "1 working day; start cut-off 17:00", "2 working hours; start next-opening"})
    limits.push_back(limit(text));
  return limits;
}

template <class Work>
void at_once(const Work& work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < askers; ++i) threads.emplace_back([&work, i] { work(static_cast<std::size_t>(i)); });
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("many threads ask one calendar") {
  const std::vector<Limit> limits = every_limit();
  const Calendar calendar = counter_2023();
  const std::vector<std::int64_t> expected = answers(calendar, limits);
  std::vector<std::vector<std::int64_t>> told(askers);
  at_once([&](std::size_t i) { told[i] = answers(calendar, limits); });
  for (const auto& one : told) CHECK(one == expected);
}

TEST_CASE("each thread with a copy of the calendar") {
  const std::vector<Limit> limits = every_limit();
  const std::vector<std::int64_t> expected = answers(counter_2023(), limits);
  std::vector<std::vector<std::int64_t>> told(askers);
  at_once([&](std::size_t i) {
    const Calendar copy = counter_2023();
    told[i] = answers(copy, limits);
  });
  for (const auto& one : told) CHECK(one == expected);
}

TEST_CASE("calendars are compiled side by side and zones loaded") {
  const std::string expected = digest(office_2023());
  std::vector<std::string> digests(askers);
  at_once([&](std::size_t i) {
    CalendarSpec spec;
    spec.name = "own";
    spec.zone = Zone::load("Asia/Shanghai").value();
    for (unsigned day = 1; day <= 5; ++day)
      spec.week.on(std::chrono::weekday{day}) = {parse_window("09:00-17:30").value()};
    spec.holidays.push_back(holiday_set("cn-statutory").value());
    spec.make_up = std::chrono::Monday;
    digests[i] = digest(Calendar::compile(spec).value());
  });
  for (const std::string& one : digests) CHECK(one == expected);
}

// A real city's deadline rule, read off its log: does hotline compute the dates the city set?
//
// The rule: N weekdays forward at the same time of day; a request opened on Saturday or Sunday counts as opened on
// Monday at the same time, one opened at or after 17:00 as opened at 08:30 on the next weekday; holidays are not
// skipped. Or, for other types, N calendar days at the same wall-clock time. N depends on the type: here it is the N
// that fits the type best.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "hotline/calendar/deadline.hpp"
#include "support/boston.hpp"

using namespace hotline;

namespace {

using namespace std::chrono_literals;

struct Request {
  Instant opened;
  Instant target;
};

Limit rule(Counting counting, std::int64_t days) {
  Limit limit{.counting = counting, .amount = days, .end = End::same_time};
  if (counting == Counting::working_days) {
    limit.start = Start::cut_off;
    limit.cut_off = 17h;
  }
  return limit;
}

bool hits(const Calendar& city, const Limit& limit, const Request& request) {
  const auto due = due_at(city, limit, request.opened);
  return due && std::chrono::abs(*due - request.target) <= 3min;
}

std::size_t hits(const Calendar& city, const Limit& limit, const std::vector<Request>& requests) {
  return static_cast<std::size_t>(std::count_if(requests.begin(), requests.end(),
                                                [&](const Request& request) { return hits(city, limit, request); }));
}

// Every N that is right for one of the first requests is worth trying on all.
std::size_t best_fit(const Calendar& city, const std::vector<Request>& requests) {
  std::set<std::pair<Counting, std::int64_t>> candidates;
  for (std::size_t i = 0; i < std::min<std::size_t>(requests.size(), 40); ++i) {
    const auto days = std::chrono::floor<std::chrono::days>(requests[i].target - requests[i].opened).count();
    for (std::int64_t n = std::max<std::int64_t>(1, days - 1); n <= days + 1; ++n) {
      candidates.emplace(Counting::days, n);
    }
    for (std::int64_t n = std::max<std::int64_t>(1, days * 5 / 7 - 2); n <= days * 5 / 7 + 2; ++n) {
      candidates.emplace(Counting::working_days, n);
    }
  }
  std::size_t best = 0;
  for (const auto& [counting, days] : candidates) best = std::max(best, hits(city, rule(counting, days), requests));
  return best;
}

}  // namespace

int main() {
  const auto city = test::boston();
  if (!city) return test::skipped;
  std::map<std::string, std::vector<Request>> by_type;
  for (const LoggedCommand& entry : city->log.commands) {
    const Command& command = entry.command;
    if (command.due) by_type[command.set.at("type")].push_back({command.at, *command.due});
  }
  const Calendar& hours = *city->rules.calendar("city");
  std::size_t types = 0;
  std::size_t requests = 0;
  std::size_t hit = 0;
  for (const auto& [type, rows] : by_type) {
    if (rows.size() < 20) continue;
    types += 1;
    requests += rows.size();
    hit += best_fit(hours, rows);
  }
  fmt::print("{} of {} targets of {} types within 3 minutes\n", hit, requests, types);
  test::Tally tally;
  tally.expect<std::size_t>("types", types, 84);
  tally.expect<std::size_t>("requests", requests, 47'074);
  tally.expect("at least 46,700 hits", hit >= 46'700, true);
  return tally.exit_code();
}

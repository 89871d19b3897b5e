// What a host does first: describe an office by hand and ask when a promise runs out.
#include <chrono>
#include <cstdio>
#include <string>

#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/iso8601.hpp"

using namespace hotline;

Result<std::string> due_for_a_friday_afternoon() {
  const auto zone = Zone::load("Asia/Shanghai");
  if (!zone) return tl::make_unexpected(zone.error());

  CalendarSpec spec;
  spec.name = "office";
  spec.zone = *zone;
  for (unsigned day = 1; day <= 5; ++day) {
    spec.week.on(std::chrono::weekday{day}) = {parse_window("09:00-12:00").value(),
                                               parse_window("13:00-17:30").value()};
  }
  const auto office = Calendar::compile(spec);
  if (!office) return tl::make_unexpected(office.error());

  const auto limit = parse_limit("1 working day");
  if (!limit) return tl::make_unexpected(limit.error());

  const auto received = parse_instant("2023-03-03 16:30", *zone);
  if (!received) return tl::make_unexpected(received.error());

  return due_at(*office, *limit, *received).map([&](Instant due) { return to_text(due, *zone); });
}

int main() {
  const auto due = due_for_a_friday_afternoon();
  const std::string& answer = due ? *due : due.error().message;
  std::puts(answer.c_str());
  return answer == "2023-03-06T17:30:00+08:00" ? 0 : 1;
}

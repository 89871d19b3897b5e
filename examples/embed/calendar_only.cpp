// The calendar alone: an office is described by hand and asked when a promise runs out. No rules file, no store.
#include <chrono>
#include <cstdio>
#include <string>

#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/iso8601.hpp"

using namespace hotline;

Result<Calendar> tax_counter() {
  CalendarSpec spec;
  spec.name = "tax counter";
  const auto zone = Zone::load("Asia/Shanghai");
  if (!zone) return tl::make_unexpected(zone.error());
  spec.zone = *zone;

  const auto morning = parse_window("09:00-12:00");
  const auto afternoon = parse_window("13:00-17:30");
  if (!morning || !afternoon) return fail(Fault::bad_input, "the counter's hours");
  for (unsigned day = 1; day <= 5; ++day) spec.week.on(std::chrono::weekday{day}) = {*morning, *afternoon};

  const auto china = holiday_set("cn-statutory");
  if (!china) return tl::make_unexpected(china.error());
  spec.holidays = {*china};
  return Calendar::compile(spec);
}

Result<std::string> answer(const Calendar& counter) {
  const auto received = parse_instant("2023-04-28 16:30", counter.zone());  // the Friday before the May holiday
  const auto replied = parse_instant("2023-05-04 10:00", counter.zone());
  const auto limit = parse_limit("8 working hours");
  if (!received || !replied || !limit) return fail(Fault::bad_input, "a time or limit is written wrongly");

  return due_at(counter, *limit, *received).map([&](Instant due) {
    const auto worked = worked_between(counter, *received, *replied);
    return "due " + to_text(due, counter.zone()) + ", replied after " + std::to_string(worked.count() / 60) +
           " working minutes: " + (*replied <= due ? "on time" : "late");
  });
}

int main() {
  const auto said = tax_counter().and_then(answer);
  std::puts(said ? said->c_str() : said.error().message.c_str());
  return said && *said == "due 2023-05-04T17:00:00+08:00, replied after 120 working minutes: on time" ? 0 : 1;
}

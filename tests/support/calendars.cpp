#include "support/calendars.hpp"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "hotline/calendar/hours.hpp"

namespace hotline::test {
namespace {

// A fault in a test's own words ends the test program: no later check could be trusted.
template <class T>
T value(Result<T> result) {
  if (!result) {
    fmt::print(stderr, "a test's own input is faulty: {}\n", result.error().message);
    std::abort();
  }
  return std::move(*result);
}

Calendar shanghai_office(const std::vector<std::string>& hours) {
  CalendarSpec spec = spec_of("Asia/Shanghai", {{"mon-fri", hours}});
  spec.name = "office";
  spec.holidays.push_back(value(holiday_set("cn-statutory")));
  spec.make_up = std::chrono::Monday;
  return compiled(spec);
}

Limit with_option(Limit limit, std::string_view text) {
  const std::size_t space = text.find(' ');
  const std::string_view name = text.substr(0, space);
  const std::string_view setting = text.substr(space + 1);
  if (name == "start") return value(with_start(limit, setting));
  if (name == "first-day") return value(with_first_day(limit, setting));
  return value(with_end(limit, setting));
}

}  // namespace

const Calendar& office_2023() {
  static const Calendar office = shanghai_office({"09:00-17:30"});
  return office;
}

const Calendar& counter_2023() {
  static const Calendar counter = shanghai_office({"09:00-11:30", "13:30-17:30"});
  return counter;
}

Week week_of(const WeekText& text) {
  Week week;
  for (const auto& [days, windows] : text)
    for (const std::chrono::weekday day : value(parse_weekdays(days)))
      for (const std::string& window : windows) week.on(day).push_back(value(parse_window(window)));
  return week;
}

CalendarSpec spec_of(std::string_view zone, const WeekText& week) {
  CalendarSpec spec;
  spec.name = "desk";
  spec.zone = zone_of(zone);
  spec.week = week_of(week);
  return spec;
}

Calendar calendar_of(std::string_view zone, const WeekText& week) { return compiled(spec_of(zone, week)); }
Calendar compiled(const CalendarSpec& spec) { return value(Calendar::compile(spec)); }

Zone zone_of(std::string_view name) { return value(Zone::load(name)); }

const Zone& shanghai() {
  static const Zone zone = zone_of("Asia/Shanghai");
  return zone;
}

Date date(std::string_view text) { return value(parse_date(text)); }
Instant at(std::string_view text) { return at(text, shanghai()); }
Instant at(std::string_view text, const Zone& zone) { return value(parse_instant(text, zone)); }

Limit limit(std::string_view text) {
  std::size_t end = text.find("; ");
  Limit read = value(parse_limit(text.substr(0, end)));
  while (end != std::string_view::npos) {
    text.remove_prefix(end + 2);
    end = text.find("; ");
    read = with_option(read, text.substr(0, end));
  }
  return read;
}

std::string show(Instant instant) { return show(instant, shanghai()); }

std::string show(Instant instant, const Zone& zone) {
  std::string text = to_text(instant, zone).substr(0, std::string_view("2023-03-06T17:30:00").size());
  text[10] = ' ';
  return text.ends_with(":00") ? text.substr(0, 16) : text;
}

std::string show(const Result<Instant>& instant) { return show(instant, shanghai()); }

std::string show(const Result<Instant>& instant, const Zone& zone) {
  return instant ? show(*instant, zone) : "error: " + instant.error().message;
}

}  // namespace hotline::test

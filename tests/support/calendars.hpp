// Calendars, instants and limits in the words of a test table.
//
//   due_at(office_2023(), limit("1 working day; end midnight"), at("2023-03-03 17:30"))
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hotline/calendar/calendar.hpp"
#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/holidays.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/limit.hpp"
#include "hotline/calendar/zone.hpp"

namespace hotline::test {

// Shanghai, mon-fri 09:00-17:30, the State Council's days off and make-up days; 2007-2026 despite its name.
const Calendar& office_2023();
// The same with a lunch break: 09:00-11:30, 13:30-17:30.
const Calendar& counter_2023();

using WeekText = std::vector<std::pair<std::string, std::vector<std::string>>>;

// {{"mon-fri", {"09:00-12:00", "13:00-17:30"}}, {"sat", {"09:00-12:00"}}}
Week week_of(const WeekText& text);
CalendarSpec spec_of(std::string_view zone, const WeekText& week);
Calendar calendar_of(std::string_view zone, const WeekText& week);
Calendar compiled(const CalendarSpec& spec);

Zone zone_of(std::string_view name);
const Zone& shanghai();
Date date(std::string_view text);   // "2023-03-06"
Instant at(std::string_view text);  // in Shanghai, or with an offset; "2023-03-06 24:00" is fine
Instant at(std::string_view text, const Zone& zone);
Limit limit(std::string_view text);  // "5 working days; start next-opening; first-day include"

std::string show(Instant instant);  // "2023-03-06 17:30", in Shanghai
std::string show(Instant instant, const Zone& zone);
std::string show(const Result<Instant>& instant);  // or "error: ..."
std::string show(const Result<Instant>& instant, const Zone& zone);

template <class T>
std::string message(const Result<T>& result) {
  return result ? std::string("no error") : result.error().message;
}

// Does a refusal say what it should?
template <class T>
bool says(const Result<T>& result, std::string_view part) {
  return message(result).find(part) != std::string::npos;
}

}  // namespace hotline::test

// What does a change of the calendar change?
//
//   diff(as_first_announced, as_extended);   // 2020-01-31 09:00-17:30 "weekday" -> closed "春节 ... (国办发明电〔2020〕1号)"
//   digest(office);                          // "5f0c...": the same for every calendar with the same open days
//
// A date is changed when other windows open on it; a new name for the same windows changes nothing. A calendar that
// moves to a zone of another name changes every date that has windows.
// Promises: pure; diff(a, b) is empty exactly when digest(a) == digest(b), and then every deadline is the same.
// Cost:     a walk over all dates, a few milliseconds.
// Not here: what number a revision bears (CalendarSpec::revision); which deadlines move (core/).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hotline/calendar/calendar.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct ChangedDay {
  CalendarDay before;
  CalendarDay after;
};

HOTLINE_API std::vector<ChangedDay> diff(const Calendar& before, const Calendar& after);  // by date

HOTLINE_API std::string digest(const Calendar& calendar);  // 32 hex digits

// The first instant from which the two may count differently: the earliest midnight of a changed date. None: never.
HOTLINE_API std::optional<Instant> differ_from(const Calendar& before, const Calendar& after);

// What every line of the calendar stands on, its zone's clock included: 32 hex digits, the same exactly when no key and
// no due instant of one is another with the other. A new edition of the zone data may change it where digest() stays.
HOTLINE_API std::string coordinates(const Calendar& calendar);

// The same of each year from 1970 to 2100, 16 hex digits. Where all up to a year are the same, every key and due
// instant before that year is, but for the day that zones are apart.
HOTLINE_API std::vector<std::string> coordinates_by_year(const Calendar& calendar);

}  // namespace hotline

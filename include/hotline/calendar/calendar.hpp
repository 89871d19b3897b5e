// When is an office open: its week, its holidays, its exceptions, in its zone?
//
//   const auto office = Calendar::compile(spec);
//   office->is_open(at);                       // Fri 17:30:00 with a close at 17:30: no
//   office->next_opening(at);                  // Mon 09:00
//   office->day(Date{2023y/January/28}).why;   // "make-up working day (国办发明电〔2022〕16号)"
//
// Layers, weakest first: week < holiday sets < dated exceptions, the later winning within a layer. A date on which any
// window opens is a working day. A day opened by a set takes the hours of the `make_up` weekday or windows of its own,
// or those that all open weekdays share. Breaks and closed parts of days are cut last, whatever gave the day its hours:
// each is a stretch of local time in which nothing is open. A window belongs to the day it starts on. Local times that
// a clock change skips shift by the gap; a date that a zone skips whole is no working day.
// Promises: pure and immutable, cheap to copy, safe to share between threads; the same spec answers the same anywhere.
// Fails:    bad_input, by name: nothing ever open; windows that overlap, also across midnight; make-up hours not known.
// See also: stack.hpp, one calendar laid over another; holiday_rules.hpp, sets of one's own.
// Range:    1970-01-01 to 2100-12-31, local.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/calendar/holidays.hpp"
#include "hotline/calendar/hours.hpp"
#include "hotline/calendar/zone.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct UsualHours {};  // those that weaker layers give the day

struct DatedHours {  // an exception, both ends included
  Date from;
  Date to;
  std::variant<Hours, std::chrono::weekday, UsualHours> hours;  // no windows: closed; a weekday: that day's hours
  std::string name;
  Hours closed = {};       // parts of the day, cut from whatever hours it has in the end
  std::string layer = {};  // which calendar of a stack says so
};

// Which state of knowledge a calendar holds. A change gets the next number; see revision.hpp for what it changed.
struct Revision {
  std::uint32_t number = 1;
  std::optional<Date> as_of;  // of built-in sets only what was known on that date; else all that is known now
  friend bool operator==(const Revision&, const Revision&) = default;
};

struct CalendarSpec {
  std::string name;
  Revision revision = {};
  Zone zone = Zone::utc();
  Week week;
  Week breaks;                                  // a day's are those of the weekday whose hours it takes, else its own
  std::vector<HolidaySet> holidays;             // later ones win
  std::optional<std::chrono::weekday> make_up;  // whose hours a make-up day takes
  std::optional<Hours> make_up_hours;           // or which
  std::vector<DatedHours> days;                 // later ones win
  std::optional<Date> known_until;              // the calendar's own; else the earliest of its sets'
};

struct CalendarDay {
  Date date;
  Hours windows;    // as written; empty: closed
  std::string why;  // "weekday", "weekend", a holiday with its notice, an exception's name; what is closed of the day
};

struct Span {  // half-open [open, close)
  Instant open;
  Instant close;
  friend bool operator==(const Span&, const Span&) = default;
};

class HOTLINE_API Calendar {
 public:
  static Result<Calendar> compile(const CalendarSpec& spec);

  // Open while every part is, or while any is. What is open belongs to the latest date on which any part has opened by
  // then: for `either`, each date that is a working day of a part is one.
  // Fails: bad_input: fewer than two parts, zones that differ, nothing ever open.
  static Result<Calendar> both(std::string name, const std::vector<Calendar>& parts);
  static Result<Calendar> either(std::string name, const std::vector<Calendar>& parts);

  const std::string& name() const;
  const Revision& revision() const;
  const Zone& zone() const;
  std::optional<Date> known_until() const;

  bool is_open(Instant at) const;
  Result<Instant> next_opening(Instant at) const;  // `at` itself when open
  Result<Instant> next_closing(Instant at) const;  // the end of the span that holds `at`, or of the next one
  bool is_provisional(Instant at) const;           // past what is known
  CalendarDay day(Date date) const;
  std::vector<Span> spans(Instant from, Instant to) const;  // open time in [from, to), clipped

  struct Table;  // compiled; the lines read it
  const Table& table() const { return *table_; }

 private:
  explicit Calendar(std::shared_ptr<const Table> table) : table_(std::move(table)) {}
  std::shared_ptr<const Table> table_;
};

}  // namespace hotline

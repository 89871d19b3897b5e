// Where does a deadline stand when the calendar may still change?
//
// On a line: one counting (and end) of one calendar. A line maps keys to instants, never decreasing:
//   when(k) <= t  exactly when  k <= reached(t)
// so "is it due?" is one integer compare, key order is due order, and a holiday announced for the future moves due
// instants without moving keys.
//
//   const Line line = line_for(office, limit, received).value();
//   const Key key = start_key(line, limit, received).value() + budget(limit, line.kind());
//   const Result<Instant> due = line.when(key);
//
// | counting            | key                                                                                  |
// | elapsed, given      | UTC seconds                                                                          |
// | working time        | open seconds since 1970                                                              |
// | whole working days  | seconds of working days since 1970                                                   |
// | working days, close | hundredths of days: 100 n is the close of the nth working day, between them its share |
// | working days, else  | 86,400 (n - 1) + time of day on the nth working day                                  |
// | days                | 86,400 d + time of day on the local date d days after 1970-01-01                     |
// | rolled days         | the local date, in days; the time of day is the line's own                           |
//
// Promises: pure; whole seconds; no floating point.
// Fails:    out_of_range, when the instant lies outside 1970-2100.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/calendar/calendar.hpp"
#include "hotline/calendar/limit.hpp"
#include "hotline/export.hpp"

namespace hotline {

using Key = std::int64_t;

struct LineKind {
  Counting counting = Counting::elapsed;
  End end = End::close;                // of day counts; close otherwise
  std::chrono::seconds time_of_day{};  // of rolled days: 24:00, or the start's own time; zero otherwise
  friend auto operator<=>(const LineKind&, const LineKind&) = default;
};

class HOTLINE_API Line {
 public:
  Line() = default;  // elapsed: UTC seconds, no calendar
  Line(LineKind kind, Calendar calendar) : kind_(kind), calendar_(std::move(calendar)) {}

  const LineKind& kind() const { return kind_; }
  const Calendar* calendar() const { return calendar_ ? &*calendar_ : nullptr; }

  Result<Instant> when(Key key) const;  // the first instant at which `key` is reached
  Key reached(Instant at) const;        // the last key whose instant is at or before `at`
  Key counted(Instant at) const;        // where a pause or resume stands: day counts cost the days that close in it
  // Where a clock that stood at `from` stands at a pause or resume: max(from, counted(at)), but a working day that ends
  // at its start's time of day keeps that time.
  Key counted_since(Key from, Instant at) const;

 private:
  LineKind kind_;
  std::optional<Calendar> calendar_;
};

// Where a limit received at `at` starts, its start rule and first day applied. `line` is line_for(limit, at).
HOTLINE_API Result<Key> start_key(const Line& line, const Limit& limit, Instant at);

// When a limit counts as received: at once, at the next opening, or as its cut-off says.
HOTLINE_API Result<Instant> deemed_received(const Calendar& calendar, const Limit& limit, Instant at);

// The line a limit received at `at` is counted on. Only rolled days with end same-time depend on `at`.
HOTLINE_API Result<Line> line_for(const Calendar& calendar, const Limit& limit, Instant at);

// A limit's length in its line's own units.
HOTLINE_API Key budget(const Limit& limit, const LineKind& kind);

}  // namespace hotline

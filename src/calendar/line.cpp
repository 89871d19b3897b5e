#include "hotline/calendar/line.hpp"

#include <algorithm>

#include "calendar/counting.hpp"
#include "calendar/steps.hpp"

namespace hotline {
namespace {

const Calendar::Table* table_of(const Line& line) { return line.calendar() ? &line.calendar()->table() : nullptr; }

}  // namespace

Result<Instant> Line::when(Key key) const { return when_on(table_of(*this), kind_, key); }
Key Line::reached(Instant at) const { return reached_on(table_of(*this), kind_, at); }
Key Line::counted(Instant at) const { return counted_on(table_of(*this), kind_, at); }

Key Line::counted_since(Key from, Instant at) const {
  const Key counted = counted_on(table_of(*this), kind_, at);
  const bool keeps_time = kind_.counting == Counting::working_days && kind_.end == End::same_time;
  if (!keeps_time) return std::max(from, counted);
  const Key uncounted = (floor_div(from, day_s) + 1) * day_s;  // the close of the day it stands on costs nothing
  return from + std::max<Key>(0, counted - uncounted);
}

Result<Key> start_key(const Line& line, const Limit& limit, Instant at) {
  return start_on(table_of(line), line.kind(), limit, at);
}

Result<Instant> deemed_received(const Calendar& calendar, const Limit& limit, Instant at) {
  return deemed_on(&calendar.table(), limit, at);
}

Result<Line> line_for(const Calendar& calendar, const Limit& limit, Instant at) {
  if (!needs_calendar(limit)) return Line();
  const Result<LineKind> kind = kind_on(&calendar.table(), limit, at);
  if (!kind) return tl::make_unexpected(kind.error());
  return Line(*kind, calendar);
}

Key budget(const Limit& limit, const LineKind& kind) { return Steps::length(limit, kind); }

}  // namespace hotline

#include "hotline/calendar/line.hpp"

#include "calendar/counting.hpp"

namespace hotline {
namespace {

const Calendar::Table* table_of(const Line& line) { return line.calendar() ? &line.calendar()->table() : nullptr; }

}  // namespace

Result<Instant> Line::when(Key key) const { return when_on(table_of(*this), kind_, key); }
Key Line::reached(Instant at) const { return reached_on(table_of(*this), kind_, at); }
Key Line::counted(Instant at) const { return counted_on(table_of(*this), kind_, at); }

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

Key budget(const Limit& limit, const LineKind& kind) {
  switch (kind.counting) {
    case Counting::working_days:
      return limit.amount * (kind.end == End::close ? 100 : day_s);
    case Counting::days:
      return limit.amount * day_s;
    default:
      return limit.amount;
  }
}

}  // namespace hotline

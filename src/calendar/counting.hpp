// The lines themselves, on a compiled table: what line.hpp promises, without the cost of holding a calendar.
// No table: elapsed time. An answer says why there is none.
#pragma once

#include <cstdint>

#include "calendar/table.hpp"
#include "hotline/calendar/line.hpp"

namespace hotline {

Result<Instant> deemed_on(const Calendar::Table* table, const Limit& limit, Instant at);
Result<LineKind> kind_on(const Calendar::Table* table, const Limit& limit, Instant at);
Result<Key> start_on(const Calendar::Table* table, const LineKind& kind, const Limit& limit, Instant at);

Result<Instant> when_on(const Calendar::Table* table, const LineKind& kind, Key key);
Key reached_on(const Calendar::Table* table, const LineKind& kind, Instant at);
Key counted_on(const Calendar::Table* table, const LineKind& kind, Instant at);

// Where Steps::due has no answer: always an error.
Result<Instant> never_due(const Calendar::Table& table, const Limit& limit, Instant at);

// How many working days are over, as a count of days received at `deemed` sees it: the next one is its day 1.
std::int64_t start_day(const Calendar::Table& table, const Limit& limit, std::int64_t deemed);

}  // namespace hotline

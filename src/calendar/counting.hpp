// The lines themselves, on a compiled table: what line.hpp promises, without the cost of holding a calendar.
// No table: elapsed time.
//
// The steps from an arrival to its due instant are the same for every limit, and none of them allocates or loops:
//   arrival -> deemed received -> key of the start -> key of the end -> due
#pragma once

#include <cstdint>
#include <optional>

#include "calendar/table.hpp"
#include "hotline/calendar/line.hpp"

namespace hotline {

using Second = std::optional<std::int64_t>;  // of UTC; none: outside the covered years

Second deemed_second(const Calendar::Table& table, const Limit& limit, std::int64_t at);
Second due_second(const Calendar::Table& table, const Limit& limit, std::int64_t at);

// The same, and the steps between, as answers that say why there is none.
Result<Instant> deemed_on(const Calendar::Table* table, const Limit& limit, Instant at);
Result<Instant> due_on(const Calendar::Table& table, const Limit& limit, Instant at);
Result<LineKind> kind_on(const Calendar::Table* table, const Limit& limit, Instant at);
Result<Key> start_on(const Calendar::Table* table, const LineKind& kind, const Limit& limit, Instant at);

Result<Instant> when_on(const Calendar::Table* table, const LineKind& kind, Key key);
Key reached_on(const Calendar::Table* table, const LineKind& kind, Instant at);
Key counted_on(const Calendar::Table* table, const LineKind& kind, Instant at);

// How many working days are over, as a count of days received at `deemed` sees it: the next one is its day 1.
std::int64_t start_day(const Calendar::Table& table, const Limit& limit, std::int64_t deemed);

}  // namespace hotline

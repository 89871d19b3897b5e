// Questions answered eight at a time, where the processor has AVX-512: the same steps as one by one, in eight lanes.
//
// Each answers from the front, eight by eight, and says how many. It stops where fewer than eight are left, where a
// question has no answer, and at once where the processor or the calendar is not made for it; the plain form, which
// knows all cases, goes on from there.
#pragma once

#include <span>

#include "calendar/table.hpp"
#include "hotline/calendar/limit.hpp"

namespace hotline {

std::size_t due_in_eights(const Calendar::Table& table, const Limit& limit, std::span<const Instant> from,
                          Instant* due);
std::size_t worked_in_eights(const Timeline& open, std::span<const Span> spans, std::chrono::seconds* worked);

}  // namespace hotline

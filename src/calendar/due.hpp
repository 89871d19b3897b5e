// Due instants, for one arrival and for many, as fast as their counting allows.
#pragma once

#include <span>

#include "calendar/steps.hpp"

namespace hotline {

Second due_second(const Calendar::Table& table, const Limit& limit, Second at);

// Answers in order, until the first arrival that has none; how many there were.
std::size_t due_seconds(const Calendar::Table& table, const Limit& limit, std::span<const Instant> from, Instant* due);
std::size_t due_plainly(const Calendar::Table& table, const Limit& limit, std::span<const Instant> from, Instant* due);

}  // namespace hotline

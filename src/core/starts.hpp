// How a clock comes into being: at a move, from what was left of another cycle, or from the ticket's history.
#pragma once

#include <optional>
#include <string>

#include "core/draft.hpp"
#include "hotline/base/result.hpp"

namespace hotline {

ClockRef ref_of(TicketNumber ticket, const Clock& clock);
std::uint32_t next_cycle(const Ticket& ticket, const std::string& target);

// At the ticket's last move; a `given` limit without a due instant starts nothing.
Result<void> start_clock(Draft& draft, TicketNumber ticket, const Target& target, std::optional<Instant> given);

// With what was left when the last cycle ended: the time in between does not count.
Result<void> continue_clock(Draft& draft, TicketNumber ticket, const Target& target);

// Where it would stand at `at` had it run from its start, minus pauses. Nothing where history starts none, or ends it.
Result<void> derive_clock(Draft& draft, TicketNumber ticket, const Target& target, Instant at,
                          std::optional<Instant> given);

}  // namespace hotline

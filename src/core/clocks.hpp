// What a move of a ticket does to its clocks.
#pragma once

#include <optional>
#include <string_view>

#include "core/draft.hpp"
#include "hotline/base/result.hpp"

namespace hotline {

// The ticket has just moved: starts, pauses, resumes, extends, meets, cancels and resets the clocks its policy gives
// it, and those it has kept from another.
Result<void> drive_clocks(Draft& draft, TicketNumber ticket, std::optional<Instant> given);

// The verb asks for more time, or gives it unasked: refused when every clock it is about is past due.
Result<void> in_time_to_extend(const Draft& draft, TicketNumber ticket, std::string_view verb, Instant at);

// All clocks of the ticket and of those under it end here.
void cancel_clocks_under(Draft& draft, TicketNumber ticket, Instant at);

// A breach on record no longer stands: the promise goes on in a new cycle, rungs from due on armed again.
void correct_breach(Draft& draft, TicketNumber ticket, const Clock& clock, const Target& target, Instant at);

// A pause that may stand only so long is over.
Result<void> run_on(Draft& draft, TicketNumber ticket, const Clock& clock, Instant at);

}  // namespace hotline

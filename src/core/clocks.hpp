// What a move of a ticket does to its clocks.
#pragma once

#include <optional>

#include "core/draft.hpp"
#include "hotline/base/result.hpp"

namespace hotline {

// The ticket has just moved: starts, pauses, resumes, meets, cancels and resets the clocks its policy gives it.
Result<void> drive_clocks(Draft& draft, TicketNumber ticket, std::optional<Instant> given);

// An attribute has just changed: chooses the policy anew; clocks of targets it keeps run on, others are superseded, new
// ones are derived from the ticket's history.
Result<void> choose_policy(Draft& draft, TicketNumber ticket, Instant at, std::optional<Instant> given);

}  // namespace hotline

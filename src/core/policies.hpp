// Which policy a ticket has, and what becomes of its clocks when it gets another.
#pragma once

#include <optional>
#include <string_view>

#include "core/draft.hpp"
#include "hotline/base/result.hpp"

namespace hotline {

// Values have just changed, or are about to by `doing`: chooses the policy anew. Clocks of targets it keeps run on,
// others are superseded, new ones are derived from the ticket's history, as their `on-change` says.
Result<void> choose_policy(Draft& draft, TicketNumber ticket, Instant at, std::optional<Instant> given,
                           std::string_view doing);

// The case has just been bound to other rules. A clock whose promise reads the same there runs on.
Result<void> choose_policy_anew(Draft& draft, TicketNumber ticket, Instant at, const Rules& before);

}  // namespace hotline

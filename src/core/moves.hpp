// Moving a ticket by a verb: the transition, the fields told with it, and what its clocks make of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/draft.hpp"
#include "hotline/base/result.hpp"

namespace hotline {

struct Request {
  TicketNumber ticket = 1;
  std::string verb;
  std::string by;
  Instant at{};
  Fields set;
  std::optional<Instant> due;
};

// The transition that the verb makes from the ticket's state, or a refusal that names what is allowed.
Result<const Transition*> permitted(const Draft& draft, const Request& request);

Result<void> open_ticket(Draft& draft, const Workflow& workflow, const Request& request);
Result<void> move_ticket(Draft& draft, const Transition& transition, const Request& request);

// Raises the case's escalation to a level, unless it is there or past it.
void raise_to(Draft& draft, std::string_view level, Instant at);

}  // namespace hotline

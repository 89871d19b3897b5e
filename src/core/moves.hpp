// Moving a ticket by a verb: the transition, the fields told with it, and what its clocks make of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/draft.hpp"
#include "hotline/base/result.hpp"

namespace hotline {

struct Request {  // of a command or a timer, which outlives it
  TicketNumber ticket = 1;
  std::string_view verb;
  std::string_view by;
  Instant at{};
  const Fields& set;
  std::optional<Instant> due;
};

inline const Fields nothing_set;

// Attributes first, for guards to see; labels are the ticket's own, or that of the one the verb opens.
Result<void> set_attributes(Draft& draft, const Request& request);

// The transition that the verb makes from the ticket's state, or a refusal that names what is allowed.
Result<const Transition*> permitted(const Draft& draft, const Request& request);

Result<void> open_ticket(Draft& draft, const Workflow& workflow, const Request& request, TicketNumber under = 0);
Result<void> move_ticket(Draft& draft, const Transition& transition, const Request& request);

// Raises the case's escalation to a level; false where it is there already, or past it.
bool raise_to(Draft& draft, std::string_view level, std::string_view by, Instant at);

}  // namespace hotline

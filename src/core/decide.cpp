#include "hotline/core/decide.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/clocks.hpp"
#include "core/draft.hpp"
#include "core/moves.hpp"
#include "core/rebind.hpp"
#include "hotline/core/merge.hpp"

namespace hotline {
namespace {

Request request_of(const Command& command) {
  return {command.ticket, command.verb, command.by, command.at, command.set, command.due};
}

Result<void> open_case(Draft& draft, const Command& command) {
  if (draft.matter().exists()) {
    return fail(Fault::refused, fmt::format("case '{}' is open already", command.case_id.text));
  }
  const Rules& rules = draft.rules();
  const Workflow* workflow = rules.workflow(command.kind);
  if (workflow == nullptr || workflow->kind == escalation_kind) {
    std::vector<std::string> kinds;
    for (const Workflow& known : rules.workflows) {
      if (known.kind != escalation_kind) kinds.push_back(known.kind);
    }
    return fail(Fault::refused,
                fmt::format("'{}' is not a kind of ticket: write {}", command.kind, fmt::join(kinds, ", ")));
  }
  Request request = request_of(command);
  request.ticket = 1;
  if (const auto opened = open_ticket(draft, *workflow, request); !opened) return opened;
  const Workflow* escalation = rules.workflow(escalation_kind);
  if (escalation == nullptr) return {};
  return open_ticket(draft, *escalation, {2, open_verb, system_role, command.at, nothing_set, std::nullopt});
}

// A case's own history must allow any word at all.
Result<void> can_be_told(const Case& matter, const Command& command) {
  if (!matter.exists()) {
    return fail(Fault::refused,
                fmt::format("there is no case '{}': '{}' comes first", command.case_id.text, open_verb));
  }
  if (concerns_two_cases(command.verb)) {
    return fail(Fault::refused, fmt::format("'{}' concerns two cases and is decided on both", command.verb));
  }
  if (!matter.merged_into.text.empty()) {
    return fail(Fault::refused, fmt::format("case '{}' is merged into '{}': tell it there, or '{}' it first",
                                            matter.id.text, matter.merged_into.text, unmerge_verb));
  }
  return {};
}

// The nearest ticket above it that is at its end.
const Ticket* ended_above(const Draft& draft, const Ticket& ticket) {
  for (TicketNumber above = ticket.under; above != 0; above = draft.ticket(above).under) {
    const Ticket& one = draft.ticket(above);
    if (draft.rules().workflow(one.kind)->is_final(one.state)) return &one;
  }
  return nullptr;
}

Result<void> move_case(Draft& draft, const Command& command) {
  const Ticket* ticket = draft.matter().ticket(command.ticket);
  if (ticket == nullptr) {
    return fail(Fault::refused, fmt::format("case '{}' has no ticket {}: it has 1 to {}", command.case_id.text,
                                            command.ticket, draft.matter().tickets.size()));
  }
  if (command.at < ticket->changed_at) {
    return fail(Fault::refused, fmt::format("'{}' happened before the ticket's last change of state: it comes too late "
                                            "to be judged",
                                            command.verb));
  }
  if (const Ticket* end = ended_above(draft, *ticket)) {
    return fail(Fault::refused, fmt::format("ticket {} is under ticket {}, which is at its end '{}': nothing is "
                                            "allowed now",
                                            ticket->number, end->number, end->state));
  }
  const Request request = request_of(command);
  if (const auto set = set_attributes(draft, request); !set) return set;
  if (const auto timely = in_time_to_extend(draft, request.ticket, request.verb, request.at); !timely) return timely;
  return permitted(draft, request).and_then([&](const Transition* transition) {
    return move_ticket(draft, *transition, request);
  });
}

Result<void> decided(Draft& draft, const Command& command) {
  if (command.verb == open_verb) return open_case(draft, command);
  if (const auto able = can_be_told(draft.matter(), command); !able) return able;
  return command.verb == rebind_verb ? rebind(draft, command) : move_case(draft, command);
}

}  // namespace

Result<void> decide(Draft& draft, const Command& command, Instant now) {
  if (command.at > now) return fail(Fault::refused, fmt::format("'{}' has not happened yet", command.verb));
  if (command.by == system_role) {
    return fail(Fault::refused, fmt::format("'{}' is said by '{}', and timers alone speak as it: name who did it",
                                            command.verb, system_role));
  }
  return decided(draft, command);
}

Result<std::vector<Event>> decide(const Case& matter, const Command& command, Instant now, const InForce& in_force) {
  Case decided_on = matter;
  Draft draft(decided_on, in_force);
  return decide(draft, command, now).map([&] { return draft.take(); });
}

}  // namespace hotline

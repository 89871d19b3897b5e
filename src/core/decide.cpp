#include "hotline/core/decide.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/draft.hpp"
#include "core/moves.hpp"

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
  return open_ticket(draft, *escalation,
                     {2, std::string{open_verb}, std::string{system_role}, command.at, {}, std::nullopt});
}

Result<void> move_case(Draft& draft, const Command& command) {
  if (!draft.matter().exists()) {
    return fail(Fault::refused,
                fmt::format("there is no case '{}': '{}' comes first", command.case_id.text, open_verb));
  }
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
  const Request request = request_of(command);
  return permitted(draft, request).and_then([&](const Transition* transition) {
    return move_ticket(draft, *transition, request);
  });
}

}  // namespace

Result<std::vector<Event>> decide(const Case& matter, const Command& command, Instant now, const InForce& in_force) {
  if (command.at > now) return fail(Fault::refused, fmt::format("'{}' has not happened yet", command.verb));
  Draft draft(matter, in_force);
  const auto done = command.verb == open_verb ? open_case(draft, command) : move_case(draft, command);
  if (!done) return tl::make_unexpected(done.error());
  return draft.take();
}

}  // namespace hotline

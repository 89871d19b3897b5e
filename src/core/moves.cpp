#include "core/moves.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/names.hpp"
#include "core/clocks.hpp"
#include "core/facts.hpp"
#include "core/policies.hpp"

namespace hotline {
namespace {

std::string guard_text(const Match& guard) {
  std::vector<std::string> parts;
  for (const auto& [name, values] : guard.values)
    parts.push_back(fmt::format("{} = {}", name, fmt::join(values, " or ")));
  return fmt::format("{}", fmt::join(parts, " and "));
}

std::vector<std::string> names_of(const std::vector<Attribute>& attributes, const std::vector<Label>& labels) {
  std::vector<std::string> names;
  for (const Attribute& attribute : attributes) names.push_back(attribute.name);
  for (const Label& label : labels) names.push_back(label.name);
  return names;
}

Result<void> set_attribute(Draft& draft, const Request& request, const std::string& name, const std::string& value) {
  const Rules& rules = draft.rules();
  if (rules.label(name) != nullptr) return {};
  const Attribute* attribute = rules.attribute(name);
  if (attribute == nullptr) {
    return fail(Fault::refused, fmt::format("no attribute or label '{}': there are {}", name,
                                            fmt::join(names_of(rules.attributes, rules.labels), ", ")));
  }
  if (!attribute->during.empty()) {
    return fail(Fault::refused,
                fmt::format("'{}' is read from calendar '{}' and cannot be set", name, attribute->during));
  }
  if (attribute->is_read()) {
    return fail(Fault::refused, fmt::format("'{}' is read off the case and cannot be set", name));
  }
  if (!has(attribute->values, value)) {
    return fail(Fault::refused,
                fmt::format("'{}' is not a value of '{}': write {}", value, name, fmt::join(attribute->values, ", ")));
  }
  draft.add(request.at, AttributeSet{request.ticket, name, value});
  return {};
}

void set_labels(Draft& draft, const Request& request) {
  for (const auto& [name, value] : request.set) {
    if (draft.rules().label(name) != nullptr) draft.add(request.at, LabelSet{request.ticket, name, value});
  }
}

Result<void> set_first_values(Draft& draft, const Request& request) {
  for (const Attribute& attribute : draft.rules().attributes) {
    if (attribute.is_read()) continue;
    if (attribute.during.empty()) {
      if (!request.set.contains(attribute.name) && !attribute.values.empty()) {
        draft.add(request.at, AttributeSet{request.ticket, attribute.name, attribute.values.front()});
      }
      continue;
    }
    const auto calendar = draft.in_force().calendar_in_force(attribute.during);
    if (!calendar) return tl::make_unexpected(calendar.error());
    draft.add(request.at,
              AttributeSet{request.ticket, attribute.name, (*calendar)->is_open(request.at) ? "inside" : "outside"});
  }
  return {};
}

// A ticket under this one: it begins with the same values, and those that the rules give it.
Result<void> open_under(Draft& draft, const Opening& opening, const Request& request) {
  Fields set = opening.set;
  for (const Attribute& attribute : draft.rules().attributes) {
    const auto& values = draft.ticket(request.ticket).attributes;
    const auto value = values.find(attribute.name);
    if (attribute.is_set() && value != values.end()) set.emplace(attribute.name, value->second);
  }
  for (const auto& [name, value] : request.set)
    if (draft.rules().label(name) != nullptr) set.emplace(name, value);
  const auto number = static_cast<TicketNumber>(draft.matter().tickets.size() + 1);
  const Request leg{number, open_verb, request.by, request.at, set, std::nullopt};
  return open_ticket(draft, *draft.rules().workflow(opening.kind), leg, request.ticket);
}

void raise_and_tell(Draft& draft, const Transition& transition, const Request& request) {
  const bool raised = transition.raise && raise_to(draft, *transition.raise, request.by, request.at);
  if (transition.tell.empty() || (transition.raise && !raised)) return;
  draft.add(request.at, RolesTold{request.ticket, std::string{request.verb}, transition.tell});
}

// No transition is both the role's and held by its guard.
std::string why_not(const Workflow& workflow, const Ticket& ticket, const Request& request) {
  std::vector<std::string> roles;
  std::vector<std::string> guards;
  for (const Transition& transition : workflow.transitions) {
    if (transition.on != request.verb || !has(transition.from, ticket.state)) continue;
    if (!transition.by.empty() && !has(transition.by, request.by)) {
      roles.insert(roles.end(), transition.by.begin(), transition.by.end());
    } else {
      guards.push_back(guard_text(transition.when));
    }
  }
  if (!guards.empty())
    return fmt::format("'{}' in state '{}' needs {}", request.verb, ticket.state, fmt::join(guards, ", or "));
  if (!roles.empty())
    return fmt::format("'{}' may not be done by '{}': by {}", request.verb, request.by, fmt::join(roles, " or "));
  const std::vector<std::string> allowed = workflow.verbs_from(ticket.state);
  if (allowed.empty())
    return fmt::format("'{}' is not allowed: '{}' is an end, nothing is allowed now", request.verb, ticket.state);
  return fmt::format("'{}' is not allowed in state '{}': allowed now: {}", request.verb, ticket.state,
                     fmt::join(allowed, ", "));
}

}  // namespace

Result<void> set_attributes(Draft& draft, const Request& request) {
  for (const auto& [name, value] : request.set) {
    if (const auto set = set_attribute(draft, request, name, value); !set) return set;
  }
  return {};
}

Result<const Transition*> permitted(const Draft& draft, const Request& request) {
  const Ticket& ticket = draft.ticket(request.ticket);
  const InForce::Version& version = draft.version();
  const Workflow& workflow = *version.rules.workflow(ticket.kind);
  const MoveTable& table = version.moves_of(workflow);
  const auto from = table.state(ticket.state);
  const auto act = table.act(request.verb, request.by);
  if (!from || !act) return fail(Fault::refused, why_not(workflow, ticket, request));
  const Facts facts{version.rules, draft.matter(), ticket};
  for (const MoveTable::Way& way : table.ways(*from, *act)) {
    const Transition& transition = workflow.transitions[way.transition];
    if (!way.guarded || facts.hold(transition.when)) return &transition;
  }
  return fail(Fault::refused, why_not(workflow, ticket, request));
}

Result<void> open_ticket(Draft& draft, const Workflow& workflow, const Request& request, TicketNumber under) {
  const std::string& rules = draft.rules().version;
  draft.add(request.at,
            TicketOpened{request.ticket, workflow.kind, workflow.initial, std::string{request.by}, rules, under});
  if (workflow.kind == escalation_kind) return {};
  if (const auto set = set_first_values(draft, request); !set) return set;
  if (const auto set = set_attributes(draft, request); !set) return set;
  set_labels(draft, request);
  if (const auto chosen = choose_policy(draft, request.ticket, request.at, request.due, {}); !chosen) return chosen;
  return drive_clocks(draft, request.ticket, request.due);
}

Result<void> move_ticket(Draft& draft, const Transition& transition, const Request& request) {
  for (const auto& [name, value] : transition.set) draft.add(request.at, AttributeSet{request.ticket, name, value});
  if (!transition.opens) set_labels(draft, request);
  const auto chosen = choose_policy(draft, request.ticket, request.at, request.due, request.verb);
  if (!chosen) return chosen;
  const std::string from = draft.ticket(request.ticket).state;
  const std::string to = transition.to_from(from);
  draft.add(request.at, StateChanged{request.ticket, std::string{request.verb}, from, to, std::string{request.by}});
  if (const auto driven = drive_clocks(draft, request.ticket, request.due); !driven) return driven;
  if (transition.opens) {
    if (const auto opened = open_under(draft, *transition.opens, request); !opened) return opened;
  }
  raise_and_tell(draft, transition, request);
  if (draft.rules().workflow(draft.ticket(request.ticket).kind)->is_final(to)) {
    cancel_clocks_under(draft, request.ticket, request.at);
  }
  return {};
}

bool raise_to(Draft& draft, std::string_view level, std::string_view by, Instant at) {
  const Ticket* ticket = draft.matter().escalation();
  if (ticket == nullptr) return false;
  const std::vector<std::string>& levels = draft.rules().workflow(escalation_kind)->levels;
  const auto now = std::find(levels.begin(), levels.end(), ticket->state);
  const auto wanted = std::find(levels.begin(), levels.end(), level);
  if (wanted == levels.end() || wanted <= now) return false;
  // What falls due in the past, told late or by a changed calendar, changes no state before its last change.
  draft.add(std::max(at, ticket->changed_at),
            StateChanged{ticket->number, std::string{raise_verb}, ticket->state, *wanted, std::string{by}});
  return true;
}

}  // namespace hotline

#include "core/rebind.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/names.hpp"
#include "core/policies.hpp"

namespace hotline {
namespace {

Result<const Rules*> wanted(const Draft& draft, const Command& command) {
  const auto named = command.set.find("rules");
  if (named == command.set.end() || command.set.size() > 1) {
    return fail(Fault::refused, "'rebind' names one version of the rules: set rules = \"2024-01\" and nothing else");
  }
  const Rules* rules = draft.in_force().version(named->second);
  if (rules == nullptr) {
    return fail(Fault::refused, fmt::format("no version '{}' of the rules is kept here: the case stays bound to '{}'",
                                            named->second, draft.matter().rules));
  }
  if (rules->version == draft.matter().rules) {
    return fail(Fault::refused, fmt::format("the case is bound to version '{}' already", named->second));
  }
  return rules;
}

// Every ticket must find its kind, its state and its values there.
Result<void> fits(const Ticket& ticket, const Rules& rules) {
  const auto lacks = [&](const std::string& what) {
    return fail(Fault::refused,
                fmt::format("version '{}' cannot take ticket {}: {}", rules.version, ticket.number, what));
  };
  const Workflow* workflow = rules.workflow(ticket.kind);
  if (workflow == nullptr) return lacks(fmt::format("it has no kind '{}'", ticket.kind));
  const std::vector<std::string> states = workflow->states();
  if (!has(states, ticket.state)) {
    return lacks(
        fmt::format("its kind '{}' has no state '{}', only {}", ticket.kind, ticket.state, fmt::join(states, ", ")));
  }
  for (const auto& [name, value] : ticket.attributes) {
    const Attribute* attribute = rules.attribute(name);
    if (attribute != nullptr && !has(attribute->values, value)) {
      return lacks(
          fmt::format("'{}' is not a value of its '{}', only {}", value, name, fmt::join(attribute->values, ", ")));
    }
  }
  return {};
}

Result<void> set_new_values(Draft& draft, const Ticket& ticket, Instant at) {
  for (const Attribute& attribute : draft.rules().attributes) {
    if (attribute.is_read() || ticket.attributes.contains(attribute.name)) continue;
    std::string value = attribute.values.front();
    if (!attribute.during.empty()) {
      const auto calendar = draft.in_force().calendar_in_force(attribute.during);
      if (!calendar) return tl::make_unexpected(calendar.error());
      value = (*calendar)->is_open(ticket.opened_at) ? "inside" : "outside";
    }
    draft.add(at, AttributeSet{ticket.number, attribute.name, value});
  }
  return {};
}

}  // namespace

Result<void> rebind(Draft& draft, const Command& command) {
  const auto rules = wanted(draft, command);
  if (!rules) return tl::make_unexpected(rules.error());
  for (const Ticket& ticket : draft.matter().tickets)
    if (const auto fit = fits(ticket, **rules); !fit) return fit;

  const Rules& before = draft.rules();
  draft.add(command.at, CaseRebound{before.version, (*rules)->version, command.by});
  for (TicketNumber number = 1; number <= draft.matter().tickets.size(); ++number) {
    if (draft.ticket(number).kind == escalation_kind) continue;
    if (const auto set = set_new_values(draft, draft.ticket(number), command.at); !set) return set;
    if (const auto chosen = choose_policy_anew(draft, number, command.at, before); !chosen) return chosen;
  }
  return {};
}

}  // namespace hotline

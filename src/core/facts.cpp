#include "core/facts.hpp"

#include <algorithm>

#include "base/names.hpp"

namespace hotline {
namespace {

std::string counted(const Attribute::Counts& counts, const Ticket& ticket, std::string_view doing) {
  std::uint32_t count = counts.verb == doing ? 1 : 0;
  for (const Move& move : ticket.moves) count += move.verb == counts.verb ? 1 : 0;
  return std::to_string(std::min(count, counts.cap));
}

std::string_view state_of(const Clock* clock) {
  if (clock == nullptr) return "none";
  switch (clock->status) {
    case Clock::Status::running:
    case Clock::Status::paused:
      if (clock->breached) return "breached";
      return clock->status == Clock::Status::running ? "running" : "paused";
    case Clock::Status::met:
      return "met";
    default:
      return "over";
  }
}

std::string_view state_of(const Attribute::Legs& legs, const Rules& rules, const Case& matter, const Ticket& above) {
  bool any = false;
  for (const Ticket& ticket : matter.tickets) {
    if (ticket.under != above.number || ticket.kind != legs.kind || !legs.when.holds(ticket.attributes)) continue;
    if (!rules.workflow(ticket.kind)->is_final(ticket.state)) return "open";
    any = true;
  }
  return any ? "done" : "none";
}

bool values_hold(const Trigger& trigger, const Moment& moment) {
  return trigger.when.values.empty() || trigger.when.holds(moment.ticket.attributes_at(moment.move));
}

// A move that stays where it was enters nothing.
bool enters(const Trigger& trigger, const Moment& moment) {
  const std::vector<Move>& moves = moment.ticket.moves;
  const bool stays = moment.move > 0 && moves[moment.move].to == moves[moment.move - 1].to;
  return !stays && has(trigger.in, moves[moment.move].to);
}

bool held_by_verb(const Target& target, const Moment& moment) {
  if (target.pauses.on.empty()) return false;
  bool held = false;
  for (Moment then{moment.ticket, 0}; then.move <= moment.move; ++then.move) {
    if (has(target.pauses.on, moment.ticket.moves[then.move].verb) && values_hold(target.pauses, then)) held = true;
    if (pulled(target.resumes, then)) held = false;
  }
  return held;
}

bool held_by_state(const Target& target, const Moment& moment) {
  const Trigger& pauses = target.pauses;
  const bool by_values_alone = pauses.in.empty() && pauses.on.empty() && !pauses.when.values.empty();
  return (by_values_alone || has(pauses.in, moment.ticket.moves[moment.move].to)) && values_hold(pauses, moment);
}

}  // namespace

std::string Facts::value_of(const std::string& name) const {
  const Attribute* attribute = rules.attribute(name);
  if (attribute != nullptr && attribute->counts) return counted(*attribute->counts, ticket, doing);
  if (attribute != nullptr && !attribute->clock.empty())
    return std::string{state_of(ticket.last_clock(attribute->clock))};
  if (attribute != nullptr && attribute->legs) return std::string{state_of(*attribute->legs, rules, matter, ticket)};
  const auto found = ticket.attributes.find(name);
  return found == ticket.attributes.end() ? std::string{} : found->second;
}

bool Facts::hold(const Match& match) const {
  return std::all_of(match.values.begin(), match.values.end(),
                     [&](const auto& wanted) { return has(wanted.second, value_of(wanted.first)); });
}

bool pulled(const Trigger& trigger, const Moment& moment) {
  const bool named = has(trigger.on, moment.ticket.moves[moment.move].verb) || enters(trigger, moment);
  return named && values_hold(trigger, moment);
}

bool stands_still(const Target& target, const Moment& moment) {
  return held_by_state(target, moment) || held_by_verb(target, moment);
}

}  // namespace hotline

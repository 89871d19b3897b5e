#include "hotline/engine/query.hpp"

#include <algorithm>
#include <functional>

#include "hotline/core/due.hpp"

namespace hotline {
namespace {

std::string level_of(const Case& matter) {
  const Ticket* escalation = matter.escalation();
  return escalation == nullptr ? std::string{} : escalation->state;
}

const std::string* field_of(const Ticket& ticket, const std::string& name) {
  for (const Fields* fields : {&ticket.attributes, &ticket.labels})
    if (const auto found = fields->find(name); found != fields->end()) return &found->second;
  return nullptr;
}

bool fits(const Case& matter, const Ticket& ticket, const TicketsWanted& wanted) {
  if (wanted.kind && *wanted.kind != ticket.kind) return false;
  if (wanted.state && *wanted.state != ticket.state) return false;
  if (wanted.escalation && *wanted.escalation != level_of(matter)) return false;
  return std::all_of(wanted.where.begin(), wanted.where.end(), [&](const auto& field) {
    const std::string* value = field_of(ticket, field.first);
    return value != nullptr && *value == field.second;
  });
}

Result<FoundTicket> look(const Case& matter, const Ticket& ticket, const InForce& in_force) {
  FoundTicket found{{matter.id, ticket.number}, ticket.kind, ticket.state, level_of(matter), std::nullopt, {}, false};
  for (const Clock& clock : ticket.clocks) {
    if (!clock.promise || !clock.is_open()) continue;
    found.breached = found.breached || clock.breached;
    if (clock.status == Clock::Status::paused) continue;
    const auto due = due_of(matter, ticket, clock, in_force);
    if (!due) return tl::make_unexpected(due.error());
    if (found.due && *found.due <= *due) continue;
    found.due = *due;
    found.target = clock.target;
  }
  return found;
}

// Every ticket that fits, in order, until `take` has enough.
Result<void> each_fitting(Engine& engine, const TicketsWanted& wanted,
                          const std::function<bool(const FoundTicket&, const Ticket&)>& take) {
  std::optional<Error> fault;
  bool enough = false;
  const auto visited = engine.each_case([&](const Case& matter) {
    for (const Ticket& ticket : matter.tickets) {
      if (fault || enough || !(wanted.after < TicketPlace{matter.id, ticket.number}) || !fits(matter, ticket, wanted))
        continue;
      const auto found = look(matter, ticket, engine.in_force());
      if (!found) {
        fault = found.error();
      } else if (!wanted.due_before || (found->due && *found->due < *wanted.due_before)) {
        enough = !take(*found, ticket);
      }
    }
  });
  if (fault) return tl::make_unexpected(*fault);
  return visited;
}

}  // namespace

Result<std::vector<FoundTicket>> find(Engine& engine, const TicketsWanted& wanted) {
  std::vector<FoundTicket> page;
  return each_fitting(engine, wanted,
                      [&](const FoundTicket& found, const Ticket&) {
                        if (page.size() < wanted.limit) page.push_back(found);
                        return page.size() < wanted.limit;
                      })
      .map([&] { return std::move(page); });
}

Result<std::map<std::string, std::uint64_t>> count_by(Engine& engine, const TicketsWanted& wanted,
                                                      const std::string& by) {
  TicketsWanted all = wanted;
  all.after = {};
  std::map<std::string, std::uint64_t> counts;
  return each_fitting(engine, all,
                      [&](const FoundTicket& found, const Ticket& ticket) {
                        const std::string* field = field_of(ticket, by);
                        const std::string value = by == "kind"         ? found.kind
                                                  : by == "state"      ? found.state
                                                  : by == "escalation" ? found.escalation
                                                  : field != nullptr   ? *field
                                                                       : std::string{};
                        ++counts[value];
                        return true;
                      })
      .map([&] { return std::move(counts); });
}

}  // namespace hotline

#include "report/placed_promises.hpp"

#include <algorithm>

namespace hotline {
namespace {

template <class Items, class IsAlike>
std::uint32_t count_alike(const Items& items, const IsAlike& is_alike) {
  return static_cast<std::uint32_t>(std::count_if(items.begin(), items.end(), is_alike));
}

}  // namespace

std::string_view to_text(PromiseVerdict::End end) {
  static constexpr std::string_view names[] = {"on time", "late", "overdue", "open", "cancelled"};
  return names[static_cast<int>(end)];
}

std::vector<PlacedPromise> placed_promises(const Case& matter, const InForce& in_force) {
  const Judge judge{in_force, matter};
  std::vector<PlacedPromise> promises;
  for (const Ticket& ticket : matter.tickets) {
    if (ticket.kind == escalation_kind) continue;
    const std::uint32_t nth_of_kind = count_alike(matter.tickets, [&](const Ticket& other) {
      return other.kind == ticket.kind && other.number <= ticket.number;
    });
    const std::size_t first = promises.size();
    for (const Judged& judged : judge.promises_of(ticket)) {
      PlacedPromise placed{&ticket, judged.clock, nth_of_kind, 1, {}};
      for (std::size_t i = first; i < promises.size(); ++i)
        if (promises[i].clock->target == judged.clock->target) placed.nth += 1;
      placed.verdict = {ticket.number, judged.end, judged.breached, judge.due(ticket, *judged.clock),
                        judged.clock->ended_at};
      promises.push_back(placed);
    }
  }
  return promises;
}

void judge_as_current(InForce& in_force, const Case& matter) {
  if (in_force.version(matter.rules) != nullptr) return;
  Rules same = in_force.current();
  same.version = matter.rules;
  in_force.keep(std::move(same));
}

}  // namespace hotline

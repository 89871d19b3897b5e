#include "report/promises.hpp"

#include <algorithm>

#include "hotline/core/due.hpp"

namespace hotline {
namespace {

using Status = Clock::Status;

const Clock* cycle_before(const Ticket& ticket, const Clock& clock) {
  const auto found = std::find_if(ticket.clocks.begin(), ticket.clocks.end(), [&](const Clock& other) {
    return other.target == clock.target && other.cycle + 1 == clock.cycle;
  });
  return found == ticket.clocks.end() ? nullptr : &*found;
}

bool carries_on_a_correction(const Ticket& ticket, const Clock& clock) {
  const Clock* before = cycle_before(ticket, clock);
  return before != nullptr && before->status == Status::corrected;
}

Judged::End end_of(const Clock& clock, bool breached) {
  if (clock.status == Status::cancelled) return Judged::End::cancelled;
  if (clock.is_open()) return breached ? Judged::End::overdue : Judged::End::open;
  return breached ? Judged::End::late : Judged::End::on_time;
}

}  // namespace

std::vector<Judged> Judge::promises_of(const Ticket& ticket) const {
  const bool as_known = breaches == Measure::Breaches::as_known;
  std::vector<Judged> promises;
  for (const Clock& clock : ticket.clocks) {
    if (!clock.promise || clock.status == Status::superseded) continue;
    if (as_known ? carries_on_a_correction(ticket, clock) : clock.status == Status::corrected) continue;
    bool breached = clock.breached;
    if (deadline == Measure::Deadline::original && !breached && clock.ended_at && clock.status == Status::met) {
      const auto original = original_due(clock);
      breached = original && *clock.ended_at > *original;
    }
    promises.push_back({&clock, end_of(clock, breached), breached});
  }
  return promises;
}

std::optional<Instant> Judge::due(const Ticket& ticket, const Clock& clock) const {
  if (deadline == Measure::Deadline::original)
    if (const auto original = original_due(clock)) return original;
  if (clock.breached_at) return *clock.breached_at;  // whatever it stood still or was told since
  if (clock.status == Status::paused) return std::nullopt;
  const auto due = due_of(matter, ticket, clock, in_force);
  return due ? std::optional{*due} : std::nullopt;
}

// Granted time grows budget and key alike, so what is over the limit's own length is what was granted.
std::optional<Instant> Judge::original_due(const Clock& clock) const {
  const Target* target = in_force.current().target(clock.target);
  if (target == nullptr || target->extends.empty()) return std::nullopt;
  const Key granted = clock.budget - budget(target->limit, clock.line.kind);
  const auto line = in_force.line(clock.line);
  if (granted <= 0 || !line) return std::nullopt;
  const auto when = line->when(clock.key - granted);
  return when ? std::optional{*when} : std::nullopt;
}

}  // namespace hotline

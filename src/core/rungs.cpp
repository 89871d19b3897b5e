#include "core/rungs.hpp"

#include <algorithm>

namespace hotline {
namespace {

// ceil(percent x budget / 100), also for a given due before its start.
Key share_of(Key budget, std::int64_t percent) {
  const Key product = budget * percent;
  return product >= 0 ? (product + 99) / 100 : -(-product / 100);
}

struct Measured {  // an amount before or after due, on the line it is counted on
  LineRef ref;
  Line line;
  Key amount = 0;
};

Result<Measured> measured(const Rung& rung, const Target& target, Instant due, const InForce& in_force) {
  if (!needs_calendar(rung.amount)) return Measured{{}, Line{}, rung.amount.amount};
  const std::string& name = rung.calendar.empty() ? target.calendar : rung.calendar;
  const auto calendar = in_force.calendar_in_force(name);
  if (!calendar) return tl::make_unexpected(calendar.error());
  return line_for(**calendar, rung.amount, due).map([&](const Line& line) {
    return Measured{{name, line.kind()}, line, budget(rung.amount, line.kind())};
  });
}

Result<std::optional<QueuedKey>> before_due(const Rung& rung, const Target& target, const Clock& clock,
                                            const InForce& in_force) {
  const Result<Instant> due = in_force.due(clock);
  if (!due) return tl::make_unexpected(due.error());
  const Result<Measured> amount = measured(rung, target, *due, in_force);
  if (!amount) return tl::make_unexpected(amount.error());
  if (amount->ref == clock.line) return QueuedKey{{clock.line, std::nullopt}, clock.key - amount->amount};
  return QueuedKey{{clock.line, Queue::Before{amount->ref, amount->amount}}, clock.key};
}

Result<std::optional<QueuedKey>> after_due(const Rung& rung, const Target& target, const Clock& clock,
                                           const InForce& in_force) {
  if (!clock.breached_at) return std::nullopt;
  return measured(rung, target, *clock.breached_at, in_force)
      .map([&](const Measured& amount) -> std::optional<QueuedKey> {
        return QueuedKey{{amount.ref, std::nullopt}, amount.line.reached(*clock.breached_at) + amount.amount};
      });
}

}  // namespace

Result<std::optional<QueuedKey>> place_of(const Rung& rung, const Target& target, const Clock& clock,
                                          const InForce& in_force) {
  switch (rung.at) {
    case Rung::At::share:
      return QueuedKey{{clock.line, std::nullopt}, clock.key - clock.budget + share_of(clock.budget, rung.percent)};
    case Rung::At::due:
      return QueuedKey{{clock.line, std::nullopt}, clock.key};
    case Rung::At::before_due:
      return before_due(rung, target, clock, in_force);
    case Rung::At::after_due:
      return after_due(rung, target, clock, in_force);
  }
  return std::nullopt;
}

Result<std::optional<Instant>> instant_of(const Rung& rung, const Target& target, const Clock& clock,
                                          const InForce& in_force) {
  const auto place = place_of(rung, target, clock, in_force);
  if (!place) return tl::make_unexpected(place.error());
  if (!*place) return std::nullopt;
  return when((*place)->queue, (*place)->key, in_force).map([&](Instant at) -> std::optional<Instant> {
    return std::max(at, clock.anchor);
  });
}

Result<std::vector<std::uint32_t>> rungs_past(const Target& target, const Clock& clock, Instant at, const Rules& rules,
                                              const InForce& in_force) {
  std::vector<std::uint32_t> past;
  const Ladder* ladder = rules.ladder(target.ladder);
  if (ladder == nullptr) return past;
  Clock unclamped = clock;
  unclamped.anchor = Instant::min();
  for (std::uint32_t i = 0; i < ladder->rungs.size(); ++i) {
    const auto instant = instant_of(ladder->rungs[i], target, unclamped, in_force);
    if (!instant) return tl::make_unexpected(instant.error());
    if (*instant && **instant <= at) past.push_back(i);
  }
  return past;
}

}  // namespace hotline

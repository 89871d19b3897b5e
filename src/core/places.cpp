#include "core/places.hpp"

#include <algorithm>

#include "hotline/core/due.hpp"

namespace hotline {
namespace {

// ceil(percent x budget / 100), also for a given due before its start.
Key share_of(Key budget, std::int64_t percent) {
  const Key product = budget * percent;
  return product >= 0 ? (product + 99) / 100 : -(-product / 100);
}

struct Measured {  // an amount, on the line it is counted on
  LineRef ref;
  Line line;
  Key amount = 0;
};

Result<Measured> measured(const Limit& amount, const std::string& calendar, Instant around, const InForce& in_force) {
  if (!needs_calendar(amount)) return Measured{{}, Line{}, amount.amount};
  const auto found = in_force.calendar_in_force(calendar);
  if (!found) return tl::make_unexpected(found.error());
  return line_for(**found, amount, around).map([&](const Line& line) {
    return Measured{{calendar, line.kind()}, line, budget(amount, line.kind())};
  });
}

const std::string& calendar_of(const Rung& rung, const Target& target) {
  return rung.calendar.empty() ? target.calendar : rung.calendar;
}

// Each place, an amount earlier.
Result<Places> earlier(Places places, const Limit& amount, const std::string& calendar, const InForce& in_force) {
  if (amount.amount == 0) return places;
  for (QueuedKey& place : places) {
    const Result<Instant> at = when(place.queue, place.key, in_force);
    if (!at) return tl::make_unexpected(at.error());
    const Result<Measured> less = measured(amount, calendar, *at, in_force);
    if (!less) return tl::make_unexpected(less.error());
    if (place.queue.before.empty() && place.queue.line == less->ref) {
      place.key -= less->amount;
    } else {
      place.queue.before.push_back({less->ref, less->amount});
    }
  }
  return places;
}

// The clock that caps this one, while it runs.
std::optional<Watch> above(const Watch& watch) {
  if (!watch.target.within || watch.ticket.under == 0) return std::nullopt;
  const Ticket& ticket = *watch.matter.ticket(watch.ticket.under);
  for (const std::string& name : watch.target.within->targets) {
    const Clock* clock = ticket.open_clock(name);
    if (clock == nullptr) continue;
    if (clock->status == Clock::Status::paused) return std::nullopt;
    return Watch{watch.matter, ticket, *clock, *watch.in_force.rules_of(watch.matter).target(name), watch.in_force};
  }
  return std::nullopt;
}

Key share_key(const Clock& clock, const Rung& rung) {
  return clock.key - clock.budget + share_of(clock.budget, rung.percent);
}

Result<Instant> on_own_line(const Clock& clock, Key key, const InForce& in_force) {
  return in_force.line(clock.line).and_then([&](const Line& line) { return line.when(key); }).map([&](Instant at) {
    return std::max(at, clock.anchor);
  });
}

Result<Places> after_due(const Watch& watch, const Rung& rung) {
  const Clock& clock = watch.clock;
  if (!clock.breached_at) return Places{};
  return measured(rung.amount, calendar_of(rung, watch.target), *clock.breached_at, watch.in_force)
      .map([&](const Measured& more) {
        return Places{{{more.ref, {}}, more.line.reached(*clock.breached_at) + more.amount}};
      });
}

}  // namespace

Result<Places> due_places(const Watch& watch) {
  Places places{{{watch.clock.line, {}}, watch.clock.key}};
  const auto cap = above(watch);
  if (!cap) return places;
  auto capped = due_places(*cap).and_then([&](const Places& caps) {
    return earlier(caps, watch.target.within->margin, watch.target.calendar, watch.in_force);
  });
  if (!capped) return capped;
  places.insert(places.end(), capped->begin(), capped->end());
  return places;
}

Result<Places> rung_places(const Watch& watch, const Rung& rung) {
  const Clock& clock = watch.clock;
  switch (rung.at) {
    case Rung::At::share:
      return Places{{{clock.line, {}}, share_key(clock, rung)}};
    case Rung::At::due:
      return due_places(watch);
    case Rung::At::before_due:
      return due_places(watch).and_then([&](const Places& due) {
        return earlier(due, rung.amount, calendar_of(rung, watch.target), watch.in_force);
      });
    case Rung::At::after_due:
      break;
  }
  return after_due(watch, rung);
}

Result<Places> pause_places(const Watch& watch) {
  if (watch.clock.status != Clock::Status::paused || !watch.target.pause_at_most) return Places{};
  const Limit& limit = *watch.target.pause_at_most;
  const Instant since = *watch.clock.paused_since;
  return measured(limit, watch.target.calendar, since, watch.in_force).and_then([&](const Measured& longest) {
    return start_key(longest.line, limit, since).map([&](Key start) {
      return Places{{{longest.ref, {}}, start + longest.amount}};
    });
  });
}

Result<std::optional<Instant>> earliest(const Places& places, Instant anchor, const InForce& in_force) {
  std::optional<Instant> first;
  for (const QueuedKey& place : places) {
    const Result<Instant> at = when(place.queue, place.key, in_force);
    if (!at) return tl::make_unexpected(at.error());
    if (!first || *at < *first) first = *at;
  }
  if (first) first = std::max(*first, anchor);
  return first;
}

Result<Instant> due_instant(const Watch& watch) {
  if (!above(watch)) return on_own_line(watch.clock, watch.clock.key, watch.in_force);
  return due_places(watch)
      .and_then([&](const Places& places) { return earliest(places, watch.clock.anchor, watch.in_force); })
      .map([](const std::optional<Instant>& due) { return *due; });
}

Result<std::optional<Instant>> rung_instant(const Watch& watch, const Rung& rung) {
  if (rung.at == Rung::At::share) return on_own_line(watch.clock, share_key(watch.clock, rung), watch.in_force);
  if (rung.at == Rung::At::due) return due_instant(watch);
  return rung_places(watch, rung).and_then([&](const Places& places) {
    return earliest(places, watch.clock.anchor, watch.in_force);
  });
}

Result<std::optional<Instant>> pause_instant(const Watch& watch) {
  return pause_places(watch).and_then(
      [&](const Places& places) { return earliest(places, watch.clock.anchor, watch.in_force); });
}

Result<std::vector<std::uint32_t>> rungs_past(const Watch& watch, Instant at) {
  std::vector<std::uint32_t> past;
  const Ladder* ladder = watch.in_force.rules_of(watch.matter).ladder(watch.target.ladder);
  if (ladder == nullptr) return past;
  for (std::uint32_t i = 0; i < ladder->rungs.size(); ++i) {
    const auto instant = rung_places(watch, ladder->rungs[i]).and_then([&](const Places& places) {
      return earliest(places, Instant::min(), watch.in_force);
    });
    if (!instant) return tl::make_unexpected(instant.error());
    if (*instant && **instant <= at) past.push_back(i);
  }
  return past;
}

Result<Instant> due_of(const Case& matter, const Ticket& ticket, const Clock& clock, const InForce& in_force) {
  const Target* target = in_force.rules_of(matter).target(clock.target);
  const bool stands_alone = target == nullptr || !clock.is_open();  // also a target of rules it was bound to before
  return stands_alone ? on_own_line(clock, clock.key, in_force)
                      : due_instant({matter, ticket, clock, *target, in_force});
}

}  // namespace hotline

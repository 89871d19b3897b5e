#include "report/watched.hpp"

#include <algorithm>

#include "base/names.hpp"

namespace hotline {
namespace {

const Clock* cycle_ahead_of(const Clock& clock, const Ticket& ticket) {
  const auto found = std::find_if(ticket.clocks.begin(), ticket.clocks.end(), [&](const Clock& other) {
    return other.target == clock.target && other.cycle + 1 == clock.cycle;
  });
  return found == ticket.clocks.end() ? nullptr : &*found;
}

struct Watcher {
  const Clock& clock;
  const Ticket& ticket;
  const Case& matter;
  const WatchList& watch;
  const InForce& in_force;
  const Clock* before = cycle_ahead_of(clock, ticket);

  Watched look() const {
    Watched seen;
    seen.paused = was_paused_near_due();
    seen.returned = was_returned_near_due();
    seen.anew = began_anew();
    seen.reopened = was_reopened();
    return seen;
  }

 private:
  // As it stood then: less what it has gained since by standing still and by more time granted.
  std::optional<Instant> due_as_of(Instant at) const {
    const Target* target = in_force.rules_of(matter).target(clock.target);
    const auto line = in_force.line(clock.line);
    if (!target || !line) return std::nullopt;
    const auto start = start_key(*line, target->limit, clock.since);
    if (!start) return std::nullopt;
    Key key = clock.key;
    Key from = *start;
    for (const Pause& pause : clock.pauses) {
      const Key stopped = line->counted_since(from, pause.from);
      from = line->counted_since(stopped, pause.to);
      if (pause.from >= at) key -= from - stopped;
    }
    for (const Move& move : ticket.moves)
      if (move.at > at && (!clock.ended_at || move.at <= *clock.ended_at)) key -= granted_by(move, *target, *line);
    const auto due = line->when(key);
    return due ? std::optional{*due} : std::nullopt;
  }
  static Key granted_by(const Move& move, const Target& target, const Line& line) {
    for (const Extension& extension : target.extends)
      if (has(extension.on, move.verb)) return budget(extension.by, line.kind());
    return 0;
  }

  bool is_near_due(Instant at) const {
    const Calendar* calendar = in_force.calendar(watch.calendar);
    const auto due = due_as_of(at);
    if (!calendar || !due || at > *due) return false;
    const auto reach = due_at(*calendar, watch.near, at);
    return reach && *reach >= *due;
  }

  // A cycle goes on with the pauses of the one before; where a reply lay between them is no pause.
  bool is_of_the_one_before(const Pause& pause) const {
    return before && (before->ended_at == pause.from ||
                      std::find(before->pauses.begin(), before->pauses.end(), pause) != before->pauses.end());
  }
  bool was_paused_near_due() const {
    if (clock.paused_since && is_near_due(*clock.paused_since)) return true;
    return std::any_of(clock.pauses.begin(), clock.pauses.end(),
                       [&](const Pause& pause) { return !is_of_the_one_before(pause) && is_near_due(pause.from); });
  }

  bool ran_at(Instant at) const {
    return at >= clock.since && (!clock.ended_at || at <= *clock.ended_at) &&
           (!before || !before->ended_at || at >= *before->ended_at);
  }
  bool was_returned_near_due() const {
    return std::any_of(ticket.moves.begin(), ticket.moves.end(), [&](const Move& move) {
      return has(watch.returned, move.verb) && ran_at(move.at) && is_near_due(move.at);
    });
  }

  // By the second such move or a later one.
  bool given_again_at(const Ticket& given, Instant at) const {
    bool given_before = false;
    for (const Move& move : given.moves) {
      if (!has(watch.reassigned, move.verb)) continue;
      if (given_before && move.at == at) return true;
      given_before = true;
    }
    return false;
  }
  bool began_anew() const {
    const Ticket* above = matter.ticket(ticket.under);
    return given_again_at(ticket, clock.since) ||
           (above && clock.since == ticket.opened_at && given_again_at(*above, clock.since));
  }

  bool was_reopened() const {
    return clock.status == Clock::Status::met &&
           std::any_of(ticket.moves.begin(), ticket.moves.end(),
                       [&](const Move& move) { return has(watch.reopened, move.verb) && move.at >= *clock.ended_at; });
  }
};

}  // namespace

Watched watched(const Clock& clock, const Ticket& ticket, const Case& matter, const WatchList& watch,
                const InForce& in_force) {
  return Watcher{clock, ticket, matter, watch, in_force}.look();
}

}  // namespace hotline

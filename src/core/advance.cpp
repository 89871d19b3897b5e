#include <algorithm>
#include <tuple>

#include "core/clocks.hpp"
#include "core/draft.hpp"
#include "core/moves.hpp"
#include "core/places.hpp"
#include "hotline/core/decide.hpp"

namespace hotline {
namespace {

constexpr std::int64_t pause_over = -2;
constexpr std::int64_t run_out = -1;

struct Falling {  // something that falls due: the end of a pause, a breach or a timer, or a rung of the ladder
  Instant at;
  TicketNumber ticket = 1;
  std::size_t clock = 0;
  std::int64_t rung = run_out;
  auto order() const { return std::tie(at, ticket, clock, rung); }
};

class Agenda {
 public:
  Agenda(const Draft& draft, Instant now) : draft_(draft), now_(now) {}

  Result<std::optional<Falling>> first() {
    for (const Ticket& ticket : draft_.matter().tickets) {
      for (std::size_t i = 0; i < ticket.clocks.size(); ++i) {
        if (!ticket.clocks[i].is_open()) continue;
        if (const auto looked = look(ticket, i); !looked) return tl::make_unexpected(looked.error());
      }
    }
    return first_;
  }

 private:
  void note(const Falling& falling) {
    if (falling.at < now_ && (!first_ || falling.order() < first_->order())) first_ = falling;
  }

  Result<void> look(const Ticket& ticket, std::size_t index) {
    const Clock& clock = ticket.clocks[index];
    const Target& target = *draft_.rules().target(clock.target);
    const Watch watch{draft_.matter(), ticket, clock, target, draft_.in_force()};
    const auto note_at = [&](const Result<std::optional<Instant>>& instant, std::int64_t rung) {
      return instant.map([&](const std::optional<Instant>& at) {
        if (at) note({*at, ticket.number, index, rung});
      });
    };
    if (clock.status == Clock::Status::paused) return note_at(pause_instant(watch), pause_over);
    if (!clock.breached) {
      if (const auto noted = note_at(due_instant(watch), run_out); !noted) return noted;
    }
    const Ladder* ladder = draft_.rules().ladder(target.ladder);
    if (ladder == nullptr) return {};
    for (std::uint32_t i = 0; i < ladder->rungs.size(); ++i) {
      if (clock.rungs.contains(i)) continue;
      if (const auto noted = note_at(rung_instant(watch, ladder->rungs[i]), i); !noted) return noted;
    }
    return {};
  }

  const Draft& draft_;
  Instant now_;
  std::optional<Falling> first_;
};

Request system_request(const Draft& draft, const Falling& falling, const std::string& verb) {
  const Instant at = std::max(falling.at, draft.ticket(falling.ticket).changed_at);
  return {falling.ticket, verb, system_role, at, nothing_set, std::nullopt};
}

// Null when the ticket's state does not allow the system's verb then.
Result<const Transition*> possible(const Draft& draft, const Request& request) {
  const auto found = permitted(draft, request);
  if (found || found.error().fault != Fault::refused) return found;
  return nullptr;
}

Result<void> make(Draft& draft, const Transition* transition, const Request& request) {
  return transition == nullptr ? Result<void>{} : move_ticket(draft, *transition, request);
}

Result<void> run_timer(Draft& draft, const Falling& falling, const ClockRef& ref, const std::string& verb) {
  const Request request = system_request(draft, falling, verb);
  const auto transition = possible(draft, request);
  if (!transition) return tl::make_unexpected(transition.error());
  draft.add(falling.at, TimerRan{ref, verb, *transition != nullptr});
  return make(draft, *transition, request);
}

Result<void> reach_rung(Draft& draft, const Falling& falling, const ClockRef& ref, const Rung& rung) {
  Instant tell_at = falling.at;
  if (rung.tell_in) {
    const auto calendar = draft.in_force().calendar_in_force(*rung.tell_in);
    if (!calendar) return tl::make_unexpected(calendar.error());
    const Result<Instant> opening = (*calendar)->next_opening(falling.at);
    if (!opening) return tl::make_unexpected(opening.error());
    tell_at = *opening;
  }
  draft.add(falling.at, RungReached{ref, static_cast<std::uint32_t>(falling.rung), rung.text, rung.tell, tell_at});
  if (rung.raise) raise_to(draft, *rung.raise, system_role, falling.at);
  if (!rung.does) return {};
  const Request request = system_request(draft, falling, *rung.does);
  return possible(draft, request).and_then([&](const Transition* transition) {
    return make(draft, transition, request);
  });
}

Result<void> fall(Draft& draft, const Falling& falling) {
  const Clock& clock = draft.ticket(falling.ticket).clocks[falling.clock];
  const ClockRef ref{falling.ticket, clock.target, clock.cycle};
  const Target& target = *draft.rules().target(clock.target);
  if (falling.rung == pause_over) return run_on(draft, falling.ticket, Clock{clock}, falling.at);
  if (falling.rung == run_out && target.does) return run_timer(draft, falling, ref, *target.does);
  if (falling.rung == run_out) {
    draft.add(falling.at, ClockBreached{ref});
    return {};
  }
  const Rung& rung = draft.rules().ladder(target.ladder)->rungs[static_cast<std::size_t>(falling.rung)];
  return reach_rung(draft, falling, ref, rung);
}

}  // namespace

Result<void> advance(Draft& draft, Instant now) {
  for (;;) {
    const auto next = Agenda(draft, now).first();
    if (!next) return tl::make_unexpected(next.error());
    if (!*next) return {};
    if (const auto fell = fall(draft, **next); !fell) return fell;
  }
}

Result<std::vector<Event>> advance(const Case& matter, Instant now, const InForce& in_force) {
  Case advanced = matter;
  Draft draft(advanced, in_force);
  return advance(draft, now).map([&] { return draft.take(); });
}

}  // namespace hotline

#include "core/clocks.hpp"

#include <algorithm>

#include "base/names.hpp"
#include "core/rungs.hpp"

namespace hotline {
namespace {

bool pulled(const Trigger& trigger, const Move& move) { return has(trigger.on, move.verb) || has(trigger.in, move.to); }

ClockRef ref_of(TicketNumber ticket, const Clock& clock) { return {ticket, clock.target, clock.cycle}; }

struct Begun {  // a clock that has not been told yet, and the line it counts on
  ClockStarted event;
  Line line;
};

// nullopt: a given limit, and no due instant was given.
Result<std::optional<Begun>> begin(const Draft& draft, const ClockRef& ref, const Target& target, Instant since,
                                   std::optional<Instant> given) {
  ClockStarted event{.clock = ref, .promise = target.is_promise(), .line = {}, .since = since, .skipped = {}};
  if (target.limit.counting == Counting::given) {
    if (!given) return std::nullopt;
    event.from = since.time_since_epoch().count();
    event.key = given->time_since_epoch().count();
    event.budget = event.key - event.from;
    return Begun{event, Line{}};
  }
  Line line;
  if (needs_calendar(target.limit)) {
    const auto calendar = draft.in_force().calendar_in_force(target.calendar);
    if (!calendar) return tl::make_unexpected(calendar.error());
    const Result<Line> counted = line_for(**calendar, target.limit, since);
    if (!counted) return tl::make_unexpected(counted.error());
    line = *counted;
    if (line.kind().counting != Counting::elapsed) event.line = {target.calendar, line.kind()};
  }
  const Result<Key> from = start_key(line, target.limit, since);
  if (!from) return tl::make_unexpected(from.error());
  event.from = *from;
  event.budget = budget(target.limit, line.kind());
  event.key = event.from + event.budget;
  return Begun{event, line};
}

// A due instant outside the years a calendar covers is refused here, before anything is told.
Result<void> tell_start(Draft& draft, Instant at, const Begun& begun) {
  const Result<Instant> due = begun.line.when(begun.event.key);
  if (!due) return tl::make_unexpected(due.error());
  draft.add(at, begun.event);
  return {};
}

Result<void> pause(Draft& draft, TicketNumber ticket, const Clock& clock, Instant at) {
  return draft.in_force().line(clock.line).map([&, ref = ref_of(ticket, clock), from = clock.from](const Line& line) {
    draft.add(at, ClockPaused{ref, line.counted_since(from, at)});
  });
}

Result<void> resume(Draft& draft, TicketNumber ticket, const Clock& clock, Instant at) {
  return draft.in_force().line(clock.line).map([&, ref = ref_of(ticket, clock), clock](const Line& line) {
    const Key left = clock.key - clock.from;
    const Key from = line.counted_since(clock.from, at);
    draft.add(at, ClockResumed{ref, from, from + left});
  });
}

Result<void> pause_if_in(Draft& draft, TicketNumber number, const Target& target, Instant at) {
  const Ticket& ticket = draft.ticket(number);
  const Clock* clock = ticket.open_clock(target.name);
  if (clock == nullptr || !has(target.pauses.in, ticket.state)) return {};
  return pause(draft, number, *clock, at);
}

Result<void> start(Draft& draft, const ClockRef& ref, const Target& target, Instant at, std::optional<Instant> given) {
  auto begun = begin(draft, ref, target, at, given);
  if (!begun) return tl::make_unexpected(begun.error());
  if (!*begun) return {};
  if (const auto told = tell_start(draft, at, **begun); !told) return told;
  return pause_if_in(draft, ref.ticket, target, at);
}

// A breach on record at or after `at` did not happen.
void correct(Draft& draft, TicketNumber ticket, const Clock& clock, const Target& target, Instant at) {
  ClockCorrected correction{ref_of(ticket, clock), clock.breach_version, {}};
  if (const Ladder* ladder = draft.rules().ladder(target.ladder)) {
    for (const std::uint32_t rung : clock.rungs) {
      const Rung::At when = ladder->rungs[rung].at;
      if (when == Rung::At::share || when == Rung::At::before_due) correction.skipped.push_back(rung);
    }
  }
  draft.add(at, std::move(correction));
}

enum class Effect { none, meet, cancel, reset, pause, resume };

Effect effect_on(const Clock& clock, const Target& target, const Ticket& ticket) {
  const Move& move = ticket.moves.back();
  if (clock.is_open() && pulled(target.meets, move)) return Effect::meet;
  if (clock.is_open() && pulled(target.cancels, move)) return Effect::cancel;
  if (pulled(target.resets, move)) return Effect::reset;
  const bool stands = has(target.pauses.in, ticket.state);
  if (clock.status == Clock::Status::running && stands) return Effect::pause;
  if (clock.status == Clock::Status::paused && !stands) return Effect::resume;
  return Effect::none;
}

Result<void> drive(Draft& draft, TicketNumber number, const Target& target, std::optional<Instant> given) {
  const Instant at = draft.ticket(number).moves.back().at;
  const Clock* last = draft.ticket(number).last_clock(target.name);
  if (last == nullptr) {
    if (!pulled(target.starts, draft.ticket(number).moves.back())) return {};
    return start(draft, {number, target.name, 1}, target, at, given);
  }
  const Effect effect = effect_on(*last, target, draft.ticket(number));
  if (effect == Effect::none) return {};
  if (last->is_open() && last->breached && at <= *last->breached_at) correct(draft, number, Clock{*last}, target, at);
  const Clock clock = *draft.ticket(number).last_clock(target.name);
  const ClockRef ref = ref_of(number, clock);
  switch (effect) {
    case Effect::meet:
      draft.add(at, ClockMet{ref});
      return {};
    case Effect::cancel:
      draft.add(at, ClockCancelled{ref});
      return {};
    case Effect::reset:
      if (clock.is_open()) draft.add(at, ClockSuperseded{ref});
      return start(draft, {number, target.name, clock.cycle + 1}, target, at, given);
    case Effect::pause:
      return pause(draft, number, clock, at);
    case Effect::resume:
      return resume(draft, number, clock, at);
    case Effect::none:
      break;
  }
  return {};
}

// A target the ticket's new policy gives: where would its clock stand had it run from the start?
Result<void> derive(Draft& draft, TicketNumber number, const Target& target, Instant at, std::optional<Instant> given) {
  const std::vector<Move> moves = draft.ticket(number).moves;
  const auto first =
      std::find_if(moves.begin(), moves.end(), [&](const Move& move) { return pulled(target.starts, move); });
  if (first == moves.end()) return {};
  const bool done = std::any_of(first + 1, moves.end(), [&](const Move& move) {
    return pulled(target.meets, move) || pulled(target.cancels, move);
  });
  if (done) return {};

  const Clock* last = draft.ticket(number).last_clock(target.name);
  const std::uint32_t cycle = last == nullptr ? 1 : last->cycle + 1;
  auto begun = begin(draft, {number, target.name, cycle}, target, first->at, given);
  if (!begun) return tl::make_unexpected(begun.error());
  if (!*begun) return {};
  ClockStarted& event = (*begun)->event;
  const Line& line = (*begun)->line;
  bool standing = false;
  for (auto move = first; move != moves.end(); ++move) {
    const bool stands = has(target.pauses.in, move->to);
    if (stands == standing) continue;
    const Key left = event.key - event.from;
    event.from = line.counted_since(event.from, move->at);
    if (!stands) event.key = event.from + left;
    standing = stands;
  }
  Clock derived;
  derived.line = event.line;
  derived.budget = event.budget;
  derived.key = event.key;
  const auto past = rungs_past(target, derived, at, draft.rules(), draft.in_force());
  if (!past) return tl::make_unexpected(past.error());
  event.skipped = *past;
  if (const auto told = tell_start(draft, at, **begun); !told) return told;
  if (standing) draft.add(at, ClockPaused{event.clock, event.from});
  return {};
}

}  // namespace

Result<void> drive_clocks(Draft& draft, TicketNumber ticket, std::optional<Instant> given) {
  const Policy* policy = draft.rules().policy(draft.ticket(ticket).policy);
  if (policy == nullptr) return {};
  for (const std::string& name : policy->targets) {
    if (const auto driven = drive(draft, ticket, *draft.rules().target(name), given); !driven) return driven;
  }
  return {};
}

Result<void> choose_policy(Draft& draft, TicketNumber number, Instant at, std::optional<Instant> given) {
  const Ticket& ticket = draft.ticket(number);
  const Policy* chosen = draft.rules().policy_for(ticket.kind, ticket.attributes);
  if (chosen == nullptr || chosen->name == ticket.policy) return {};
  const std::string before = ticket.policy;
  draft.add(at, PolicyChosen{number, chosen->name});
  if (before.empty()) return {};

  const Policy* left = draft.rules().policy(before);
  for (const std::string& name : left->targets) {
    const Clock* clock = draft.ticket(number).open_clock(name);
    if (clock != nullptr && !has(chosen->targets, name)) draft.add(at, ClockSuperseded{ref_of(number, *clock)});
  }
  for (const std::string& name : chosen->targets) {
    if (has(left->targets, name)) continue;
    if (const auto derived = derive(draft, number, *draft.rules().target(name), at, given); !derived) return derived;
  }
  return {};
}

}  // namespace hotline

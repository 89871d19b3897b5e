#include "core/starts.hpp"

#include <algorithm>

#include "base/names.hpp"
#include "core/facts.hpp"
#include "core/places.hpp"

namespace hotline {
namespace {

struct Begun {  // a clock that has not been told yet, and the line it counts on
  ClockStarted event;
  Line line;
};

// nullopt: a given limit, and no due instant was given.
Result<std::optional<Begun>> begin(const Draft& draft, const ClockRef& ref, const Target& target, Instant since,
                                   std::optional<Instant> given) {
  ClockStarted event{.clock = ref,
                     .promise = target.is_promise(),
                     .line = {},
                     .since = since,
                     .pauses = {},
                     .skipped = {},
                     .taken_from = {}};
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

// A clock as the event would leave it, to ask where it stands.
Clock clock_of(const ClockStarted& event) {
  Clock clock;
  clock.target = event.clock.target;
  clock.line = event.line;
  clock.budget = event.budget;
  clock.from = event.from;
  clock.key = event.key;
  clock.since = event.since;
  return clock;
}

// The clock's pauses so far, taken from the ticket's moves.
class Replay {
 public:
  Replay(const Draft& draft, TicketNumber ticket, const Target& target, Begun& begun)
      : draft_(draft), ticket_(draft.ticket(ticket)), target_(target), begun_(begun) {}

  Result<void> run(std::size_t from, Instant upto) {
    for (Moment moment{ticket_, from}; moment.move < ticket_.moves.size(); ++moment.move) {
      const Instant at = ticket_.moves[moment.move].at;
      if (const auto out = run_out(at); !out) return out;
      if (moment.move > from) extend(ticket_.moves[moment.move].verb);
      const bool stands = stands_still(target_, moment);
      if (stands && !stood_) pause(at);
      if (!stands && since_) resume(at);
      stood_ = stands;
    }
    return run_out(upto);
  }
  void pause(Instant at) {
    begun_.event.from = begun_.line.counted_since(begun_.event.from, at);
    since_ = at;
  }
  bool stands() const { return since_.has_value(); }

 private:
  // What was granted stays granted.
  void extend(const std::string& verb) {
    for (const Extension& extension : target_.extends) {
      if (!has(extension.on, verb)) continue;
      const Key more = budget(extension.by, begun_.line.kind());
      begun_.event.budget += more;
      begun_.event.key += more;
    }
  }
  void resume(Instant at) {
    ClockStarted& event = begun_.event;
    const Key left = event.key - event.from;
    event.from = begun_.line.counted_since(event.from, at);
    event.key = event.from + left;
    event.pauses.push_back({*since_, at});
    since_.reset();
  }
  // A pause that may stand only so long ends by itself.
  Result<void> run_out(Instant before) {
    if (!since_ || !target_.pause_at_most) return {};
    Clock clock = clock_of(begun_.event);
    clock.status = Clock::Status::paused;
    clock.paused_since = since_;
    const Watch watch{draft_.matter(), ticket_, clock, target_, draft_.in_force()};
    return pause_places(watch)
        .and_then([&](const Places& places) { return earliest(places, *since_, draft_.in_force()); })
        .map([&](const std::optional<Instant>& end) {
          if (end && *end < before) resume(*end);
        });
  }

  const Draft& draft_;
  const Ticket& ticket_;
  const Target& target_;
  Begun& begun_;
  std::optional<Instant> since_;
  bool stood_ = false;
};

// The move that a clock of today would count from; nothing where none has started it or something has ended it.
std::optional<std::size_t> start_in(const Ticket& ticket, const Target& target) {
  std::optional<std::size_t> start;
  for (Moment moment{ticket, 0}; moment.move < ticket.moves.size(); ++moment.move) {
    const bool starts = start ? pulled(target.resets, moment) : pulled(target.starts, moment);
    if (starts) start = moment.move;
  }
  if (!start) return start;
  const Clock* last = ticket.last_clock(target.name);
  const bool has_run = last != nullptr && last->status == Clock::Status::ran;
  if (has_run && *last->ended_at >= ticket.moves[*start].at) return std::nullopt;
  for (Moment moment{ticket, *start + 1}; moment.move < ticket.moves.size(); ++moment.move)
    if (pulled(target.meets, moment) || pulled(target.cancels, moment)) return std::nullopt;
  return start;
}

}  // namespace

ClockRef ref_of(TicketNumber ticket, const Clock& clock) { return {ticket, clock.target, clock.cycle}; }

std::uint32_t next_cycle(const Ticket& ticket, const std::string& target) {
  const Clock* last = ticket.last_clock(target);
  return last == nullptr ? 1 : last->cycle + 1;
}

Result<void> start_clock(Draft& draft, TicketNumber number, const Target& target, std::optional<Instant> given) {
  const Ticket& ticket = draft.ticket(number);
  const Instant at = ticket.moves.back().at;
  const bool stands = stands_still(target, {ticket, ticket.moves.size() - 1});
  auto begun = begin(draft, {number, target.name, next_cycle(ticket, target.name)}, target, at, given);
  if (!begun) return tl::make_unexpected(begun.error());
  if (!*begun) return {};
  if (const auto told = tell_start(draft, at, **begun); !told) return told;
  if (stands) draft.add(at, ClockPaused{(*begun)->event.clock, (*begun)->line.counted_since((*begun)->event.from, at)});
  return {};
}

Result<void> continue_clock(Draft& draft, TicketNumber number, const Target& target) {
  const Ticket& ticket = draft.ticket(number);
  const Clock& last = *ticket.last_clock(target.name);
  const Instant at = ticket.moves.back().at;
  const auto line = draft.in_force().line(last.line);
  if (!line) return tl::make_unexpected(line.error());
  const bool ended_standing = !last.pauses.empty() && last.pauses.back().to == *last.ended_at;
  const Key stood = ended_standing ? last.from : line->counted_since(last.from, *last.ended_at);
  const Key from = line->counted_since(stood, at);
  ClockStarted event{.clock = {number, target.name, last.cycle + 1},
                     .promise = last.promise,
                     .line = last.line,
                     .budget = last.budget,
                     .from = from,
                     .key = from + last.key - stood,
                     .since = last.since,
                     .pauses = last.pauses,
                     .skipped = {last.rungs.begin(), last.rungs.end()},
                     .taken_from = last.taken_from};
  event.pauses.push_back({*last.ended_at, at});
  const bool stands = stands_still(target, {ticket, ticket.moves.size() - 1});
  if (const auto told = tell_start(draft, at, {event, *line}); !told) return told;
  if (stands) draft.add(at, ClockPaused{event.clock, from});
  return {};
}

Result<void> derive_clock(Draft& draft, TicketNumber number, const Target& target, Instant at,
                          std::optional<Instant> given) {
  const Ticket& ticket = draft.ticket(number);
  const auto start = start_in(ticket, target);
  if (!start) return {};
  const ClockRef ref{number, target.name, next_cycle(ticket, target.name)};
  const bool afresh = target.on_change == OnChange::restart;
  auto begun = begin(draft, ref, target, afresh ? at : ticket.moves[*start].at, given);
  if (!begun) return tl::make_unexpected(begun.error());
  if (!*begun) return {};
  ClockStarted& event = (*begun)->event;
  Replay replay(draft, number, target, **begun);
  if (afresh) {
    if (stands_still(target, {ticket, ticket.moves.size() - 1})) replay.pause(at);
  } else if (const auto ran = replay.run(*start, at); !ran) {
    return ran;
  }
  const Clock derived = clock_of(event);
  const auto past = rungs_past({draft.matter(), ticket, derived, target, draft.in_force()}, at);
  if (!past) return tl::make_unexpected(past.error());
  event.skipped = *past;
  if (const auto told = tell_start(draft, at, **begun); !told) return told;
  if (replay.stands()) draft.add(at, ClockPaused{event.clock, event.from});
  return {};
}

}  // namespace hotline

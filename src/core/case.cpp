#include "hotline/core/case.hpp"

#include <algorithm>
#include <cassert>

#include "hotline/workflow/workflow.hpp"

namespace hotline {
namespace {

constexpr std::size_t few_moves = 4;

Ticket& ticket_of(Case& matter, TicketNumber number) {
  assert(number >= 1 && number <= matter.tickets.size());
  return matter.tickets[number - 1];
}

Clock& clock_of(Case& matter, const ClockRef& ref) {
  std::vector<Clock>& clocks = ticket_of(matter, ref.ticket).clocks;
  const auto found = std::find_if(clocks.rbegin(), clocks.rend(), [&](const Clock& clock) {
    return clock.target == ref.target && clock.cycle == ref.cycle;
  });
  assert(found != clocks.rend());
  return *found;
}

struct Evolution {
  Case& matter;
  Instant at;

  void operator()(const TicketOpened& what) const {
    assert(what.ticket == matter.tickets.size() + 1);
    if (matter.tickets.empty()) matter.rules = what.rules;
    Ticket ticket;
    ticket.number = what.ticket;
    ticket.under = what.under;
    ticket.kind = what.kind;
    ticket.state = what.state;
    ticket.opened_at = at;
    ticket.changed_at = at;
    ticket.moves.reserve(few_moves);
    ticket.moves.push_back({at, std::string{open_verb}, what.state});
    matter.tickets.push_back(std::move(ticket));
  }
  // First values are told with the opening, all others ahead of the move they come with.
  void operator()(const AttributeSet& what) const {
    Ticket& ticket = ticket_of(matter, what.ticket);
    const bool first = !ticket.attributes.contains(what.name);
    ticket.attributes[what.name] = what.value;
    ticket.changes.push_back({first ? 0 : ticket.moves.size(), what.name, what.value});
  }
  void operator()(const LabelSet& what) const { ticket_of(matter, what.ticket).labels[what.name] = what.value; }
  void operator()(const PolicyChosen& what) const { ticket_of(matter, what.ticket).policy = what.policy; }
  void operator()(const StateChanged& what) const {
    Ticket& ticket = ticket_of(matter, what.ticket);
    ticket.state = what.to;
    ticket.changed_at = at;
    ticket.moves.push_back({at, what.verb, what.to});
  }
  void operator()(const ClockStarted& what) const {
    Clock clock;
    clock.target = what.clock.target;
    clock.cycle = what.clock.cycle;
    clock.promise = what.promise;
    clock.line = what.line;
    clock.budget = what.budget;
    clock.from = what.from;
    clock.key = what.key;
    clock.since = what.since;
    clock.anchor = at;
    clock.pauses = what.pauses;
    clock.rungs.insert(what.skipped.begin(), what.skipped.end());
    clock.taken_from = what.taken_from;
    ticket_of(matter, what.clock.ticket).clocks.push_back(std::move(clock));
  }
  void operator()(const ClockPaused& what) const {
    Clock& clock = clock_of(matter, what.clock);
    clock.status = Clock::Status::paused;
    clock.from = what.from;
    clock.anchor = at;
    clock.paused_since = at;
  }
  void operator()(const ClockResumed& what) const {
    Clock& clock = clock_of(matter, what.clock);
    clock.status = Clock::Status::running;
    clock.from = what.from;
    clock.key = what.key;
    clock.anchor = at;
    end_pause(clock);
  }
  void operator()(const ClockExtended& what) const {
    Clock& clock = clock_of(matter, what.clock);
    clock.budget = what.budget;
    clock.key = what.key;
  }
  void operator()(const ClockRekeyed& what) const {
    Clock& clock = clock_of(matter, what.clock);
    clock.from = what.from;
    clock.key = what.key;
    clock.anchor = at;
  }
  void operator()(const ClockMet& what) const { end(what.clock, Clock::Status::met); }
  void operator()(const ClockCancelled& what) const { end(what.clock, Clock::Status::cancelled); }
  void operator()(const ClockSuperseded& what) const { end(what.clock, Clock::Status::superseded); }
  void operator()(const ClockBreached& what) const {
    Clock& clock = clock_of(matter, what.clock);
    clock.breached = true;
    clock.breached_at = at;
    clock.breach_version = matter.version;
  }
  void operator()(const ClockCorrected& what) const {
    Clock next = clock_of(matter, what.clock);
    end(what.clock, Clock::Status::corrected);
    next.cycle += 1;
    next.breached = false;
    next.breached_at.reset();
    next.breach_version = 0;
    next.rungs = {what.skipped.begin(), what.skipped.end()};
    ticket_of(matter, what.clock.ticket).clocks.push_back(std::move(next));
  }
  void operator()(const TimerRan& what) const { end(what.clock, Clock::Status::ran); }
  void operator()(const RungReached& what) const { clock_of(matter, what.clock).rungs.insert(what.rung); }
  void operator()(const RolesTold&) const {}
  void operator()(const CalendarAdopted&) const {}
  void operator()(const CaseRebound& what) const { matter.rules = what.to; }
  void operator()(const CaseMerged& what) const { matter.merged_into = what.into; }
  void operator()(const CaseAbsorbed& what) const { matter.absorbed.push_back(what.absorbed); }
  void operator()(const CaseUnmerged&) const { matter.merged_into = {}; }
  void operator()(const CaseReleased& what) const { std::erase(matter.absorbed, what.released); }

  void end_pause(Clock& clock) const {
    if (!clock.paused_since) return;
    clock.pauses.push_back({*clock.paused_since, at});
    clock.paused_since.reset();
  }
  void end(const ClockRef& ref, Clock::Status status) const {
    Clock& clock = clock_of(matter, ref);
    end_pause(clock);
    clock.status = status;
    clock.ended_at = at;
  }
};

}  // namespace

const Clock* Ticket::last_clock(std::string_view target) const {
  const auto found =
      std::find_if(clocks.rbegin(), clocks.rend(), [&](const Clock& clock) { return clock.target == target; });
  return found == clocks.rend() ? nullptr : &*found;
}

const Clock* Ticket::open_clock(std::string_view target) const {
  const Clock* clock = last_clock(target);
  return clock != nullptr && clock->is_open() ? clock : nullptr;
}

bool Ticket::was_in(std::string_view wanted) const {
  return std::any_of(moves.begin(), moves.end(), [&](const Move& move) { return move.to == wanted; });
}

Fields Ticket::attributes_at(std::size_t move) const {
  Fields values;
  for (const Change& change : changes)
    if (change.move <= move) values[change.name] = change.value;
  return values;
}

const Ticket* Case::ticket(TicketNumber number) const {
  return number >= 1 && number <= tickets.size() ? &tickets[number - 1] : nullptr;
}

const Ticket* Case::escalation() const {
  const auto found =
      std::find_if(tickets.begin(), tickets.end(), [](const Ticket& ticket) { return ticket.kind == escalation_kind; });
  return found == tickets.end() ? nullptr : &*found;
}

void evolve(Case& matter, const Event& event) {
  matter.version += 1;
  std::visit(Evolution{matter, event.at}, event.what);
}

}  // namespace hotline

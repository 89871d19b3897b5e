#include "hotline/core/adopt.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/clocks.hpp"
#include "core/draft.hpp"
#include "core/starts.hpp"
#include "hotline/calendar/revision.hpp"
#include "hotline/core/due.hpp"

namespace hotline {
namespace {

struct Stand {
  Key from = 0;
  Key key = 0;
};

// Where the clock stands when it is counted again from its start.
Result<Stand> counted_anew(const Clock& clock, const Target& target, const Calendar& calendar) {
  return line_for(calendar, target.limit, clock.since).and_then([&](const Line& line) {
    return start_key(line, target.limit, clock.since).map([&](Key start) {
      Stand stand{start, start + clock.budget};
      for (const Pause& pause : clock.pauses) {
        const Key stood = line.counted_since(stand.from, pause.from);
        const Key left = stand.key - stood;
        stand.from = line.counted_since(stood, pause.to);
        stand.key = stand.from + left;
      }
      if (clock.paused_since) stand.from = line.counted_since(stand.from, *clock.paused_since);
      return stand;
    });
  });
}

class Adoption {
 public:
  Adoption(Draft& draft, Instant now, PastBreaches past) : draft_(draft), now_(now), past_(past) {}

  Result<void> take(const CalendarChange& change) {
    const Calendar* calendar = draft_.in_force().calendar(change.calendar);
    bool told = false;
    for (TicketNumber number = 1; number <= draft_.matter().tickets.size(); ++number) {
      const std::vector<Clock> clocks = draft_.ticket(number).clocks;
      for (const Clock& clock : clocks) {
        const Target* target = draft_.rules().target(clock.target);
        if (!clock.is_open() || target == nullptr || !counts_on(clock, *target, change.calendar)) continue;
        if (calendar == nullptr)
          return fail(Fault::not_found, fmt::format("clock '{}' of case '{}' counts on calendar '{}', which is gone: "
                                                    "the rules must keep it",
                                                    clock.target, draft_.matter().id.text, change.calendar));
        const auto moved = move(number, clock, *target, *calendar, told);
        if (!moved) return moved;
      }
    }
    return {};
  }

  // Before the change nothing was past. What it makes past, a clock by itself or one that another caps, is due now.
  Result<void> hold_late(const CalendarChange& change) {
    const Calendar* calendar = draft_.in_force().calendar(change.calendar);
    bool told = !draft_.events().empty();
    for (TicketNumber number = 1; number <= draft_.matter().tickets.size(); ++number) {
      const std::vector<Clock> clocks = draft_.ticket(number).clocks;
      for (const Clock& clock : clocks) {
        if (clock.status != Clock::Status::running || clock.breached || corrected_.contains({number, clock.target}))
          continue;
        const auto due = due_of(draft_.matter(), draft_.ticket(number), clock, draft_.in_force());
        if (!due) return tl::make_unexpected(due.error());
        if (*due >= now_) continue;
        if (!told && calendar != nullptr) tell(*calendar);
        told = true;
        draft_.add(now_, ClockRekeyed{ref_of(number, clock), clock.from, clock.key});
      }
    }
    return {};
  }

 private:
  static bool counts_on(const Clock& clock, const Target& target, const std::string& calendar) {
    const bool deemed = clock.line.calendar.empty() && needs_calendar(target.limit);
    return clock.line.calendar == calendar || (deemed && target.calendar == calendar);
  }

  Result<void> move(TicketNumber number, const Clock& clock, const Target& target, const Calendar& calendar,
                    bool& told) {
    const auto stand = counted_anew(clock, target, calendar);
    if (!stand) return tl::make_unexpected(stand.error());
    Clock anew = clock;
    anew.from = stand->from;
    anew.key = stand->key;
    // A breach is judged by what was counted, not by when an earlier change moved the clock.
    if (clock.breached) anew.anchor = clock.since;
    const bool runs = clock.status == Clock::Status::running;
    std::optional<Instant> due;
    if (runs) {
      const auto found = due_of(draft_.matter(), draft_.ticket(number), anew, draft_.in_force());
      if (!found) return tl::make_unexpected(found.error());
      due = *found;
    }
    const bool rekeyed = anew.from != clock.from || anew.key != clock.key;
    const bool was_in_time = due && clock.breached && *clock.breached_at < *due;
    const bool corrected = was_in_time && past_ == PastBreaches::correct;
    if (!rekeyed && !corrected) return {};
    if (!told) tell(calendar);
    told = true;
    if (rekeyed) draft_.add(now_, ClockRekeyed{ref_of(number, clock), stand->from, stand->key});
    if (!corrected) return {};
    correct_breach(draft_, number, *draft_.ticket(number).last_clock(clock.target), target, now_);
    corrected_.insert({number, clock.target});
    return {};
  }

  void tell(const Calendar& calendar) {
    draft_.add(now_, CalendarAdopted{calendar.name(), calendar.revision().number, word()});
  }

  std::string word() const { return past_ == PastBreaches::correct ? "correct" : "stand"; }

  Draft& draft_;
  Instant now_;
  PastBreaches past_;
  std::set<std::pair<TicketNumber, std::string>> corrected_;  // late by their own count
};

}  // namespace

std::vector<CalendarChange> calendar_changes(const Rules& before, const Rules& after) {
  std::vector<CalendarChange> changes;
  for (const auto& [name, calendar] : before.calendars) {
    const Calendar* next = after.calendar(name);
    if (next == nullptr) {
      changes.push_back({name, Instant::min()});
    } else if (const auto since = differ_from(calendar, *next)) {
      changes.push_back({name, *since});
    }
  }
  return changes;
}

Result<std::vector<Event>> adopt(const Case& matter, const std::vector<CalendarChange>& changes, Instant now,
                                 PastBreaches past, const InForce& in_force) {
  Case adopted = matter;
  Draft draft(adopted, in_force);
  Adoption adoption(draft, now, past);
  for (const CalendarChange& change : changes)
    if (const auto taken = adoption.take(change); !taken) return tl::make_unexpected(taken.error());
  if (!changes.empty())
    if (const auto held = adoption.hold_late(changes.front()); !held) return tl::make_unexpected(held.error());
  return draft.take();
}

}  // namespace hotline

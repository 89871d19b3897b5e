#include "hotline/engine/adoption.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "engine/batch.hpp"
#include "engine/kept_rules.hpp"
#include "hotline/core/decide.hpp"
#include "hotline/core/due.hpp"

namespace hotline {
namespace {

constexpr std::size_t cases_per_commit = 1'000;
constexpr Instant always{std::chrono::seconds{std::numeric_limits<std::int32_t>::min()}};

// What differs between the two, and what has already moved under the store: its zone data, its built-in sets.
Result<std::vector<CalendarChange>> changes_between(Store& store, const Rules& before, const Rules& next) {
  std::vector<CalendarChange> changes = calendar_changes(before, next);
  const auto kept = read_note(store);
  if (!kept) return tl::make_unexpected(kept.error());
  if (!*kept) return changes;
  const auto add = [&](const std::string& name, Instant since) {
    const auto known =
        std::find_if(changes.begin(), changes.end(), [&](const auto& one) { return one.calendar == name; });
    if (known == changes.end())
      changes.push_back({name, since});
    else
      known->since = std::min(known->since, since);
  };
  const InForceNote now = InForceNote::of(before);
  for (const auto& [name, stands_on] : (*kept)->calendars) {
    const auto found = now.calendars.find(name);
    if (found == now.calendars.end() || found->second != stands_on) add(name, always);
  }
  if ((*kept)->pending)
    for (const CalendarChange& change : (*kept)->pending->changes) add(change.calendar, change.since);
  return changes;
}

// Starts that wait for an opening stand where that opening is.
bool some_start_waits(const InForce& in_force, const std::vector<CalendarChange>& changes) {
  const auto& targets = in_force.current().targets;
  return std::any_of(targets.begin(), targets.end(), [&](const Target& target) {
    return target.limit.start != Start::at_once &&
           std::any_of(changes.begin(), changes.end(),
                       [&](const CalendarChange& change) { return change.calendar == target.calendar; });
  });
}

bool reaches_back(const std::vector<CalendarChange>& changes, Instant now) {
  return std::any_of(changes.begin(), changes.end(), [&](const CalendarChange& change) { return change.since <= now; });
}

struct Sides {  // the same rules, with the calendars of before and of after
  InForce before;
  InForce after;

  static Result<Sides> of(Store& store, const Rules& before, const Rules& next) {
    Sides sides{InForce(before), InForce(next)};
    for (InForce* side : {&sides.before, &sides.after})
      if (const auto kept = keep_older_rules(store, *side); !kept) return tl::make_unexpected(kept.error());
    return sides;
  }
};

void compare(const Case& old, const Case& anew, const Sides& sides, std::vector<MovedClock>& moved) {
  for (const Ticket& ticket : old.tickets)
    for (const Clock& clock : ticket.clocks) {
      if (clock.status != Clock::Status::running) continue;
      const auto before = due_of(old, ticket, clock, sides.before);
      const Ticket& again = anew.tickets[ticket.number - 1];
      const auto after = due_of(anew, again, *again.last_clock(clock.target), sides.after);
      if (!before || !after || *before == *after) continue;
      const bool relieved = clock.breached_at && *clock.breached_at < *after;
      moved.push_back({old.id, ticket.number, clock.target, *before, *after,
                       relieved ? MovedClock::How::relieved : MovedClock::How::moved});
    }
}

// The case as it would stand, and which of its clocks would be late at once.
Result<bool> preview_case(Case old, const std::vector<CalendarChange>& changes, Instant now, PastBreaches past,
                          const Sides& sides, std::vector<MovedClock>& moved) {
  const auto fell = advance(old, now, sides.before);
  if (!fell) return tl::make_unexpected(fell.error());
  for (const Event& event : *fell) evolve(old, event);
  Case anew = old;
  const auto events = adopt(old, changes, now, past, sides.after);
  if (!events) return tl::make_unexpected(events.error());
  for (const Event& event : *events) evolve(anew, event);
  const std::size_t first = moved.size();
  compare(old, anew, sides, moved);
  for (std::size_t i = first; i < moved.size(); ++i)
    if (moved[i].how == MovedClock::How::moved && moved[i].after <= now) moved[i].how = MovedClock::How::now_late;
  return !events->empty();
}

Result<void> visit(EngineState& state, const std::vector<CaseId>& ids, const InForceNote::Pending& pending,
                   Adoption& adoption) {
  Batch work(state);
  for (const CaseId& id : ids) {
    const auto written = work.adopt(id, pending.changes, pending.now, pending.past);
    if (!written) return tl::make_unexpected(written.error());
    adoption.looked_at += 1;
    adoption.written_to += *written ? 1 : 0;
  }
  std::vector<Answer> none;
  return work.commit(none);
}

Result<void> visit_all(EngineState& state, const InForceNote::Pending& pending, Adoption& adoption) {
  std::vector<CaseId> ids;
  const auto visited = each_case_id(state.store, [&](const CaseId& id) -> Result<void> {
    ids.push_back(id);
    if (ids.size() < cases_per_commit) return {};
    const auto done = visit(state, ids, pending, adoption);
    ids.clear();
    return done;
  });
  return visited ? visit(state, ids, pending, adoption) : visited;
}

}  // namespace

Result<Rules> rules_in_force(Store& store, const ReadHolidays& ics) {
  const auto note = read_note(store);
  if (!note) return tl::make_unexpected(note.error());
  if (!*note) return fail(Fault::not_found, "no rules are in force in this store yet");
  const auto text = store.document("rules/" + (*note)->rules);
  if (!text) return tl::make_unexpected(text.error());
  if (!*text)
    return fail(Fault::damaged,
                fmt::format("the store lacks version '{}' of the rules, which is in force", (*note)->rules));
  Reading reading = read_rules(**text, "rules/" + (*note)->rules, (*note)->as_of, ics);
  if (reading.rules) return std::move(*reading.rules);
  return fail(Fault::damaged, fmt::format("the rules in force cannot be read: {}", to_text(reading.faults.front())));
}

Result<Adoption> preview_adoption(Store& store, const Rules& before, const Rules& next, Instant now,
                                  PastBreaches past) {
  auto sides = Sides::of(store, before, next);
  if (!sides) return tl::make_unexpected(sides.error());
  auto changes = changes_between(store, before, next);
  if (!changes) return tl::make_unexpected(changes.error());
  Adoption adoption{std::move(*changes), 0, 0, {}};
  if (adoption.changes.empty()) return adoption;
  const auto visited = each_case_id(store, [&](const CaseId& id) -> Result<void> {
    const auto entries = store.load(id);
    if (!entries) return tl::make_unexpected(entries.error());
    return held_from(id, *entries).and_then([&](const Held& held) {
      return preview_case(held.matter, adoption.changes, std::max(now, held.recorded_at), past, *sides, adoption.moved)
          .map([&](bool written) {
            adoption.looked_at += 1;
            adoption.written_to += written ? 1 : 0;
          });
    });
  });
  if (!visited) return tl::make_unexpected(visited.error());
  return adoption;
}

Result<Adoption> adopt_rules(Store& store, const Rules& before, const Rules& next, Instant now, PastBreaches past) {
  auto sides = Sides::of(store, before, next);
  if (!sides) return tl::make_unexpected(sides.error());
  auto changes = changes_between(store, before, next);
  if (!changes) return tl::make_unexpected(changes.error());
  const auto kept = read_note(store);
  if (!kept) return tl::make_unexpected(kept.error());
  const auto epoch = store.epoch();
  if (!epoch) return tl::make_unexpected(epoch.error());

  // What has fallen due by now fell due under the old calendars.
  const bool interrupted = *kept && (*kept)->pending.has_value();
  if (!interrupted) {
    EngineState state{store, sides->before, *epoch, {}, {}};
    if (const auto passed = pass_time(state, now); !passed) return tl::make_unexpected(passed.error());
  }
  InForceNote note = InForceNote::of(next);
  note.pending = interrupted ? (*kept)->pending : InForceNote::Pending{now, past, {}};
  note.pending->changes = *changes;
  const auto begun = store.begin_epoch(*epoch, std::vector<Document>{document_of(next), document_of(note)});
  if (!begun) return tl::make_unexpected(begun.error());

  Adoption adoption{std::move(*changes), 0, 0, {}};
  EngineState state{store, sides->after, *begun, {}, {}};
  if (reaches_back(adoption.changes, now) || some_start_waits(state.in_force, adoption.changes)) {
    if (const auto visited = visit_all(state, *note.pending, adoption); !visited)
      return tl::make_unexpected(visited.error());
  }
  note.pending.reset();
  return store.begin_epoch(*begun, std::vector<Document>{document_of(note)}).map([&](Epoch) {
    return std::move(adoption);
  });
}

}  // namespace hotline

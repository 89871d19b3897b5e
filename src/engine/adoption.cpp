#include "hotline/engine/adoption.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <unordered_set>

#include <fmt/format.h>

#include "engine/batch.hpp"
#include "engine/concerned.hpp"
#include "engine/kept_rules.hpp"
#include "hotline/core/decide.hpp"
#include "hotline/core/due.hpp"

namespace hotline {
namespace {

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
    if (found != now.calendars.end() && found->second == stands_on) continue;
    const auto kept_years = (*kept)->years.find(name);
    const auto years = now.years.find(name);
    const bool both = kept_years != (*kept)->years.end() && years != now.years.end();
    add(name, (both ? years_differ_from(kept_years->second, years->second) : std::nullopt).value_or(always));
  }
  if ((*kept)->pending)
    for (const CalendarChange& change : (*kept)->pending->changes) add(change.calendar, change.since);
  return changes;
}

bool reach_back(const std::vector<CalendarChange>& changes, Instant now) {
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

// Late by the old calendars and no longer, or not yet and now so. One that is late either way has moved.
MovedClock::How how_moved(const Clock& clock, Instant due, Instant now) {
  if (!clock.breached_at) return due <= now ? MovedClock::How::now_late : MovedClock::How::moved;
  return *clock.breached_at < due && now <= due ? MovedClock::How::relieved : MovedClock::How::moved;
}

void compare(const Case& old, const Case& anew, Instant now, const Sides& sides, std::vector<MovedClock>& moved) {
  for (const Ticket& ticket : old.tickets)
    for (const Clock& clock : ticket.clocks) {
      if (clock.status != Clock::Status::running) continue;
      const auto before = due_of(old, ticket, clock, sides.before);
      const Ticket& again = anew.tickets[ticket.number - 1];
      const auto after = due_of(anew, again, *again.last_clock(clock.target), sides.after);
      if (!before || !after || *before == *after) continue;
      moved.push_back({old.id, ticket.number, clock.target, *before, *after, how_moved(clock, *after, now)});
    }
}

struct CasePreview {
  bool fell = false;  // something was due before the change
  bool written = false;
};

// The case as it would stand, and which of its clocks would be late at once.
Result<CasePreview> preview_case(Case old, const std::vector<CalendarChange>& changes, Instant now, PastBreaches past,
                                 const Sides& sides, std::vector<MovedClock>& moved) {
  const auto fell = advance(old, now, sides.before);
  if (!fell) return tl::make_unexpected(fell.error());
  for (const Event& event : *fell) evolve(old, event);
  Case anew = old;
  const auto events = adopt(old, changes, now, past, sides.after);
  if (!events) return tl::make_unexpected(events.error());
  for (const Event& event : *events) evolve(anew, event);
  compare(old, anew, now, sides, moved);
  return CasePreview{!fell->empty(), !events->empty()};
}

Result<void> visit(EngineState& state, std::span<const CaseId> ids, const InForceNote::Pending& pending,
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

Result<void> visit_all(EngineState& state, const std::vector<CaseId>& ids, const InForceNote::Pending& pending,
                       Adoption& adoption) {
  for (std::span<const CaseId> rest = ids; !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), cases_per_commit));
    if (const auto visited = visit(state, some, pending, adoption); !visited) return visited;
    rest = rest.subspan(some.size());
  }
  return {};
}

// Clocks of no case count on a calendar that would be gone: found out before anything is written.
Result<void> keeps_all_calendars(Store& store, const Rules& before, const Rules& next, Instant now, PastBreaches past) {
  const bool all = std::all_of(before.calendars.begin(), before.calendars.end(),
                               [&](const auto& named) { return next.calendar(named.first) != nullptr; });
  if (all) return {};
  return preview_adoption(store, before, next, now, past).map([](const Adoption&) {});
}

// The changes are in force; the cases they concern are still to be told.
Result<Adoption> tell_cases(Store& store, const Sides& sides, InForceNote note, Epoch epoch) {
  Adoption adoption{note.pending->changes, 0, 0, {}};
  const auto ids = concerned(store, adoption.changes, note.pending->now, sides.before, sides.after);
  if (!ids) return tl::make_unexpected(ids.error());
  EngineState state{store, sides.after, epoch, {}, {}};
  if (const auto visited = visit_all(state, *ids, *note.pending, adoption); !visited)
    return tl::make_unexpected(visited.error());
  note.pending.reset();
  return store.begin_epoch(epoch, std::vector<Document>{document_of(note)}).map([&](Epoch) {
    return std::move(adoption);
  });
}

// Brings `next` in force and tells the cases. Whatever happens on the way, the note says what is still to be done.
Result<Adoption> begin(Store& store, const Sides& sides, const InForceNote::Pending& pending) {
  const auto epoch = store.epoch();
  if (!epoch) return tl::make_unexpected(epoch.error());
  const Rules& next = sides.after.current();
  InForceNote note = InForceNote::of(next);
  note.pending = pending;
  return store.begin_epoch(*epoch, std::vector<Document>{document_of(next), document_of(note)})
      .and_then([&](Epoch begun) { return tell_cases(store, sides, note, begun); });
}

// Nothing of it is under way any more; what there was, as it was begun.
Result<Adoption> finish_interrupted(Store& store, const Rules& in_force) {
  const auto note = read_note(store);
  if (!note) return tl::make_unexpected(note.error());
  if (!*note || !(*note)->pending) return Adoption{};
  auto sides = Sides::of(store, in_force, in_force);
  if (!sides) return tl::make_unexpected(sides.error());
  auto changes = changes_between(store, in_force, in_force);
  if (!changes) return tl::make_unexpected(changes.error());
  return begin(store, *sides, {(*note)->pending->now, (*note)->pending->past, std::move(*changes)});
}

// A program that died while it adopted may not know how far it got.
Result<const Rules*> in_force_of(Store& store, const Rules& before, const Rules& next) {
  const auto note = read_note(store);
  if (!note) return tl::make_unexpected(note.error());
  if (!*note || (*note)->rules == before.version) return &before;
  if ((*note)->rules == next.version) return &next;
  return fail(Fault::conflict, fmt::format("rules '{}' are in force in this store, not '{}': look at what moves from "
                                           "there, as rules_in_force says",
                                           (*note)->rules, before.version));
}

Adoption joined(Adoption first, const Adoption& then) {
  first.changes.insert(first.changes.end(), then.changes.begin(), then.changes.end());
  first.looked_at += then.looked_at;
  first.written_to += then.written_to;
  return first;
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
  const auto those = concerned(store, adoption.changes, now, sides->before, sides->after);
  if (!those) return tl::make_unexpected(those.error());
  const std::unordered_set<CaseId> concerned(those->begin(), those->end());
  const bool fallen_count = reach_back(adoption.changes, now);  // they are told of it at `now`
  // A due instant moves by itself, so every case is asked.
  const auto visited = each_case_id(store, [&](const CaseId& id) -> Result<void> {
    const auto entries = store.load(id);
    if (!entries) return tl::make_unexpected(entries.error());
    return held_from(id, *entries).and_then([&](const Held& held) {
      return preview_case(held.matter, adoption.changes, std::max(now, held.recorded_at), past, *sides, adoption.moved)
          .map([&](const CasePreview& seen) {
            adoption.looked_at += concerned.contains(id) || (seen.fell && fallen_count) ? 1 : 0;
            adoption.written_to += seen.written ? 1 : 0;
          });
    });
  });
  if (!visited) return tl::make_unexpected(visited.error());
  return adoption;
}

Result<Adoption> adopt_rules(Store& store, const Rules& before, const Rules& next, Instant now, PastBreaches past) {
  const auto in_force = in_force_of(store, before, next);
  if (!in_force) return tl::make_unexpected(in_force.error());
  const auto finished = finish_interrupted(store, **in_force);
  if (!finished) return finished;
  auto sides = Sides::of(store, **in_force, next);
  if (!sides) return tl::make_unexpected(sides.error());
  auto changes = changes_between(store, **in_force, next);
  if (!changes) return tl::make_unexpected(changes.error());
  if (changes->empty() && (*in_force)->version == next.version) return finished;
  if (const auto kept = keeps_all_calendars(store, **in_force, next, now, past); !kept)
    return tl::make_unexpected(kept.error());

  // What has fallen due by now fell due under the old calendars.
  const auto epoch = store.epoch();
  if (!epoch) return tl::make_unexpected(epoch.error());
  EngineState old{store, sides->before, *epoch, {}, {}};
  if (const auto passed = pass_time(old, now); !passed) return tl::make_unexpected(passed.error());
  return begin(store, *sides, {now, past, std::move(*changes)}).map([&](const Adoption& adoption) {
    return joined(*finished, adoption);
  });
}

}  // namespace hotline

#include "engine/batch.hpp"

#include <algorithm>
#include <unordered_set>

#include "engine/agenda.hpp"
#include "hotline/core/decide.hpp"
#include "hotline/core/merge.hpp"

namespace hotline {

Result<Held*> Batch::held(const CaseId& id) {
  const auto found = cases_.find(id);
  if (found != cases_.end()) return &found->second;
  return state_.committed(id).map([&](Held loaded) { return &cases_.emplace(id, std::move(loaded)).first->second; });
}

namespace {

constexpr std::size_t cases_per_commit = 1'000;

// One case of a unit: what fell due before the command, and what the command makes of it.
struct Part {
  Held* held = nullptr;
  Held next;
  std::vector<Event> events;

  void happen(const std::vector<Event>& more) {
    next.evolve_all(more);
    events.insert(events.end(), more.begin(), more.end());
  }
  Result<void> advance_to(Instant now, const InForce& in_force) {
    return advance(next.matter, now, in_force).map([&](const std::vector<Event>& fell) { happen(fell); });
  }
};

// What each part's case adds, the command's own first.
Result<std::vector<std::vector<Event>>> decided(const std::vector<Part>& parts, const Command& command, Instant now,
                                                const InForce& in_force) {
  const Case& matter = parts.front().next.matter;
  if (!concerns_two_cases(command.verb)) {
    return decide(matter, command, now, in_force).map([](std::vector<Event> events) {
      return std::vector<std::vector<Event>>{std::move(events)};
    });
  }
  return decide_merge(matter, parts.back().next.matter, command, now, in_force).map([](BothCases both) {
    return std::vector<std::vector<Event>>{std::move(both.absorbed), std::move(both.survivor)};
  });
}

// The cases that a command concerns; an unmerge knows the other one by itself.
std::vector<CaseId> cases_of(const Command& command, const Case& matter) {
  if (!concerns_two_cases(command.verb)) return {command.case_id};
  const CaseId& other = command.with.text.empty() ? matter.merged_into : command.with;
  if (other.text.empty() || other == command.case_id) return {command.case_id};
  return {command.case_id, other};
}

}  // namespace

void Batch::keep(const std::optional<CommandId>& command, Instant now, const std::vector<Addition>& additions) {
  Unit unit{command, state_.epoch, {}};
  for (const auto& [held, events] : additions) {
    if (!events.empty()) unit.entries.push_back(held->take(now, events, state_.in_force.rules_of(held->matter)));
  }
  if (!unit.entries.empty()) units_.push_back(std::move(unit));
}

Result<Answer> Batch::take(const Told& told) {
  const Command& command = told.command;
  const std::size_t index = answered_++;
  if (const auto unit = told_.find(command.id); unit != told_.end()) {
    return Answer{Answer::Kind::repeated, units_[unit->second].entries.front().version, {}, {}};
  }
  const auto known = state_.store.find(command.id);
  if (!known) return tl::make_unexpected(known.error());
  if (!known->empty()) return Answer{Answer::Kind::repeated, known->front().entry.version, {}, {}};

  const Result<Held*> own = held(command.case_id);
  if (!own) return tl::make_unexpected(own.error());
  if (told.expected && *told.expected != (*own)->matter.version)
    return Answer{Answer::Kind::conflict, (*own)->matter.version, {}, {}};
  std::vector<Part> parts;
  Instant now = told.recorded_at;
  for (const CaseId& id : cases_of(command, (*own)->matter)) {
    const Result<Held*> found = held(id);
    if (!found) return tl::make_unexpected(found.error());
    parts.push_back({*found, **found, {}});
    now = std::max(now, (*found)->recorded_at);
  }
  const auto additions = [&] {
    std::vector<Addition> result;
    for (const Part& part : parts) result.emplace_back(part.held, part.events);
    return result;
  };
  for (Part& part : parts)
    if (const auto fell = part.advance_to(now, state_.in_force); !fell) return tl::make_unexpected(fell.error());
  auto events = decided(parts, command, now, state_.in_force);
  if (!events) {
    keep(std::nullopt, now, additions());
    return Answer{Answer::Kind::refused, parts.front().held->matter.version, {}, events.error()};
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].happen((*events)[i]);
    const auto after = parts[i].advance_to(now, state_.in_force);  // what a command told late makes due
    if (!after) return tl::make_unexpected(after.error());
  }
  keep(command.id, now, additions());
  told_.emplace(command.id, units_.size() - 1);
  asked_.emplace_back(units_.size() - 1, index);
  return Answer{Answer::Kind::applied, parts.front().held->matter.version, std::move(events->front()), {}};
}

Result<void> Batch::fire(const CaseId& id, Instant now) {
  const Result<Held*> found = held(id);
  if (!found) return tl::make_unexpected(found.error());
  Held& held = **found;
  const Instant then = std::max(now, held.recorded_at);
  const auto fired = advance(held.matter, then, state_.in_force);
  if (!fired) return tl::make_unexpected(fired.error());
  keep(std::nullopt, then, {{&held, *fired}});
  return {};
}

// A case in which a breach has been told since the change keeps a rung that is counted from there: its hint moves.
bool counts_from_a_breach(const Case& matter, const std::vector<CalendarChange>& changes) {
  return std::any_of(matter.tickets.begin(), matter.tickets.end(), [&](const Ticket& ticket) {
    return std::any_of(ticket.clocks.begin(), ticket.clocks.end(), [&](const Clock& clock) {
      return clock.is_open() && clock.breached_at &&
             std::any_of(changes.begin(), changes.end(),
                         [&](const CalendarChange& change) { return change.since <= *clock.breached_at; });
    });
  });
}

Result<bool> Batch::adopt(const CaseId& id, const std::vector<CalendarChange>& changes, Instant now,
                          PastBreaches past) {
  const Result<Held*> found = held(id);
  if (!found) return tl::make_unexpected(found.error());
  Held& held = **found;
  const Instant then = std::max(now, held.recorded_at);
  const auto events = hotline::adopt(held.matter, changes, then, past, state_.in_force);
  if (!events) return tl::make_unexpected(events.error());
  const bool rehinted = counts_from_a_breach(held.matter, changes);
  if (events->empty() && !rehinted) return false;
  units_.push_back(Unit{std::nullopt, state_.epoch, {held.take(then, *events, state_.in_force.rules_of(held.matter))}});
  return !events->empty();
}

Result<void> pass_time(EngineState& state, Instant now) {
  auto agenda = Agenda::at(state.store, state.in_force, now);
  if (!agenda) return tl::make_unexpected(agenda.error());
  for (;;) {
    const auto cases = agenda->next(cases_per_commit);
    if (!cases) return tl::make_unexpected(cases.error());
    if (cases->empty()) return {};
    Batch work(state);
    for (const CaseId& id : *cases) {
      if (const auto fired = work.fire(id, now); !fired) return fired;
    }
    std::vector<Answer> none;
    if (const auto committed = work.commit(none); !committed) return committed;
  }
}

Result<void> Batch::commit(std::vector<Answer>& answers) {
  std::unordered_set<CaseId> hinted;
  for (auto unit = units_.rbegin(); unit != units_.rend(); ++unit) {
    for (Entry& entry : unit->entries) {
      if (!hinted.insert(entry.case_id).second) continue;
      auto stands = hints_of(cases_.at(entry.case_id).matter, state_.in_force);
      if (!stands) return tl::make_unexpected(stands.error());
      entry.hints = std::move(*stands);
    }
  }
  const auto outcomes = state_.store.append(units_);
  if (!outcomes) {
    state_.memory.clear();
    return tl::make_unexpected(outcomes.error());
  }
  for (std::size_t i = 0; i < units_.size(); ++i) {
    if ((*outcomes)[i].kind == Outcome::Kind::applied) continue;
    for (const Entry& entry : units_[i].entries) {
      cases_.erase(entry.case_id);
      state_.memory.erase(entry.case_id);
    }
  }
  for (const auto& [unit, answer] : asked_) {
    const Outcome& outcome = (*outcomes)[unit];
    if (outcome.kind == Outcome::Kind::applied) continue;
    answers[answer] = {outcome.kind == Outcome::Kind::repeated ? Answer::Kind::repeated : Answer::Kind::conflict,
                       outcome.actual,
                       {},
                       {}};
  }
  for (auto& [id, held] : cases_) state_.remember(id, std::move(held));
  return {};
}

}  // namespace hotline

#include "engine/batch.hpp"

#include <algorithm>

#include "core/draft.hpp"
#include "engine/due_hints.hpp"
#include "hotline/core/decide.hpp"
#include "hotline/core/merge.hpp"

namespace hotline {

Batch::Batch(EngineState& state, std::size_t commands) : state_(state) {
  told_.reserve(commands);
  units_.reserve(commands);
  asked_.reserve(commands);
}

// A batch decides on the cases in memory and leaves them there once they are committed; else they are forgotten.
Batch::~Batch() {
  for (const Touched& touched : touched_) state_.memory.erase(CaseId{touched.held->matter.id});
}

Result<Batch::Touched*> Batch::touch(const CaseId& id) {
  return state_.hold(id).map([&](Held* held) {
    if (!held->touched) {
      held->touched = touched_.size();
      touched_.push_back({held, {}});
    }
    return &touched_[*held->touched];
  });
}

struct Batch::Part {  // one case of a unit: what fell due before the command, what the command makes of it, and after
  Touched* touched = nullptr;
  Draft draft;
  std::size_t fell = 0;  // events before the command's own
};

namespace {

constexpr std::size_t cases_per_commit = 1'000;

// The cases that a command concerns; an unmerge knows the other one by itself.
std::vector<CaseId> cases_of(const Command& command, const Case& matter) {
  if (!concerns_two_cases(command.verb)) return {command.case_id};
  const CaseId& other = command.with.text.empty() ? matter.merged_into : command.with;
  if (other.text.empty() || other == command.case_id) return {command.case_id};
  return {command.case_id, other};
}

}  // namespace

void Batch::keep(const std::optional<CommandId>& command, Instant now, std::span<Part> parts) {
  Unit unit{command, state_.epoch, {}};
  for (Part& part : parts) {
    if (part.draft.events().empty()) continue;
    Held& held = *part.touched->held;
    part.touched->entries.emplace_back(units_.size(), unit.entries.size());
    unit.entries.push_back(held.entry_of(part.draft.events(), now, state_.in_force.rules_of(held.matter)));
  }
  if (!unit.entries.empty()) units_.push_back(std::move(unit));
}

Result<std::optional<Version>> Batch::told_before(const CommandId& command) {
  if (const auto unit = told_.find(command.text); unit != told_.end())
    return units_[unit->second].entries.front().version;
  return state_.store.find(command).map([](const std::vector<KeptEntry>& entries) {
    return entries.empty() ? std::nullopt : std::optional(entries.front().entry.version);
  });
}

Result<Answer> Batch::take(const Told& told) {
  const Command& command = told.command;
  const std::size_t index = answered_++;
  const auto before = told_before(command.id);
  if (!before) return tl::make_unexpected(before.error());
  if (*before) return Answer{Answer::Kind::repeated, **before, {}, {}};

  const auto own = touch(command.case_id);
  if (!own) return tl::make_unexpected(own.error());
  const Case& matter = (*own)->held->matter;
  if (told.expected && *told.expected != matter.version) return Answer{Answer::Kind::conflict, matter.version, {}, {}};
  std::vector<Part> parts;
  Instant now = told.recorded_at;
  for (const CaseId& id : cases_of(command, matter)) {
    const auto touched = touch(id);
    if (!touched) return tl::make_unexpected(touched.error());
    parts.push_back({*touched, Draft((*touched)->held->matter, state_.in_force)});
    now = std::max(now, (*touched)->held->recorded_at);
  }
  const auto advance_all = [&]() -> Result<void> {
    for (Part& part : parts)
      if (const auto fell = advance(part.draft, now); !fell) return fell;
    return {};
  };
  if (const auto fell = advance_all(); !fell) return tl::make_unexpected(fell.error());
  for (Part& part : parts) part.fell = part.draft.events().size();

  const auto decided = concerns_two_cases(command.verb)
                           ? decide_merge(parts.front().draft, parts.back().draft, command, now)
                           : decide(parts.front().draft, command, now);
  if (!decided) {
    for (Part& part : parts)
      if (const auto undone = undo(part); !undone) return tl::make_unexpected(undone.error());
    keep(std::nullopt, now, parts);
    return Answer{Answer::Kind::refused, matter.version, {}, decided.error()};
  }
  const auto own_end = static_cast<std::ptrdiff_t>(parts.front().draft.events().size());
  // What a command told late makes due.
  if (const auto after = advance_all(); !after) return tl::make_unexpected(after.error());
  keep(command.id, now, parts);
  told_.emplace(command.id.text, units_.size() - 1);
  asked_.emplace_back(units_.size() - 1, index);
  std::vector<Event> events = parts.front().draft.take();
  events.erase(events.begin() + own_end, events.end());
  events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(parts.front().fell));
  return Answer{Answer::Kind::applied, matter.version, std::move(events), {}};
}

// A command refused halfway leaves the case as the entries before it, and what fell due, have left it.
Result<void> Batch::undo(Part& part) {
  if (part.draft.events().size() == part.fell) return {};
  Held& held = *part.touched->held;
  Result<Held> before = state_.kept(held.matter.id);
  if (!before) return tl::make_unexpected(before.error());
  for (const auto& [unit, entry] : part.touched->entries)
    if (const auto taken = before->take(units_[unit].entries[entry]); !taken) return taken;
  part.draft.drop_after(part.fell);
  for (const Event& event : part.draft.events()) evolve(before->matter, event);
  before->touched = held.touched;
  held = std::move(*before);
  return {};
}

Result<void> Batch::fire(const CaseId& id, Instant now) {
  const auto touched = touch(id);
  if (!touched) return tl::make_unexpected(touched.error());
  Held& held = *(*touched)->held;
  const Instant then = std::max(now, held.recorded_at);
  Part part{*touched, Draft(held.matter, state_.in_force)};
  if (const auto fired = advance(part.draft, then); !fired) return fired;
  keep(std::nullopt, then, {&part, 1});
  return {};
}

Result<bool> Batch::adopt(const CaseId& id, const std::vector<CalendarChange>& changes, Instant now,
                          PastBreaches past) {
  const auto touched = touch(id);
  if (!touched) return tl::make_unexpected(touched.error());
  Held& held = *(*touched)->held;
  const Instant then = std::max(now, held.recorded_at);
  const auto events = hotline::adopt(held.matter, changes, then, past, state_.in_force);
  if (!events) return tl::make_unexpected(events.error());
  Draft draft(held.matter, state_.in_force);
  for (const Event& event : *events) draft.add(event.at, event.what);
  if (const auto fell = advance(draft, then); !fell) return tl::make_unexpected(fell.error());
  // Hints may move where no key does: rungs counted from a breach, the end of a pause.
  (*touched)->entries.emplace_back(units_.size(), 0);
  units_.push_back(
      Unit{std::nullopt, state_.epoch, {held.entry_of(draft.events(), then, state_.in_force.rules_of(held.matter))}});
  return !events->empty();
}

Result<void> pass_time(EngineState& state, Instant now) {
  auto due = DueHints::at(state.store, state.in_force, now);
  if (!due) return tl::make_unexpected(due.error());
  for (;;) {
    const auto cases = due->next(cases_per_commit);
    if (!cases) return tl::make_unexpected(cases.error());
    if (cases->empty()) return {};
    state.make_room();
    Batch work(state);
    for (const CaseId& id : *cases) {
      if (const auto fired = work.fire(id, now); !fired) return fired;
    }
    std::vector<Answer> none;
    if (const auto committed = work.commit(none); !committed) return committed;
  }
}

Result<void> Batch::commit(std::vector<Answer>& answers) {
  for (const Touched& touched : touched_) {
    if (touched.entries.empty()) continue;
    auto stands = hints_of(touched.held->matter, state_.in_force);
    if (!stands) return tl::make_unexpected(stands.error());
    const auto [unit, entry] = touched.entries.back();
    units_[unit].entries[entry].hints = std::move(*stands);
  }
  const auto outcomes = state_.store.append(units_);
  for (const Touched& touched : touched_) touched.held->touched.reset();
  touched_.clear();
  if (!outcomes) {
    state_.memory.clear();
    return tl::make_unexpected(outcomes.error());
  }
  for (std::size_t i = 0; i < units_.size(); ++i) {
    if ((*outcomes)[i].kind == Outcome::Kind::applied) continue;
    for (const Entry& entry : units_[i].entries) state_.memory.erase(entry.case_id);
  }
  for (const auto& [unit, answer] : asked_) {
    const Outcome& outcome = (*outcomes)[unit];
    if (outcome.kind == Outcome::Kind::applied) continue;
    answers[answer] = {outcome.kind == Outcome::Kind::repeated ? Answer::Kind::repeated : Answer::Kind::conflict,
                       outcome.actual,
                       {},
                       {}};
  }
  return {};
}

}  // namespace hotline

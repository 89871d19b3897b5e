#include "engine/batch.hpp"

#include <algorithm>

#include "core/draft.hpp"
#include "engine/due_hints.hpp"
#include "hotline/core/decide.hpp"
#include "hotline/core/merge.hpp"

namespace hotline {

Batch::Batch(EngineState& state, std::size_t commands) : state_(state), asked_index_(commands) {
  units_.reserve(commands);
  asked_.reserve(commands);
}

// A batch decides on the cases in memory and leaves them there once they are committed; else they are forgotten.
Batch::~Batch() {
  for (const Touched& touched : touched_) state_.memory.forget(touched.held->matter.id);
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

Batch::Part Batch::part_of(Touched& touched) { return {&touched, Draft(touched.held->matter, state_.in_force)}; }

namespace {

// The other case that a command concerns, if any; an unmerge knows it by itself.
const CaseId* other_case(const Command& command, const Case& matter) {
  if (!concerns_two_cases(command.verb)) return nullptr;
  const CaseId& other = command.with.text.empty() ? matter.merged_into : command.with;
  return other.text.empty() || other == command.case_id ? nullptr : &other;
}

}  // namespace

void Batch::keep(const std::optional<CommandId>& command, Instant now, std::span<Part> parts) {
  Unit& unit = units_.emplace_back();
  for (Part& part : parts) {
    if (part.draft.events().empty()) continue;
    part.touched->entries.emplace_back(units_.size() - 1, unit.entries.size());
    unit.entries.push_back(part.touched->held->entry_of(part.draft.events(), now, part.draft.rules()));
  }
  if (unit.entries.empty()) return units_.pop_back();
  unit.command = command;
  unit.epoch = state_.epoch;
}

Result<std::optional<Version>> Batch::told_before(const CommandId& command) {
  if (const auto number = asked_index_.find(command.text, id_of_asked()))
    return units_[asked_[*number].unit].entries.front().version;
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
  boost::container::small_vector<Part, 2> parts;
  parts.push_back(part_of(**own));
  Instant now = std::max(told.recorded_at, (*own)->held->recorded_at);
  if (const CaseId* other = other_case(command, matter)) {
    const auto touched = touch(*other);
    if (!touched) return tl::make_unexpected(touched.error());
    parts.push_back(part_of(**touched));
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
    keep(std::nullopt, now, {parts.data(), parts.size()});
    return Answer{Answer::Kind::refused, matter.version, {}, decided.error()};
  }
  const auto own_end = static_cast<std::ptrdiff_t>(parts.front().draft.events().size());
  // What a command told late makes due.
  if (const auto after = advance_all(); !after) return tl::make_unexpected(after.error());
  keep(command.id, now, {parts.data(), parts.size()});
  asked_index_.find_or_add(command.id.text, asked_.size(), id_of_asked());
  asked_.push_back({command.id.text, units_.size() - 1, index});
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
  Part part = part_of(**touched);
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
    for (const Entry& entry : units_[i].entries) state_.memory.forget(entry.case_id);
  }
  for (const Asked& asked : asked_) {
    const Outcome& outcome = (*outcomes)[asked.unit];
    if (outcome.kind == Outcome::Kind::applied) continue;
    answers[asked.answer] = {outcome.kind == Outcome::Kind::repeated ? Answer::Kind::repeated : Answer::Kind::conflict,
                             outcome.actual,
                             {},
                             {}};
  }
  return {};
}

}  // namespace hotline

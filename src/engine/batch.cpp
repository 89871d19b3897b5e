#include "engine/batch.hpp"

#include <algorithm>
#include <unordered_set>

#include "hotline/core/decide.hpp"

namespace hotline {

Result<Held*> Batch::held(const CaseId& id) {
  const auto found = cases_.find(id);
  if (found != cases_.end()) return &found->second;
  return state_.committed(id).map([&](Held loaded) { return &cases_.emplace(id, std::move(loaded)).first->second; });
}

void Batch::keep(Held& held, const std::optional<CommandId>& command, Instant now, const std::vector<Event>& events) {
  units_.push_back(Unit{command, state_.epoch, {held.take(now, events)}});
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

  const Result<Held*> found = held(command.case_id);
  if (!found) return tl::make_unexpected(found.error());
  Held& held = **found;
  const Instant now = std::max(told.recorded_at, held.recorded_at);
  auto fired = advance(held.matter, now, state_.in_force);
  if (!fired) return tl::make_unexpected(fired.error());
  Held next = held;
  next.evolve_all(*fired);
  auto decided = decide(next.matter, command, now, state_.in_force);
  if (!decided) {
    if (!fired->empty()) keep(held, std::nullopt, now, *fired);
    return Answer{Answer::Kind::refused, held.matter.version, {}, decided.error()};
  }
  next.evolve_all(*decided);
  const auto after = advance(next.matter, now, state_.in_force);  // what a command told late makes due
  if (!after) return tl::make_unexpected(after.error());

  std::vector<Event> events = std::move(*fired);
  events.insert(events.end(), decided->begin(), decided->end());
  events.insert(events.end(), after->begin(), after->end());
  keep(held, command.id, now, events);
  told_.emplace(command.id, units_.size() - 1);
  asked_.emplace_back(units_.size() - 1, index);
  return Answer{Answer::Kind::applied, held.matter.version, std::move(*decided), {}};
}

Result<void> Batch::fire(const CaseId& id, Instant now) {
  const Result<Held*> found = held(id);
  if (!found) return tl::make_unexpected(found.error());
  Held& held = **found;
  const Instant then = std::max(now, held.recorded_at);
  const auto fired = advance(held.matter, then, state_.in_force);
  if (!fired) return tl::make_unexpected(fired.error());
  if (!fired->empty()) keep(held, std::nullopt, then, *fired);
  return {};
}

Result<void> Batch::commit(std::vector<Answer>& answers) {
  std::unordered_set<CaseId> hinted;
  for (auto unit = units_.rbegin(); unit != units_.rend(); ++unit) {
    Entry& entry = unit->entries.front();
    if (!hinted.insert(entry.case_id).second) continue;
    auto stands = hints_of(cases_.at(entry.case_id).matter, state_.in_force);
    if (!stands) return tl::make_unexpected(stands.error());
    entry.hints = std::move(*stands);
  }
  const auto outcomes = state_.store.append(units_);
  if (!outcomes) {
    state_.memory.clear();
    return tl::make_unexpected(outcomes.error());
  }
  for (std::size_t i = 0; i < units_.size(); ++i) {
    if ((*outcomes)[i].kind != Outcome::Kind::applied) cases_.erase(units_[i].entries.front().case_id);
  }
  for (const auto& [unit, answer] : asked_) {
    const Outcome& outcome = (*outcomes)[unit];
    if (outcome.kind == Outcome::Kind::applied) continue;
    state_.memory.erase(units_[unit].entries.front().case_id);
    answers[answer] = {outcome.kind == Outcome::Kind::repeated ? Answer::Kind::repeated : Answer::Kind::conflict,
                       outcome.actual,
                       {},
                       {}};
  }
  for (auto& [id, held] : cases_) state_.remember(id, std::move(held));
  return {};
}

}  // namespace hotline

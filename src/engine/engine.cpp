#include "hotline/engine/engine.hpp"

#include <utility>

#include "engine/batch.hpp"
#include "engine/due_hints.hpp"
#include "engine/kept_rules.hpp"
#include "engine/state.hpp"

namespace hotline {
Engine::Engine(std::unique_ptr<EngineState> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(Store& store, Rules rules, Vigilance vigilance) {
  InForce in_force(std::move(rules));
  return keep_rules(store, in_force).map([&](Epoch epoch) {
    return Engine(std::unique_ptr<EngineState>(new EngineState{store, std::move(in_force), epoch, {}, vigilance}));
  });
}

const InForce& Engine::in_force() const { return state_->in_force; }

Result<Answer> Engine::submit(const Command& command, Instant now) {
  const Told told{command, now};
  return submit(std::span{&told, 1}).map([](std::vector<Answer> answers) { return std::move(answers.front()); });
}

Result<std::vector<Answer>> Engine::submit(std::span<const Told> batch) {
  const OneAtATime::Use use(state_->one);
  state_->make_room();
  Batch work(*state_, batch.size());
  std::vector<Answer> answers;
  answers.reserve(batch.size());
  for (const Told& told : batch) {
    if (const auto believed = state_->believe(told.recorded_at); !believed)
      return tl::make_unexpected(believed.error());
    auto answer = work.take(told);
    if (!answer) return tl::make_unexpected(answer.error());
    answers.push_back(std::move(*answer));
  }
  return work.commit(answers).map([&] { return std::move(answers); });
}

Result<void> Engine::advance(Instant now) {
  const OneAtATime::Use use(state_->one);
  return state_->believe(now).and_then([&] { return pass_time(*state_, now); });
}

void Engine::confirm(Instant now) {
  const OneAtATime::Use use(state_->one);
  state_->vigilance.last_seen = now;
}

Result<std::optional<Instant>> Engine::next_wake() {
  const OneAtATime::Use use(state_->one);
  return next_in_queues(state_->store, state_->in_force);
}

Result<bool> Engine::still_wanted(const WaitingEffect& effect) {
  const OneAtATime::Use use(state_->one);
  const auto events = events_in(effect.effect.body + "\n");
  if (!events) return tl::make_unexpected(events.error());
  const auto* rung = events->empty() ? nullptr : std::get_if<RungReached>(&events->front().what);
  if (rung == nullptr) return true;
  return load(effect.case_id).map([&](const Case& matter) {
    const Ticket* ticket = matter.ticket(rung->clock.ticket);
    const Clock* clock = ticket == nullptr ? nullptr : ticket->open_clock(rung->clock.target);
    return clock != nullptr && clock->cycle == rung->clock.cycle;
  });
}

Result<Case> Engine::load(const CaseId& id) {
  const OneAtATime::Use use(state_->one);
  if (const Held* const held = state_->memory.find(id)) return held->matter;
  return state_->kept(id).map([](Held held) { return std::move(held.matter); });
}

Result<void> Engine::each_case(const std::function<void(const Case&)>& visit) {
  const OneAtATime::Use use(state_->one);
  return each_case_id(state_->store, [&](const CaseId& id) -> Result<void> {
    if (const Held* const held = state_->memory.find(id)) {
      visit(held->matter);
      return {};
    }
    return load(id).map([&](const Case& loaded) { visit(loaded); });
  });
}

}  // namespace hotline

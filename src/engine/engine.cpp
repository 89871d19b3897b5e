#include "hotline/engine/engine.hpp"

#include <utility>

#include "engine/agenda.hpp"
#include "engine/batch.hpp"
#include "engine/kept_rules.hpp"
#include "engine/state.hpp"

namespace hotline {
namespace {

constexpr std::size_t cases_per_commit = 1'000;
constexpr std::size_t cases_per_page = 1'000;

}  // namespace

Engine::Engine(std::unique_ptr<EngineState> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(Store& store, Rules rules) {
  InForce in_force(std::move(rules));
  return keep_rules(store, in_force).map([&](Epoch epoch) {
    return Engine(std::unique_ptr<EngineState>(new EngineState{store, std::move(in_force), epoch, {}}));
  });
}

const InForce& Engine::in_force() const { return state_->in_force; }

Result<Answer> Engine::submit(const Command& command, Instant now) {
  const Told told{command, now};
  return submit(std::span{&told, 1}).map([](std::vector<Answer> answers) { return std::move(answers.front()); });
}

Result<std::vector<Answer>> Engine::submit(std::span<const Told> batch) {
  Batch work(*state_);
  std::vector<Answer> answers;
  answers.reserve(batch.size());
  for (const Told& told : batch) {
    auto answer = work.take(told);
    if (!answer) return tl::make_unexpected(answer.error());
    answers.push_back(std::move(*answer));
  }
  return work.commit(answers).map([&] { return std::move(answers); });
}

Result<void> Engine::advance(Instant now) {
  auto agenda = Agenda::at(state_->store, state_->in_force, now);
  if (!agenda) return tl::make_unexpected(agenda.error());
  for (;;) {
    const auto cases = agenda->next(cases_per_commit);
    if (!cases) return tl::make_unexpected(cases.error());
    if (cases->empty()) return {};
    Batch work(*state_);
    for (const CaseId& id : *cases) {
      if (const auto fired = work.fire(id, now); !fired) return fired;
    }
    std::vector<Answer> none;
    if (const auto committed = work.commit(none); !committed) return committed;
  }
}

Result<std::optional<Instant>> Engine::next_wake() { return next_in_queues(state_->store, state_->in_force); }

Result<Case> Engine::load(const CaseId& id) {
  return state_->committed(id).map([](const Held& held) { return held.matter; });
}

Result<void> Engine::each_case(const std::function<void(const Case&)>& visit) {
  CaseId after;
  for (;;) {
    const auto ids = state_->store.cases(after, cases_per_page);
    if (!ids) return tl::make_unexpected(ids.error());
    if (ids->empty()) return {};
    for (const CaseId& id : *ids) {
      if (const auto found = state_->memory.find(id); found != state_->memory.end()) {
        visit(found->second.matter);
        continue;
      }
      const auto loaded = load(id);
      if (!loaded) return tl::make_unexpected(loaded.error());
      visit(*loaded);
    }
    after = ids->back();
  }
}

}  // namespace hotline

// Several commands, one commit.
#pragma once

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/state.hpp"
#include "hotline/core/adopt.hpp"
#include "hotline/engine/engine.hpp"

namespace hotline {

// What a batch would leave, while it is not yet on disk.
class Batch {
 public:
  explicit Batch(EngineState& state) : state_(state) {}

  Result<Answer> take(const Told& told);
  Result<void> fire(const CaseId& id, Instant now);
  Result<bool> adopt(const CaseId& id, const std::vector<CalendarChange>& changes, Instant now, PastBreaches past);
  Result<void> commit(std::vector<Answer>& answers);

 private:
  Result<Held*> held(const CaseId& id);
  using Addition = std::pair<Held*, std::vector<Event>>;
  void keep(const std::optional<CommandId>& command, Instant now, const std::vector<Addition>& additions);

  EngineState& state_;
  std::unordered_map<CaseId, Held> cases_;
  std::unordered_map<CommandId, std::size_t> told_;  // applied in this batch: id -> unit
  std::vector<Unit> units_;
  std::vector<std::pair<std::size_t, std::size_t>> asked_;  // unit -> answer
  std::size_t answered_ = 0;
};

// Everything that falls due before `now`, in commits of some cases each.
Result<void> pass_time(EngineState& state, Instant now);

}  // namespace hotline

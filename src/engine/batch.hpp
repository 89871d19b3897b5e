// Several commands, one commit.
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "engine/state.hpp"
#include "hotline/core/adopt.hpp"
#include "hotline/engine/engine.hpp"
#include "store/text_index.hpp"

namespace hotline {

constexpr std::size_t cases_per_commit = 1'000;

// What a batch leaves in memory, while it is not yet on disk.
class Batch {
 public:
  explicit Batch(EngineState& state, std::size_t commands = 0);
  ~Batch();
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  Result<Answer> take(const Told& told);  // which outlives the batch
  Result<void> fire(const CaseId& id, Instant now);
  Result<bool> adopt(const CaseId& id, const std::vector<CalendarChange>& changes, Instant now, PastBreaches past);
  Result<void> commit(std::vector<Answer>& answers);

 private:
  struct Touched {
    Held* held = nullptr;                                                            // in the engine's memory
    boost::container::small_vector<std::pair<std::size_t, std::size_t>, 2> entries;  // of this batch: unit, entry in it
  };
  struct Part;
  struct Asked {          // a command that has made a unit
    std::string_view id;  // as it was told
    std::size_t unit = 0;
    std::size_t answer = 0;
  };
  Part part_of(Touched& touched);
  auto id_of_asked() const {
    return [this](std::size_t number) { return asked_[number].id; };
  }
  Result<Touched*> touch(const CaseId& id);
  Result<std::optional<Version>> told_before(const CommandId& command);
  void keep(const std::optional<CommandId>& command, Instant now, std::span<Part> parts);
  Result<void> undo(Part& part);

  EngineState& state_;
  std::deque<Touched> touched_;  // until they are committed
  std::vector<Unit> units_;
  std::vector<Asked> asked_;
  TextIndex asked_index_;
  std::size_t answered_ = 0;
};

// Everything that falls due before `now`, in commits of some cases each.
Result<void> pass_time(EngineState& state, Instant now);

}  // namespace hotline

// What must be on disk: the acknowledged commands, each decided by the core alone, one after another.
//
// No engine, no batches, no hints, no hash chains: time passes by asking every case. So where the engine and this
// agree, none of those has left a trace.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "hotline/core/in_force.hpp"
#include "hotline/engine/engine.hpp"

namespace hotline::test {

struct Life {
  Case matter;
  std::string bytes;  // of its events
  Instant recorded_at = Instant::min();
};

struct Asked {
  enum class State { waiting, doubtful, claimed, settled } state = State::waiting;  // doubtful: waiting or claimed
  Effect effect;
};

class Model {
 public:
  explicit Model(const InForce& in_force) : in_force_(&in_force) {}

  Answer submit(const Told& told);
  void pass(Instant now);

  const std::map<CaseId, Life>& lives() const { return lives_; }
  const std::map<CommandId, Version>& applied() const { return applied_; }
  const std::set<CommandId>& refused() const { return refused_; }
  std::map<EffectKey, Asked>& effects() { return effects_; }
  const std::map<EffectKey, Asked>& effects() const { return effects_; }
  const InForce& in_force() const { return *in_force_; }

 private:
  Life& life_of(const CaseId& id);
  void keep(const CaseId& id, Instant now, const std::vector<Event>& events);

  const InForce* in_force_;
  std::map<CaseId, Life> lives_;
  std::map<CommandId, Version> applied_;
  std::set<CommandId> refused_;
  std::map<EffectKey, Asked> effects_;
};

}  // namespace hotline::test

// What must be on disk: the acknowledged commands, each decided by the core alone, one after another.
//
// No engine, no batches, no hints, no hash chains: time passes by asking every case. So where the engine and this
// agree, none of those has left a trace.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "hotline/core/adopt.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/engine/engine.hpp"

namespace hotline::test {

struct Life {
  Case matter;
  std::string bytes;  // of its events
  Instant recorded_at = Instant::min();
  std::vector<const InForce*> under;  // what was in force at each of its events
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
  // Every case is asked, and everything then due falls under the new calendars. The cases that had something to say.
  std::set<CaseId> adopt(std::shared_ptr<const InForce> next, const std::vector<CalendarChange>& changes, Instant now,
                         PastBreaches past);
  bool wants(const WaitingEffect& effect) const;  // a rung's message, while its clock is open in that cycle

  const std::map<CaseId, Life>& lives() const { return lives_; }
  const std::map<CommandId, Version>& applied() const { return applied_; }
  const std::set<CommandId>& refused() const { return refused_; }
  std::map<EffectKey, Asked>& effects() { return effects_; }
  const std::map<EffectKey, Asked>& effects() const { return effects_; }
  const InForce& in_force() const { return *in_force_; }
  const InForce& under(const Case& matter) const {  // what was in force at its last event
    return *lives_.at(matter.id).under.at(matter.version - 1);
  }

 private:
  Life& life_of(const CaseId& id);
  void keep(const CaseId& id, Instant now, const std::vector<Event>& events);

  const InForce* in_force_;
  std::vector<std::shared_ptr<const InForce>> adopted_;
  std::map<CaseId, Life> lives_;
  std::map<CommandId, Version> applied_;
  std::set<CommandId> refused_;
  std::map<EffectKey, Asked> effects_;
};

}  // namespace hotline::test

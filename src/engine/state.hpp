// What an engine holds between calls: its store, what is in force, and cases as committed.
#pragma once

#include "engine/held_cases.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/store/store.hpp"
#include "store/one_at_a_time.hpp"

namespace hotline {

struct EngineState {
  Store& store;
  InForce in_force;
  Epoch epoch = 0;
  HeldCases memory;  // derived, so it may be dropped at any time
  Vigilance vigilance = {};
  OneAtATime one{"engine"};

  Result<void> believe(Instant now);  // refused: a leap that nobody has confirmed

  Result<Held> kept(const CaseId& id);   // as the store has it
  Result<Held*> hold(const CaseId& id);  // as committed; it stays until memory is made room in, or forgotten
  void make_room();
};

}  // namespace hotline

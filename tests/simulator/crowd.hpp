// Who tells a desk what, and when: mostly what the rules allow, sometimes late, twice, or nonsense.
#pragma once

#include <vector>

#include "simulator/model.hpp"
#include "support/dice.hpp"

namespace hotline::test {

class Crowd {
 public:
  Crowd(const Rules& rules, Dice& dice) : rules_(rules), dice_(dice) {}

  Told says(const Model& model, Instant now);

 private:
  Command opening(const Model& model, Instant now);
  Command about(const Life& life, Instant now);
  Command merging(const Model& model, Instant now);
  Command rebinding(const Model& model, Instant now);
  Fields some_values();
  CommandId new_id();

  const Rules& rules_;
  Dice& dice_;
  std::vector<Told> told_;
  int ids_ = 0;
};

}  // namespace hotline::test

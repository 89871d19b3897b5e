// What a step may make of one clock, as far as rules alone tell.
#pragma once

#include <vector>

#include "rules/ways.hpp"

namespace hotline {

class ClockPhases {
 public:
  ClockPhases(const Rules& rules, const Target& target);

  std::vector<Stand::Clock> after(const Stand::Clock& clock, const Happening& what) const;
  std::vector<Stand::Clock> later(const Stand::Clock& clock) const;  // when only time has passed

 private:
  std::vector<Phase> phases_after(Phase phase, const Happening& what, bool held) const;
  std::vector<Phase> gone_on(Phase phase, const Happening& what, const std::vector<Phase>& anew) const;
  std::vector<Phase> ends(const Happening& what) const;
  std::vector<Phase> open_phases(std::string_view state, bool held) const;

  const Target& target_;
  bool sole_doer_;  // no other timer and no rung does its verb
};

}  // namespace hotline

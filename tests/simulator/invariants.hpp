// What must hold whenever a desk has been opened again, each by its number. A check gives what breaks it, or nothing.
// Which check holds which invariant, also those that are proved elsewhere: README.md.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "hotline/store/store.hpp"
#include "simulator/model.hpp"

namespace hotline::test {

struct Stand {
  const Model& model;
  Store& store;
  Engine& engine;
  std::vector<KeptEntry> entries;  // all that the store keeps
};

std::string acknowledged_is_kept(const Stand& stand);          // I1
std::string refused_leaves_nothing(const Stand& stand);        // I2
std::string versions_have_no_gap(const Stand& stand);          // I3
std::string replay_is_memory(const Stand& stand);              // I4
std::string hints_are_those_of_the_cases(const Stand& stand);  // what I8 rests on between commands
std::string ends_leave_no_clock_open(const Stand& stand);      // I13

struct Happening {  // an event, its case as it was and is, and the entry that says so
  const Case& before;
  const Event& event;
  const Case& after;
  const Entry& entry;
  const InForce& in_force;
};

std::string recording_never_goes_back(const Happening& it);        // I5
std::string a_cycle_ends_once(const Happening& it);                // I6
std::string no_rung_fires_twice(const Happening& it);              // I7
std::string nothing_fires_early(const Happening& it);              // I8
std::string due_moves_only_at_its_own_event(const Happening& it);  // I9
std::string paused_clocks_stand_still(const Happening& it);        // I12
std::string moves_follow_the_rules(const Happening& it);           // I13

// The first that does not hold, with its number.
std::string broken_invariant(const Stand& stand);

}  // namespace hotline::test

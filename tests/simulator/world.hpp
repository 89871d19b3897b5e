// A city for the simulator: its rules, and the same rules with calendars as they are announced later.
#pragma once

#include <string>
#include <vector>

#include "hotline/core/in_force.hpp"
#include "hotline/rules/rules.hpp"
#include "support/dice.hpp"

namespace hotline::test {

struct World {
  InForce begin;
  std::vector<Rules> revisions;  // in versions of their own: days closed, opened and shortened, past and to come
};

World revised(const Rules& rules, int revisions, Dice& dice);

// Small sound rules of no city: every counting and option, ladders, a timer, a leg, pauses that end by themselves.
std::string random_rules(Dice& dice);

const World& desk_world();
const World& city_world();
const World& random_world(std::uint64_t seed);  // one of some dozens

}  // namespace hotline::test

// I8, second by second: did each promise and timer run out when a clock that knows no keys, lines or queues says?
#pragma once

#include <string>

#include "simulator/model.hpp"

namespace hotline::test {

struct Judged {
  int clocks = 0;
  int ran_out = 0;
  std::string fault;  // the first clock that ran out otherwise
};

// Of lives under one set of calendars, each ticket's first `at_most`, and no later than time has passed for all: it
// counts every second.
Judged judged_by_the_second(const Model& model, std::chrono::days at_most, Instant passed);

}  // namespace hotline::test

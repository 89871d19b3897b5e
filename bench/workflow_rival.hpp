// The same order as a machine of Boost.MSM, which compiles it: one call for a whole walk, so that nothing lies between
// it and its events. Boost 1.74's does not compile as C++20, so this header and its source are C++17.
#pragma once

#include <cstdint>
#include <vector>

#include "workflow_order.hpp"

namespace bench {

Walked walk_msm(const std::vector<std::uint8_t>& verbs);                          // from "received"
std::vector<std::uint8_t> states_of_msm(const std::vector<std::uint8_t>& verbs);  // after each verb

}  // namespace bench

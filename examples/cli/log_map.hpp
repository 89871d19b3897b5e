// The map of a log, read from a file against the rules.
#pragma once

#include <optional>
#include <string>

#include "hotline/log/map.hpp"
#include "hotline/rules/rules.hpp"
#include "world.hpp"

namespace hotline {

// Nothing, once every fault stands on the second stream.
std::optional<LogMap> load_map(const std::string& file, const Rules& rules, World& world);

}  // namespace hotline

// The map of a log, read from a file against the rules.
#pragma once

#include <optional>
#include <string>

#include "hotline/log/map.hpp"
#include "hotline/rules/rules.hpp"
#include "world.hpp"

namespace hotline {

// Nothing, once every fault stands on the second stream. `audits`: whether what another system stated is read, too; a
// slip in that is no fault of a replay.
enum class Audits { left_out, read };
std::optional<LogMap> load_map(const std::string& file, const Rules& rules, World& world,
                               Audits audits = Audits::left_out);

}  // namespace hotline

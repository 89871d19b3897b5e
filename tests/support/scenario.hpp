// Reads and plays the scenarios of tests/scenarios; see the README there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hotline/rules/rules.hpp"

namespace hotline::test {

// What did not come out as written, as file:line: text. Empty: all of it did. `instead`: rules in place of its own.
std::vector<std::string> play_scenario(const std::filesystem::path& file,
                                       const std::optional<Rules>& instead = std::nullopt);

std::vector<std::filesystem::path> scenarios();  // all of them, in the order of their names

}  // namespace hotline::test

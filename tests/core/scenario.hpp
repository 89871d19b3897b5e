// Reads and plays the scenarios of tests/scenarios; see the README there.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace hotline::test {

// What did not come out as written, as file:line: text. Empty: all of it did.
std::vector<std::string> play_scenario(const std::filesystem::path& file);

}  // namespace hotline::test

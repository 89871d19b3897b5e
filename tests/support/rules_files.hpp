// Rules files that tests read: those that ship with hotline, and a small desk of their own.
#pragma once

#include <filesystem>
#include <vector>

#include "hotline/rules/rules.hpp"

namespace hotline::test {

Rules rules_in(const std::filesystem::path& file);
std::vector<std::filesystem::path> shipped_rules();  // every examples/*/rules.toml, in the order of their names

const Rules& desk_rules();  // tests/scenarios/desk.toml

}  // namespace hotline::test

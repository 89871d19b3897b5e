// The rules of tests/scenarios/desk.toml.
#pragma once

#include "hotline/rules/rules.hpp"

namespace hotline::test {

const Rules& desk_rules();

}  // namespace hotline::test

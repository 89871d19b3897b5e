// From words to a subcommand and its arguments: the one place that knows the command line's grammar.
#pragma once

#include <string>
#include <vector>

#include "world.hpp"

namespace hotline {

// `words`: without the program's own name. Answers with the exit code.
int run(const std::vector<std::string>& words, World& world);

}  // namespace hotline

// Graphviz, a program beside this one that turns a drawing into a picture.
#pragma once

#include <string>
#include <string_view>

#include "hotline/base/result.hpp"

namespace hotline {

// Fails: not_found, where it is not installed; bad_input, where it cannot draw this.
Result<std::string> svg_of(std::string_view dot);

}  // namespace hotline

// A cell's words where there is neither markup nor a switch between languages.
#pragma once

#include <string>

#include "hotline/policy/target.hpp"

namespace hotline {

std::string in_one_line(const Title& title);  // "tax 税务局"; line ends and tabs become spaces

}  // namespace hotline

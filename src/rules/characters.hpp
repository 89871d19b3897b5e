// Is this text fit for the TOML reader? It must be UTF-8, and beyond ASCII only in quotes and comments: toml++ 3.3.0
// has undefined behaviour on some other letters outside them.
#pragma once

#include <string_view>

namespace hotline {

class FaultList;

// True when it is; else every such character, or the first that is not UTF-8, is a fault.
bool check_characters(std::string_view text, FaultList& faults);

}  // namespace hotline

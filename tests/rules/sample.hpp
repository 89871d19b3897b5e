// The sample rules of this room's tests, and ways to spoil them.
#pragma once

#include <string>
#include <string_view>

#include "hotline/rules/rules.hpp"

namespace hotline {

std::string file_text(std::string_view path);  // from the source's root
const std::string& sample();                   // tests/rules/sample.toml

// The text with its one `before` replaced; a test fails when there is not exactly one.
std::string edited(std::string_view text, std::string_view before, std::string_view after);

// `marked` holds a ^ where the place is meant: "calendar = ^\"ofice\"". The text has it without the ^, exactly once.
std::string place_in(std::string_view text, std::string_view marked);  // "12:9"
std::string without_mark(std::string_view marked);

std::string faults_of(std::string_view text);  // a line each

// A dump of everything in it, a line each.
std::string shown(const Rules& rules);

}  // namespace hotline

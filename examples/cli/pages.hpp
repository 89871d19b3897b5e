// An answer that may be a page, and where it goes.
#pragma once

#include <string>

#include "commands.hpp"
#include "hotline/base/result.hpp"
#include "hotline/report/table.hpp"

namespace hotline {

inline Language language_of(const std::string& name) { return name == "zh" ? Language::zh : Language::en; }

// What is left to print: all of it, or nothing once it is in the file that was asked for.
Result<std::string> unless_written(std::string text, const PageWanted& wanted);

}  // namespace hotline

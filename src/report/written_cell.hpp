// A cell's words where there is neither markup nor a switch between languages.
#pragma once

#include <string>

#include "hotline/report/table.hpp"

namespace hotline {

std::string in_one_line(const Title& title);      // line ends and tabs become spaces
std::string in_one_line(const ReportCell& cell);  // "tax 税务局": a name for programs, and what it is called

}  // namespace hotline

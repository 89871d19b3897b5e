// The schemes of a report, as text.
#pragma once

#include <string>

#include "hotline/report/count.hpp"

namespace hotline {

std::string points_in_text(const Report& report);
std::string row_title(const std::string& name, const Report& report);  // "tax 税务局"
std::string titled(const std::string& name, const Title& title);

}  // namespace hotline

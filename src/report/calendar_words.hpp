// What a calendar and a limit say, also in Chinese.
#pragma once

#include <string>

#include "hotline/calendar/limit.hpp"
#include "hotline/policy/target.hpp"

namespace hotline {

Title why_title(const std::string& why);  // "weekday; the start date is not counted"
Title limit_title(const Limit& limit);    // "15 working days", "15个工作日"

}  // namespace hotline

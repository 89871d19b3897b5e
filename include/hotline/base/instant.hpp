// An instant is a whole UTC second. Hosts floor once, at the edge; nothing inside hotline reads a clock.
#pragma once

#include <chrono>

namespace hotline {

using Instant = std::chrono::sys_seconds;
using Date = std::chrono::year_month_day;

// The years a calendar can answer for; outside them there is no answer, never a guess.
inline constexpr Date first_date{std::chrono::year{1970}, std::chrono::January, std::chrono::day{1}};
inline constexpr Date last_date{std::chrono::year{2100}, std::chrono::December, std::chrono::day{31}};

}  // namespace hotline

// When is a desk open, in the words of a wall: "09:00-12:00" on "mon-fri"?
//
//   const auto window = parse_window("22:00-06:00");  // open 22:00, close 30:00: belongs to the day it starts on
//
// Windows are half-open [open, close): an arrival exactly at closing is off-hours. 24:00 is the end of the day;
// a close at or before the open means the next day; a window may end as late as 48:00.
// Fails: bad_input, quoting the text: not HH:MM or HH:MM:SS, past 24:00 (48:00 for a close), or an empty window.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct Window {
  std::chrono::seconds open{};   // from local midnight of the day the window starts on
  std::chrono::seconds close{};  // past 24 h: the window crosses midnight
  friend auto operator<=>(const Window&, const Window&) = default;
};

using Hours = std::vector<Window>;  // one day's windows, in order, disjoint; empty: closed all day

struct Week {
  std::array<Hours, 7> days;  // Monday first
  const Hours& on(std::chrono::weekday day) const { return days[day.iso_encoding() - 1]; }
  Hours& on(std::chrono::weekday day) { return days[day.iso_encoding() - 1]; }
};

HOTLINE_API Result<std::chrono::seconds> parse_time_of_day(std::string_view text);  // "17:30", "17:30:15", "24:00"
HOTLINE_API Result<Window> parse_window(std::string_view text);                     // "09:00-17:30"
HOTLINE_API Result<std::chrono::weekday> parse_weekday(std::string_view text);      // "mon" .. "sun"
HOTLINE_API Result<std::vector<std::chrono::weekday>> parse_weekdays(std::string_view text);  // "sat" or "mon-fri"
HOTLINE_API std::string to_text(std::chrono::weekday day);                                    // "mon"
HOTLINE_API std::string time_of_day_text(std::chrono::seconds time);                          // "17:30", "17:30:15"
HOTLINE_API std::string to_text(const Window& window);                                        // "09:00-12:00"

// Sorts, merges windows that touch, and refuses those that overlap, naming both.
HOTLINE_API Result<Hours> in_order(Hours hours);

}  // namespace hotline

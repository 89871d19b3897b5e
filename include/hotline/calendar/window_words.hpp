// A window as a door shows it: 22:00-06:00, though it closes on the next date.
#pragma once

#include <string>

#include "hotline/calendar/hours.hpp"

namespace hotline {

inline std::string window_words(const Window& window) {
  constexpr std::chrono::hours day{24};
  const bool reads_back = window.close > day && window.close - window.open < day;
  return to_text(reads_back ? Window{window.open, window.close - day} : window);
}

}  // namespace hotline

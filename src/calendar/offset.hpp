// "+08:00": an offset from UTC, as zones and instants write it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hotline {

// "+08:00", "+0800", "+08", "-00:44:30"; nothing else, and less than a day.
std::optional<std::chrono::seconds> read_offset(std::string_view text);
std::string offset_text(std::chrono::seconds offset);  // "+08:00"

}  // namespace hotline

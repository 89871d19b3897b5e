#include "calendar/offset.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "calendar/reader.hpp"

namespace hotline {

std::optional<std::chrono::seconds> read_offset(std::string_view text) {
  Reader reader(text);
  const bool west = reader.take("-");
  if (!west && !reader.take("+")) return std::nullopt;
  const auto hours = reader.digits(2);
  const bool colon = reader.take(":");
  const auto minutes = reader.done() && !colon ? std::optional(0) : reader.digits(2);
  const auto seconds = colon && reader.take(":") ? reader.digits(2) : std::optional(0);
  if (!hours || !minutes || !seconds || !reader.done() || *hours > 23 || *minutes > 59 || *seconds > 59)
    return std::nullopt;
  const std::chrono::seconds size =
      std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{*seconds};
  return west ? -size : size;
}

std::string offset_text(std::chrono::seconds offset) {
  const auto size = std::abs(offset.count());
  const std::string text = fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', size / 3600, size / 60 % 60);
  return size % 60 == 0 ? text : fmt::format("{}:{:02}", text, size % 60);
}

}  // namespace hotline

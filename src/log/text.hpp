// What is asked of the bytes of a log.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hotline {

// Where the first byte is that no character of UTF-8 can have.
std::optional<std::size_t> first_not_utf8(std::string_view text);

// At most that many bytes and "..."; a character is never cut in two.
std::string beginning_of(std::string_view text, std::size_t bytes);

}  // namespace hotline

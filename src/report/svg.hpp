// The bricks of a picture.
#pragma once

#include <cstdint>
#include <string>

#include "report/html.hpp"

namespace hotline {

// part / whole of a width, in hundredths of a percent, rounded down: "12.50%".
std::string share_of_width(std::int64_t part, std::int64_t whole);

void open_svg(Html& html, std::int64_t height, const Title& tells);  // as wide as there is room
void svg_text(Html& html, const Attributes& attributes, const Title& text);

// Opens what shows `tells` on being pointed at, within a link where there is one; close it with close_part.
void open_part(Html& html, const std::string& link, const Title& tells);
void close_part(Html& html);

}  // namespace hotline

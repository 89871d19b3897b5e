// Combinations of attribute values, as boxes: of each attribute, some of its values. Whether policies cover every
// combination exactly once is then a question of subtracting boxes, however many combinations there are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hotline/rules/rules.hpp"

namespace hotline {

struct ValueBox {
  std::vector<std::vector<bool>> sides;  // of each attribute, in file order: which of its values
};

ValueBox every_combination(const std::vector<Attribute>& attributes);
ValueBox box_of(const Match& match, const std::vector<Attribute>& attributes);

std::optional<ValueBox> common(const ValueBox& a, const ValueBox& b);
std::vector<ValueBox> minus(const ValueBox& whole, const ValueBox& part);

// A box that none of `parts` covers, the one with the fewest narrowed attributes; nothing when they cover `whole`.
struct Uncovered {
  std::optional<ValueBox> box;
  bool gave_up = false;  // too many pieces to be sure
};
Uncovered uncovered(const ValueBox& whole, const std::vector<ValueBox>& parts);

// "urgency=urgent, complexity=simple": one combination of the box; attributes that may have any value are left out.
std::string example_of(const ValueBox& box, const std::vector<Attribute>& attributes);

}  // namespace hotline

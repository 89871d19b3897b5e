#include "rules/value_box.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace hotline {
namespace {

bool any(const std::vector<bool>& side) { return std::find(side.begin(), side.end(), true) != side.end(); }
bool all(const std::vector<bool>& side) { return std::find(side.begin(), side.end(), false) == side.end(); }

std::size_t narrowed(const ValueBox& box) {
  return static_cast<std::size_t>(
      std::count_if(box.sides.begin(), box.sides.end(), [](const auto& side) { return !all(side); }));
}

}  // namespace

ValueBox every_combination(const std::vector<Attribute>& attributes) {
  ValueBox box;
  for (const Attribute& attribute : attributes) box.sides.emplace_back(attribute.values.size(), true);
  return box;
}

ValueBox box_of(const Match& match, const std::vector<Attribute>& attributes) {
  ValueBox box = every_combination(attributes);
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const auto wanted = match.values.find(attributes[i].name);
    if (wanted == match.values.end()) continue;
    for (std::size_t v = 0; v < attributes[i].values.size(); ++v)
      box.sides[i][v] =
          std::find(wanted->second.begin(), wanted->second.end(), attributes[i].values[v]) != wanted->second.end();
  }
  return box;
}

std::optional<ValueBox> common(const ValueBox& a, const ValueBox& b) {
  ValueBox both = a;
  for (std::size_t i = 0; i < both.sides.size(); ++i) {
    for (std::size_t v = 0; v < both.sides[i].size(); ++v) both.sides[i][v] = a.sides[i][v] && b.sides[i][v];
    if (!any(both.sides[i])) return std::nullopt;
  }
  return both;
}

std::vector<ValueBox> minus(const ValueBox& whole, const ValueBox& part) {
  if (!common(whole, part)) return {whole};
  std::vector<ValueBox> pieces;
  ValueBox rest = whole;  // shrinks to the common box, leaving a piece beside it for each attribute
  for (std::size_t i = 0; i < rest.sides.size(); ++i) {
    ValueBox piece = rest;
    for (std::size_t v = 0; v < rest.sides[i].size(); ++v) {
      piece.sides[i][v] = rest.sides[i][v] && !part.sides[i][v];
      rest.sides[i][v] = rest.sides[i][v] && part.sides[i][v];
    }
    if (any(piece.sides[i])) pieces.push_back(std::move(piece));
  }
  return pieces;
}

Uncovered uncovered(const ValueBox& whole, const std::vector<ValueBox>& parts) {
  constexpr std::size_t most = 20'000;
  std::vector<ValueBox> left{whole};
  for (const ValueBox& part : parts) {
    std::vector<ValueBox> still;
    for (const ValueBox& box : left)
      for (ValueBox& piece : minus(box, part)) still.push_back(std::move(piece));
    if (still.size() > most) return {std::nullopt, true};
    left = std::move(still);
  }
  if (left.empty()) return {};
  return {*std::min_element(left.begin(), left.end(),
                            [](const auto& a, const auto& b) { return narrowed(a) < narrowed(b); }),
          false};
}

std::string example_of(const ValueBox& box, const std::vector<Attribute>& attributes) {
  std::string text;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    if (all(box.sides[i])) continue;
    const auto value = std::find(box.sides[i].begin(), box.sides[i].end(), true) - box.sides[i].begin();
    text += fmt::format("{}{}={}", text.empty() ? "" : ", ", attributes[i].name,
                        attributes[i].values[static_cast<std::size_t>(value)]);
  }
  return text.empty() ? "any values" : text;
}

}  // namespace hotline

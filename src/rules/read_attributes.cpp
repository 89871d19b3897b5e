#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr std::string_view example = R"(urgency = ["ordinary", "urgent"], or taken = { during = "office" })";
constexpr KeyRule during_keys[] = {{"during", Shape::text, R"(during = "office")", required}};

// A measure's table has keys of its own beside attributes and labels.
const NameList& measure_words() {
  static const NameList words{"kind", "reached", "in", "met", "breached"};
  return words;
}

void check_name(const TomlNode& node, std::string_view what, FaultList& faults) {
  if (has(measure_words(), node.key))
    faults.add(node.key_place,
               fmt::format("'{}' means something else in a measure: name this {} otherwise, \"ticket-{}\"", node.key,
                           what, node.key));
}

void read_attribute(const TomlNode& node, RulesSource& source, std::vector<Attribute>& attributes) {
  FaultList& faults = source.faults;
  check_name(node, "attribute", faults);
  if (node.is(TomlNode::Kind::table)) {
    const TableReader table{node, fmt::format("attribute '{}'", shortened(node.key)), during_keys, faults};
    const auto calendar = table.text("during");
    if (!calendar) return;
    check_known("calendar", *calendar, source.names.calendars, faults);
    attributes.push_back({node.key, {"inside", "outside"}, calendar->text});
  } else if (!node.is(TomlNode::Kind::list)) {
    faults.add(node.place, fmt::format("'{}' lists no values: write {}", shortened(node.key), example));
  } else if (node.children.empty()) {
    faults.add(node.place, fmt::format("'{}' has no values: list at least one, the first holds until it is set",
                                       shortened(node.key)));
  } else if (check_texts(node, example, faults)) {
    attributes.push_back({node.key, plain(texts_in(node)), ""});
  }
}

}  // namespace

std::vector<Attribute> read_attributes(RulesSource& source) {
  std::vector<Attribute> attributes;
  const TomlNode* all = source.root.find("attribute");
  if (all && all->is(TomlNode::Kind::table))
    for (const TomlNode& node : all->children) read_attribute(node, source, attributes);
  return attributes;
}

std::vector<Label> read_labels(RulesSource& source) {
  std::vector<Label> labels;
  const TomlNode* all = source.root.find("label");
  if (!all || !all->is(TomlNode::Kind::table)) return labels;
  for (const TomlNode& node : all->children) {
    check_name(node, "label", source.faults);
    if (has(source.names.attributes, node.key))
      source.faults.add(node.key_place,
                        fmt::format("'{}' is an attribute already: give the label another name", shortened(node.key)));
    if (check_text(node, R"(department = "承办单位")", source.faults)) labels.push_back({node.key, node.text});
  }
  return labels;
}

}  // namespace hotline

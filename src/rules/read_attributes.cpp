#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr std::string_view example = R"(urgency = ["ordinary", "urgent"], or taken = { during = "office" })";
constexpr std::string_view derived_example =
    R"({ during = "office" }, { counts = "return", cap = 2 }, { clock = "resolve" } or { legs = "leg" })";

constexpr KeyRule during_rule{"during", Shape::text, R"(during = "office")"};
constexpr KeyRule counts_rule{"counts", Shape::text, R"(counts = "return", a verb)"};
constexpr KeyRule cap_rule{"cap", Shape::integer, "cap = 2", required};
constexpr KeyRule clock_rule{"clock", Shape::text, R"(clock = "resolve", a target)"};
constexpr KeyRule legs_rule{"legs", Shape::text, R"(legs = "leg", a kind)"};
constexpr KeyRule legs_when_rule{"when", Shape::table, R"(when = { nature = "co" })"};

constexpr KeyRule during_keys[] = {during_rule};
constexpr KeyRule counts_keys[] = {counts_rule, cap_rule};
constexpr KeyRule clock_keys[] = {clock_rule};
constexpr KeyRule legs_keys[] = {legs_rule, legs_when_rule};
constexpr KeyRule first_keys[] = {during_rule, counts_rule, clock_rule, legs_rule};

std::span<const KeyRule> keys_for(const TomlNode& node) {
  if (node.find("during")) return during_keys;
  if (node.find("counts")) return counts_keys;
  if (node.find("clock")) return clock_keys;
  if (node.find("legs")) return legs_keys;
  return first_keys;
}

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

void read_during(const PlacedText& calendar, Attribute& attribute, RulesSource& source) {
  check_known("calendar", calendar, source.names.calendars, source.faults);
  attribute.during = calendar.text;
}

void read_counts(const PlacedText& verb, const TableReader& table, Attribute& attribute, RulesSource& source) {
  std::vector<const KnownKind*> workflows;
  for (const KnownKind& known : source.names.workflows) workflows.push_back(&known);
  check_known("verb", verb, verbs_in(workflows), source.faults);
  const TomlNode* cap = table.find("cap");
  if (!cap) return;
  if (cap->integer < 1 || cap->integer > highest_count)
    source.faults.add(cap->place, fmt::format("a count cannot end at {}: write cap = 1 to {}, the last value stands "
                                              "for more as well",
                                              cap->integer, highest_count));
  else
    attribute.counts = {verb.text, static_cast<std::uint32_t>(cap->integer)};
}

void read_clock(const PlacedText& target, Attribute& attribute, RulesSource& source) {
  check_known("target", target, source.names.targets_and_timers(), source.faults);
  attribute.clock = target.text;
}

void read_legs(const PlacedText& kind, const TableReader& table, Attribute& attribute, RulesSource& source) {
  check_known("kind", kind, source.names.kinds, source.faults);
  if (has(source.names.kinds, kind.text) && !source.names.openers.contains(kind.text))
    source.faults.add(kind.place, fmt::format("no transition opens kind {}, so there never are any: write opens = "
                                              "\"{}\" in one",
                                              quoted(kind.text), shortened(kind.text)));
  attribute.legs = Attribute::Legs{kind.text, {}};
  if (const TomlNode* when = table.find("when")) attribute.legs->when = read_match(*when, legs_ask, source);
}

void read_derived(const TomlNode& node, RulesSource& source, std::vector<Attribute>& attributes) {
  const std::size_t before = source.faults.size();
  const TableReader table{node, fmt::format("attribute '{}'", shortened(node.key)), keys_for(node), source.faults};
  Attribute attribute{node.key, source.names.values.at(node.key)};
  if (const auto calendar = table.text("during")) read_during(*calendar, attribute, source);
  if (const auto verb = table.text("counts")) read_counts(*verb, table, attribute, source);
  if (const auto target = table.text("clock")) read_clock(*target, attribute, source);
  if (const auto kind = table.text("legs")) read_legs(*kind, table, attribute, source);
  if (attribute.is_set() && source.faults.size() == before)
    source.faults.add(node.place, fmt::format("attribute '{}' does not say what it is read off: write {}",
                                              shortened(node.key), derived_example));
  attributes.push_back(std::move(attribute));
}

void read_attribute(const TomlNode& node, RulesSource& source, std::vector<Attribute>& attributes) {
  FaultList& faults = source.faults;
  check_name(node, "attribute", faults);
  if (node.is(TomlNode::Kind::table)) {
    read_derived(node, source, attributes);
  } else if (!node.is(TomlNode::Kind::list)) {
    faults.add(node.place, fmt::format("'{}' lists no values: write {}", shortened(node.key), example));
  } else if (node.children.empty()) {
    faults.add(node.place, fmt::format("'{}' has no values: list at least one, the first holds until it is set",
                                       shortened(node.key)));
  } else if (check_texts(node, example, faults)) {
    attributes.push_back({node.key, plain(texts_in(node))});
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

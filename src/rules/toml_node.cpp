#include "rules/toml_node.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "rules/characters.hpp"
#include "rules/fault_list.hpp"

namespace hotline {
namespace {

TomlPlace place_of(const toml::source_region& source) { return {source.begin.line, source.begin.column}; }

Date date_of(const toml::date& date) {
  return Date{std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
}

TomlNode node_of(const toml::node& source);

std::vector<TomlNode> children_of(const toml::table& table) {
  std::vector<TomlNode> children;
  for (const auto& [key, value] : table) {
    TomlNode& child = children.emplace_back(node_of(value));
    child.key = std::string{key.str()};
    child.key_place = place_of(key.source());
  }
  // The library keeps keys by name; what follows wants them as they were written.
  std::stable_sort(children.begin(), children.end(),
                   [](const TomlNode& a, const TomlNode& b) { return a.key_place < b.key_place; });
  return children;
}

std::vector<TomlNode> children_of(const toml::array& list) {
  std::vector<TomlNode> children;
  for (const toml::node& item : list) {
    TomlNode& child = children.emplace_back(node_of(item));
    child.key_place = child.place;
  }
  return children;
}

TomlNode node_of(const toml::node& source) {
  TomlNode node;
  node.place = place_of(source.source());
  switch (source.type()) {
    case toml::node_type::string:
      node.kind = TomlNode::Kind::string;
      node.text = source.as_string()->get();
      break;
    case toml::node_type::integer:
      node.kind = TomlNode::Kind::integer;
      node.integer = source.as_integer()->get();
      break;
    case toml::node_type::floating_point:
      node.kind = TomlNode::Kind::real;
      break;
    case toml::node_type::boolean:
      node.kind = TomlNode::Kind::boolean;
      node.integer = source.as_boolean()->get() ? 1 : 0;
      break;
    case toml::node_type::date:
      node.kind = TomlNode::Kind::date;
      node.date = date_of(source.as_date()->get());
      break;
    case toml::node_type::array:
      node.kind = TomlNode::Kind::list;
      node.children = children_of(*source.as_array());
      break;
    case toml::node_type::table:
      node.kind = TomlNode::Kind::table;
      node.children = children_of(*source.as_table());
      break;
    default:
      node.kind = TomlNode::Kind::other;
  }
  return node;
}

std::string_view advice_on(std::string_view description) {
  struct Row {
    std::string_view says, advice;
  };
  constexpr Row rows[] = {
      {"redefine", "each name is written once"},
      {"end-of-file", "something is not closed"},
      {"could not determine value type", R"(texts are written in quotes, "so")"},
      {"expected a comment or whitespace", R"(texts are written in quotes, "so", one key a line)"},
      {"parsing time", R"(times of day are texts, "09:00")"},
      {"escape sequence", R"(a backslash in a text is written \\)"},
      {"leading zeroes", R"(texts are written in quotes, "so")"},
      {"expected key or closing", "an inline table { ... } stays on one line, without a comma at its end"},
      {"control characters", R"(a new line in a text is written \n)"},
  };
  for (const Row& row : rows)
    if (description.find(row.says) != std::string_view::npos) return row.advice;
  return "";
}

std::string message_of(std::string_view description) {
  constexpr std::string_view prefix = "Error while parsing ";
  const std::string_view advice = advice_on(description);
  if (description.starts_with(prefix)) description.remove_prefix(prefix.size());
  const std::string said = fmt::format("not TOML: {}", description);
  return advice.empty() ? said : fmt::format("{}: {}", said, advice);
}

}  // namespace

std::optional<TomlNode> parse_toml(std::string_view text, FaultList& faults) {
  if (!check_characters(text, faults)) return std::nullopt;
  try {
    return node_of(toml::parse(text));
  } catch (const toml::parse_error& error) {
    faults.add(place_of(error.source()), message_of(error.description()));
    return std::nullopt;
  }
}

}  // namespace hotline

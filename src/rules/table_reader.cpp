#include "rules/table_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "hotline/base/nearest.hpp"

namespace hotline {
namespace {

using Kind = TomlNode::Kind;

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::string:
      return "a text";
    case Kind::integer:
      return "a number";
    case Kind::real:
      return "a number with a fraction";
    case Kind::boolean:
      return "true or false";
    case Kind::date:
      return "a date";
    case Kind::other:
      return "a time";
    case Kind::list:
      return "a list";
    case Kind::table:
      return "a table";
  }
  return "";
}

std::string called(const TomlNode& value) { return value.key.empty() ? "this" : quoted(value.key); }

bool wrong_type(const TomlNode& value, std::string_view example, FaultList& faults) {
  faults.add(value.place, fmt::format("{} is {}: write {}", called(value), name_of(value.kind), example));
  return false;
}

bool check_kind(const TomlNode& value, Kind wanted, std::string_view example, FaultList& faults) {
  return value.is(wanted) || wrong_type(value, example, faults);
}

bool check_integers(const TomlNode& value, std::string_view example, FaultList& faults) {
  if (value.is(Kind::integer)) return true;
  if (!check_kind(value, Kind::list, example, faults)) return false;
  return std::all_of(value.children.begin(), value.children.end(),
                     [&](const TomlNode& item) { return check_kind(item, Kind::integer, example, faults); });
}

constexpr std::string_view title_example =
    R"(title = "First contact", or title = { zh = "先行联系", en = "First contact" })";
constexpr KeyRule title_keys[] = {{"zh", Shape::text, R"(zh = "先行联系")"},
                                  {"en", Shape::text, R"(en = "First contact")"}};

bool check_title(const TomlNode& value, FaultList& faults) {
  if (value.is(Kind::string)) return check_text(value, title_example, faults);
  if (!value.is(Kind::table)) return wrong_type(value, title_example, faults);
  const TableReader languages{value, "title", title_keys, faults};
  return true;
}

std::string_view fault_in(std::string_view text) {
  constexpr std::size_t longest = 1000;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (text.empty()) return "is empty";
  if (text.size() > longest) return "is longer than anybody would read";
  if (text.find_first_not_of(' ') == std::string_view::npos) return "is made of spaces";
  return std::any_of(text.begin(), text.end(), is_control) ? "has a line break or a tab in it" : "";
}

}  // namespace

bool check_text(const TomlNode& value, std::string_view example, FaultList& faults) {
  if (!value.is(Kind::string)) return wrong_type(value, example, faults);
  const std::string_view fault = fault_in(value.text);
  if (!fault.empty()) faults.add(value.place, fmt::format("{} {}: write {}", called(value), fault, example));
  return fault.empty();
}

bool check_texts(const TomlNode& value, std::string_view example, FaultList& faults) {
  if (!value.is(Kind::list)) return check_text(value, example, faults);
  bool fit = true;
  std::vector<std::string_view> seen;
  for (const TomlNode& item : value.children) {
    if (!item.is(Kind::string)) {
      faults.add(item.place, fmt::format("{} holds {}: write {}", called(value), name_of(item.kind), example));
      fit = false;
    } else if (!check_text(item, example, faults)) {
      fit = false;
    } else if (std::find(seen.begin(), seen.end(), item.text) != seen.end()) {
      faults.add(item.place, fmt::format("{} is listed twice in {}: leave one out", quoted(item.text), called(value)));
      fit = false;
    }
    seen.push_back(item.text);
  }
  return fit;
}

bool check_tables(const TomlNode& value, std::string_view example, FaultList& faults) {
  if (!check_kind(value, Kind::list, example, faults)) return false;
  return std::all_of(value.children.begin(), value.children.end(),
                     [&](const TomlNode& item) { return check_kind(item, Kind::table, example, faults); });
}

TableReader::TableReader(const TomlNode& table, std::string title, std::span<const KeyRule> rules, FaultList& faults)
    : node_{&table}, title_{std::move(title)} {
  std::vector<std::string> keys, found;
  for (const KeyRule& rule : rules) keys.emplace_back(rule.key);
  for (const TomlNode& value : table.children) {
    const auto rule = std::find(keys.begin(), keys.end(), value.key) - keys.begin();
    found.push_back(value.key);
    if (rule == std::ssize(keys)) {
      faults.add(value.key_place, unknown_name("key", value.key, keys, fmt::format(" in {}", title_)));
      found.back() = nearest(value.key, keys).value_or("");  // what was meant is not missing as well
    } else if (well_formed(value, rules[static_cast<std::size_t>(rule)], faults)) {
      usable_.push_back(&value);
    }
  }
  for (const KeyRule& rule : rules)
    if (rule.is_required && std::find(found.begin(), found.end(), rule.key) == found.end())
      faults.add(table.key_place, fmt::format("{} has no '{}': write {}", title_, rule.key, rule.example));
}

bool TableReader::well_formed(const TomlNode& value, const KeyRule& rule, FaultList& faults) const {
  switch (rule.shape) {
    case Shape::text:
      return check_text(value, rule.example, faults);
    case Shape::texts:
      return check_texts(value, rule.example, faults);
    case Shape::integer:
      return check_kind(value, Kind::integer, rule.example, faults);
    case Shape::integers:
      return check_integers(value, rule.example, faults);
    case Shape::flag:
      return check_kind(value, Kind::boolean, rule.example, faults);
    case Shape::date:
      return check_kind(value, Kind::date, rule.example, faults);
    case Shape::table:
      return check_kind(value, Kind::table, rule.example, faults);
    case Shape::tables:
      return check_tables(value, rule.example, faults);
    case Shape::title:
      return check_title(value, faults);
    case Shape::any:
      return true;
  }
  return false;
}

const TomlNode* TableReader::find(std::string_view key) const {
  for (const TomlNode* value : usable_)
    if (value->key == key) return value;
  return nullptr;
}

std::optional<PlacedText> TableReader::text(std::string_view key) const {
  const TomlNode* value = find(key);
  return value ? std::optional{PlacedText{value->text, value->place}} : std::nullopt;
}

std::string TableReader::text_or_empty(std::string_view key) const {
  const TomlNode* value = find(key);
  return value ? value->text : std::string{};
}

std::vector<PlacedText> TableReader::texts(std::string_view key) const {
  const TomlNode* value = find(key);
  return value ? texts_in(*value) : std::vector<PlacedText>{};
}

Title TableReader::title_of(std::string_view key) const {
  const TomlNode* value = find(key);
  if (!value) return {};
  if (value->is(Kind::string)) return {value->text, value->text};
  const auto in = [&](std::string_view language) {
    const TomlNode* text = value->find(language);
    return text && text->is(Kind::string) ? text->text : std::string{};
  };
  return {in("zh"), in("en")};
}

std::vector<PlacedText> texts_in(const TomlNode& value) {
  if (value.is(Kind::string)) return {{value.text, value.place}};
  std::vector<PlacedText> texts;
  for (const TomlNode& item : value.children) texts.push_back({item.text, item.place});
  return texts;
}

std::vector<std::string> plain(const std::vector<PlacedText>& texts) {
  std::vector<std::string> plain;
  for (const PlacedText& text : texts) plain.push_back(text.text);
  return plain;
}

void for_each_named(const TomlNode& root, std::string_view name, FaultList& faults,
                    const std::function<void(const TomlNode&)>& read) {
  const TomlNode* all = root.find(name);
  if (!all || !all->is(Kind::table)) return;
  for (const TomlNode& one : all->children)
    if (check_kind(one, Kind::table, fmt::format("[{}.{}]", name, shortened(one.key)), faults)) read(one);
}

void for_each_listed(const TomlNode& root, std::string_view name, const std::function<void(const TomlNode&)>& read) {
  const TomlNode* all = root.find(name);
  if (!all || !all->is(Kind::list)) return;
  for (const TomlNode& one : all->children)
    if (one.is(Kind::table)) read(one);
}

}  // namespace hotline

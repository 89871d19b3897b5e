// One table of a rules file, held against the keys it may have.
//
//   constexpr KeyRule keys[] = {{"rungs", Shape::tables, R"(rungs = [ { at = "due", raise = "red" } ])", required}};
//   const TableReader table(node, "[ladder.standard]", keys, faults);
//
// Unknown keys, missing keys and values of the wrong type are faults as soon as it is made; what is then asked for by
// key is well-formed, or absent.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/policy/target.hpp"
#include "rules/fault_list.hpp"
#include "rules/toml_node.hpp"

namespace hotline {

enum class Shape { text, texts, integer, integers, flag, date, table, tables, title, any };

inline constexpr bool required = true;

struct KeyRule {
  std::string_view key;
  Shape shape;
  std::string_view example;  // a whole line, as somebody would write it
  bool is_required = false;
};

struct PlacedText {
  std::string text;
  TomlPlace place;
};

class TableReader {
 public:
  TableReader(const TomlNode& table, std::string title, std::span<const KeyRule> rules, FaultList& faults);

  TomlPlace place() const { return node_->key_place; }
  const std::string& title() const { return title_; }
  const std::string& name() const { return node_->key; }  // under which a table above holds it

  bool holds(std::string_view key) const { return node_->find(key) != nullptr; }  // well-formed or not
  const TomlNode* find(std::string_view key) const;                               // well-formed, or nothing
  std::optional<PlacedText> text(std::string_view key) const;
  std::string text_or_empty(std::string_view key) const;
  std::vector<PlacedText> texts(std::string_view key) const;  // of a list, or the one text
  Title title_of(std::string_view key) const;                 // one text is every language's

 private:
  bool well_formed(const TomlNode& value, const KeyRule& rule, FaultList& faults) const;

  const TomlNode* node_;
  std::string title_;
  std::vector<const TomlNode*> usable_;
};

std::vector<PlacedText> texts_in(const TomlNode& value);
std::vector<std::string> plain(const std::vector<PlacedText>& texts);

// True when it is a text of at least one visible character; else that is a fault.
bool check_text(const TomlNode& value, std::string_view example, FaultList& faults);
bool check_texts(const TomlNode& value, std::string_view example, FaultList& faults);
bool check_tables(const TomlNode& value, std::string_view example, FaultList& faults);

// The tables [name.X], in file order. `read` gets each table whose key is X.
void for_each_named(const TomlNode& root, std::string_view name, FaultList& faults,
                    const std::function<void(const TomlNode&)>& read);

// The tables [[name]], in file order.
void for_each_listed(const TomlNode& root, std::string_view name, const std::function<void(const TomlNode&)>& read);

}  // namespace hotline

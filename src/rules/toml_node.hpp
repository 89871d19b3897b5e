// A TOML file as a tree in which every key and value knows its line and column. The library that reads it stays behind
// parse_toml, in one .cpp.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/instant.hpp"

namespace hotline {

class FaultList;

struct TomlPlace {  // from 1; 0: the file as a whole
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend auto operator<=>(const TomlPlace&, const TomlPlace&) = default;
};

struct TomlNode {
  enum class Kind { string, integer, real, boolean, date, other, list, table };
  Kind kind = Kind::table;
  TomlPlace place;
  std::string key;           // under which a table holds it
  TomlPlace key_place;       // where that key is written; for what a list holds, its own place
  std::string text;          // of a string
  std::int64_t integer = 0;  // 1: true
  Date date{};
  std::vector<TomlNode> children;  // of a list, or of a table, in file order

  bool is(Kind wanted) const { return kind == wanted; }
  const TomlNode* find(std::string_view name) const {
    for (const TomlNode& child : children)
      if (child.key == name) return &child;
    return nullptr;
  }
};

// Nothing when the text is not TOML, which is then a fault.
std::optional<TomlNode> parse_toml(std::string_view text, FaultList& faults);

}  // namespace hotline

// A map whose names have been looked up: each value is a cell or a fixed text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/log/map.hpp"
#include "hotline/rules/rules.hpp"
#include "log/names.hpp"

namespace hotline {

struct Slot {
  std::optional<std::size_t> column;
  std::string name;  // of the column
  std::string text;  // fixed
  Meanings words = {};

  std::string_view written(const std::vector<std::string_view>& cells) const { return column ? cells[*column] : text; }
  std::string_view of(const std::vector<std::string_view>& cells) const {
    const std::string_view cell = written(cells);
    if (words.empty()) return cell;
    const auto meaning = words.find(cell);
    return meaning == words.end() ? cell : std::string_view(meaning->second);
  }
};

struct BoundCondition {
  Slot column;
  std::vector<std::string> values;  // one of these
};

struct BoundField {
  std::string name;
  const Attribute* attribute = nullptr;  // none: a label
  Slot value;
};

struct BoundEvent {
  Slot verb;
  Slot at;
  Slot by;
  Slot id;
  Slot ticket;
  Slot due;
  std::vector<BoundField> set;
  std::vector<BoundCondition> when = {};  // all of them
};

struct BoundAudit {
  Slot due;
  Slot verdict;
  Slot ticket;
  std::vector<std::string> on_time;
  std::vector<std::string> late;
};

struct BoundMap {
  Zone zone = Zone::utc();
  std::string time_form;
  Slot case_id;
  Slot kind;
  std::vector<BoundField> set;  // told with `open`
  std::vector<BoundEvent> events;
  std::vector<BoundAudit> audits = {};
  bool tells_ids = false;  // some event has an id of its own
};

// A fault a line, each with its place.
std::string in_lines(const std::vector<std::string>& faults, std::string_view place);

// Every column that a map names, each once.
std::vector<std::string> columns_of(const LogMap& map);

// What the rules do not know of it. Fails: with all of that in one message.
Result<void> check_names(const LogMap& map, const LogNames& names, std::string_view place);

// Fails: columns that are not there, all of them in one message. The rules must outlive it.
Result<BoundMap> bind_map(const LogMap& map, const std::vector<std::string>& columns, const Rules& rules,
                          std::string_view place);

}  // namespace hotline

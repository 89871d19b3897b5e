// The log in the making: one row per event, in order of time.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "month.hpp"

namespace shanghai {

using Cells = std::vector<std::pair<std::string_view, std::string>>;

class Book {
 public:
  // What happens after the books are closed is not in them.
  void add(const std::string& number, Second at, std::string_view verb, std::string_view by, Cells cells = {}) {
    if (at <= end_of_month) rows_.push_back({at, number, verb, by, std::move(cells)});
  }

  std::string to_csv() const {
    std::vector<Row> rows = rows_;
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.at < b.at; });
    std::string text = "case,verb,at,by";
    for (const std::string_view column : columns) (text += ',') += column;
    text += '\n';
    for (const Row& row : rows) write(row, text);
    return text;
  }

 private:
  static constexpr std::array<std::string_view, 18> columns = {
      "ticket",     "kind",   "urgency", "complexity", "missed-by", "ownership", "follow-up", "resolved", "rating",
      "department", "matter", "number",  "seat",       "caller",    "reason",    "call",      "transfer", "source"};

  struct Row {
    Second at = 0;
    std::string number;
    std::string_view verb;
    std::string_view by;
    Cells cells;
  };

  static void write(const Row& row, std::string& text) {
    ((text += row.number) += ',') += row.verb;
    ((text += ',') += stamp(row.at)) += ',';
    text += row.by;
    for (const std::string_view column : columns) {
      text += ',';
      for (const auto& [name, value] : row.cells)
        if (name == column) text += value;
    }
    text += '\n';
  }

  std::vector<Row> rows_;
};

// "T-0042"
inline std::string number_of(char series, std::size_t place, std::size_t digits) {
  std::string number = std::to_string(place);
  number.insert(0, digits - std::min(digits, number.size()), '0');
  return std::string{series} + '-' + number;
}

}  // namespace shanghai

#include <algorithm>

#include "hotline/report/table.hpp"
#include "report/html.hpp"
#include "report/written_cell.hpp"

namespace hotline {
namespace {

// A spreadsheet takes a text that begins like this for a formula, whoever wrote it; an apostrophe makes it text.
bool looks_like_a_formula(const std::string& text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char letter : text) cell += letter == '"' ? "\"\"" : std::string(1, letter);
  return cell + '"';
}

std::string written(const ReportCell& cell, const ReportColumn& column) {
  if (column.is_number && !cell.value.empty()) return quoted(cell.value);
  const std::string text = in_one_line(cell);
  return quoted(looks_like_a_formula(text) ? "'" + text : text);
}

void line(std::string& text, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : ",") + cells[i];
  text += "\r\n";
}

void rows(std::string& text, const ReportTable& table) {
  std::vector<std::string> cells;
  for (const ReportColumn& column : table.columns) cells.push_back(quoted(column.name));
  line(text, cells);
  for (const std::vector<ReportCell>& row : table.rows) {
    cells.clear();
    for (std::size_t i = 0; i < row.size(); ++i) cells.push_back(written(row[i], table.columns[i]));
    line(text, cells);
  }
}

constexpr const char* byte_order_mark = "\xEF\xBB\xBF";  // without it spreadsheets do not read Chinese

}  // namespace

std::string in_one_line(const Title& title) {
  std::string text = is_same_in_both(title) ? in_english(title) : title.en + ' ' + title.zh;
  std::replace_if(
      text.begin(), text.end(), [](char letter) { return letter == '\n' || letter == '\r' || letter == '\t'; }, ' ');
  return text;
}

std::string in_one_line(const ReportCell& cell) {
  return cell.value.empty() ? in_one_line(cell.text) : in_one_line(Title{cell.text.zh, cell.value});
}

std::string to_csv(const ReportTable& table) {
  std::string text = byte_order_mark;
  rows(text, table);
  return text;
}

std::string to_csv(const std::vector<ReportTable>& tables) {
  std::string text = byte_order_mark;
  for (const ReportTable& table : tables) {
    if (&table != &tables.front()) text += "\r\n";
    line(text, {quoted(table.name), quoted(in_one_line(table.title))});
    rows(text, table);
  }
  return text;
}

}  // namespace hotline

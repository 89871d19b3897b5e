#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "hotline/report/table.hpp"
#include "report/html.hpp"
#include "report/written_cell.hpp"

namespace hotline {
namespace {

// As fmt sets it: letters that take two places count twice.
std::size_t width_of(const std::string& text) {
  const std::size_t room = text.size();
  return room - (fmt::formatted_size("{:<{}}", text, room) - text.size());
}

void row(std::string& text, const ReportTable& table, const std::vector<std::size_t>& widths,
         const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    line += "  ";
    if (table.columns[i].is_number)
      fmt::format_to(std::back_inserter(line), "{:>{}}", cells[i], widths[i]);
    else
      fmt::format_to(std::back_inserter(line), "{:<{}}", cells[i], widths[i]);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  text += line + '\n';
}

}  // namespace

std::string to_text(const ReportTable& table) {
  std::vector<std::vector<std::string>> rows(1);
  for (const ReportColumn& column : table.columns) rows.front().push_back(in_english(column.title));
  for (const std::vector<ReportCell>& cells : table.rows) {
    rows.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i)
      rows.back().push_back(table.columns[i].is_number ? in_english(cells[i].text) : in_one_line(cells[i]));
  }
  std::vector<std::size_t> widths(table.columns.size());
  for (const std::vector<std::string>& cells : rows)
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], width_of(cells[i]));
  std::string text = in_both(table.title) + '\n';
  for (const std::vector<std::string>& cells : rows) row(text, table, widths, cells);
  return text;
}

}  // namespace hotline

#include "report/table_json.hpp"

#include <nlohmann/json.hpp>

#include "hotline/report/table.hpp"
#include "report/html.hpp"
#include "report/written_cell.hpp"

namespace hotline {
namespace {

using Json = nlohmann::ordered_json;

bool is_whole(const std::string& value) {
  const std::size_t first = value.starts_with('-') ? 1 : 0;
  return value.size() > first && value.size() < 19 && value.find_first_not_of("0123456789", first) == std::string::npos;
}

Json json_of(const ReportCell& cell, const ReportColumn& column) {
  if (!column.is_number) return cell.value.empty() ? in_one_line(cell.text) : cell.value;
  if (is_whole(cell.value)) return std::stoll(cell.value);
  return in_english(cell.text);
}

}  // namespace

Json json_of(const ReportTable& table) {
  Json rows = Json::array();
  for (const std::vector<ReportCell>& cells : table.rows) {
    Json row = Json::object();
    for (std::size_t i = 0; i < cells.size(); ++i) row[table.columns[i].name] = json_of(cells[i], table.columns[i]);
    rows.push_back(std::move(row));
  }
  return {{"name", table.name}, {"title", {{"zh", table.title.zh}, {"en", table.title.en}}}, {"rows", std::move(rows)}};
}

std::string to_json(const ReportTable& table) {
  return json_of(table).dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace hotline

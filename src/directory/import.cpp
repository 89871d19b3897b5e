#include "hotline/directory/import.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <csv.h>
#include <fmt/format.h>

#include "hotline/base/nearest.hpp"

namespace hotline {
namespace {

enum class As { text, texts, bare, goals, flags };  // bare: a date, a number, true or false

struct Column {
  std::string_view name;
  std::string_view key;
  As as = As::text;
  std::string_view part = {};  // of a table of its own at that key
};

struct Shelf {
  std::string_view name;
  std::vector<Column> columns;
};

const std::vector<Shelf>& shelves() {
  static const Column zh{"title-zh", "title", As::text, "zh"}, en{"title-en", "title", As::text, "en"};
  static const Column from{"from", "from", As::bare}, to{"to", "to", As::bare};
  static const std::vector<Shelf> all{
      {"department",
       {zh,
        en,
        {"parent", "parent"},
        {"may-forward", "may-forward", As::bare},
        {"forwards-to", "forwards-to", As::texts},
        {"goals", "goals", As::goals},
        {"flags", "flags", As::flags},
        from,
        to}},
      {"number",
       {{"department", "department"},
        {"hours", "hours"},
        {"busy-forward", "busy-forward", As::texts},
        {"capacity", "capacity", As::bare},
        {"tested", "tested", As::bare},
        {"result", "result"},
        {"health", "health"},
        from,
        to}},
      {"matter",
       {zh,
        en,
        {"owner", "owner"},
        {"numbers", "numbers", As::texts},
        {"wording", "wording", As::text, "text"},
        {"wording-version", "wording", As::text, "version"},
        {"flow", "flow", As::text, "text"},
        {"flow-version", "flow", As::text, "version"},
        {"courseware", "courseware", As::text, "text"},
        {"courseware-version", "courseware", As::text, "version"},
        {"one-owner", "one-owner", As::bare},
        from,
        to}},
      {"seats",
       {zh,
        en,
        {"department", "department"},
        {"hours", "hours"},
        {"count", "count", As::bare},
        {"seats", "seats", As::texts},
        {"capacity", "capacity", As::bare},
        from,
        to}},
  };
  return all;
}

struct Table {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
};

void on_cell(void* text, std::size_t size, void* table) {
  static_cast<Table*>(table)->row.emplace_back(static_cast<const char*>(text), size);
}

void on_row(int, void* into) {
  Table& table = *static_cast<Table*>(into);
  table.rows.push_back(std::move(table.row));
  table.row.clear();
}

Result<std::vector<std::vector<std::string>>> rows_in(std::string_view csv) {
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  csv_parser parser;
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
  Table table;
  const bool whole = csv_parse(&parser, csv.data(), csv.size(), on_cell, on_row, &table) == csv.size() &&
                     csv_fini(&parser, on_cell, on_row, &table) == 0;
  csv_free(&parser);
  if (!whole)
    return fail(Fault::bad_input, fmt::format("row {} has a quote that is broken: write \"\" for one inside a cell",
                                              table.rows.size() + 1));
  if (table.rows.empty()) return fail(Fault::bad_input, "there is no row: begin with number,department,hours");
  return std::move(table.rows);
}

// A text of TOML. What no text may hold, control characters, is left to the reader of the rules to refuse.
std::string quoted_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') quoted += '\\';
    letter == '\n' ? quoted += "\\n" : quoted += letter;
  }
  return quoted + '"';
}

bool is_plain(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '-' || letter == '_';
  });
}

std::string listed(std::string_view cell) {
  std::string list;
  for (std::size_t at = 0; (at = cell.find_first_not_of(' ', at)) != std::string_view::npos;) {
    const std::size_t end = std::min(cell.find(' ', at), cell.size());
    list += (list.empty() ? "" : ", ") + quoted_text(cell.substr(at, end - at));
    at = end;
  }
  return "[" + list + "]";
}

// "connect rate=95%; first contact=90%" of goals, "online-help=true" of flags.
Result<std::string> pairs_in(const Column& column, std::string_view cell, std::size_t row) {
  std::string pairs;
  for (std::size_t at = 0; (at = cell.find_first_not_of("; ", at)) != std::string_view::npos;) {
    const std::size_t end = std::min(cell.find(';', at), cell.size());
    const std::string_view pair = cell.substr(at, end - at);
    const std::size_t equals = pair.find('=');
    const std::string_view value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    if (equals == 0 || value.empty() || (column.as == As::flags && value != "true" && value != "false"))
      return fail(Fault::bad_input,
                  fmt::format("row {}, column '{}': '{}' is no pair: write {}", row, column.name, pair,
                              column.as == As::goals ? "connect rate=95%; first contact=90%" : "online-help=true"));
    pairs += fmt::format("{}{} = {}", pairs.empty() ? "" : ", ", quoted_text(pair.substr(0, equals)),
                         column.as == As::goals ? quoted_text(value) : std::string{value});
    at = end;
  }
  return "{ " + pairs + " }";
}

// A bare cell stands in the rules as it is written, so it may be nothing but a date, a number, true or false.
Result<std::string> value_of(const Column& column, const std::string& cell, std::size_t row) {
  if (column.as == As::text) return quoted_text(cell);
  if (column.as == As::texts) return listed(cell);
  if (column.as != As::bare) return pairs_in(column, cell, row);
  if (is_plain(cell)) return cell;
  return fail(Fault::bad_input,
              fmt::format("row {}, column '{}': '{}' is no date, number, true or false", row, column.name, cell));
}

Result<const Shelf*> shelf_of(const std::vector<std::string>& heads) {
  for (const Shelf& shelf : shelves())
    if (shelf.name == heads.front()) return &shelf;
  return fail(Fault::bad_input,
              fmt::format("the first column is '{}': call it number, matter, department or seats", heads.front()));
}

Result<std::vector<const Column*>> columns_of(const Shelf& shelf, const std::vector<std::string>& heads) {
  std::vector<const Column*> columns;
  for (auto head = heads.begin() + 1; head != heads.end(); ++head) {
    const auto found = std::find_if(shelf.columns.begin(), shelf.columns.end(),
                                    [&](const Column& column) { return column.name == *head; });
    std::vector<std::string> known;
    for (const Column& column : shelf.columns) known.emplace_back(column.name);
    if (found == shelf.columns.end() || std::find(heads.begin() + 1, head, *head) != head) {
      const auto near = found == shelf.columns.end() ? nearest(*head, known) : std::nullopt;
      return fail(Fault::bad_input, fmt::format("column '{}': {}", *head,
                                                found != shelf.columns.end() ? std::string{"there are two of it"}
                                                : near                       ? fmt::format("write {}", *near)
                                                       : fmt::format("there are {}", fmt::join(known, ", "))));
    }
    columns.push_back(&*found);
  }
  return columns;
}

// The row without its name; the parts of one table, which may lie apart, together.
Result<std::string> members(const std::vector<const Column*>& columns, const std::vector<std::string>& row,
                            std::size_t number) {
  std::vector<std::pair<std::string_view, std::string>> written;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (row[i + 1].empty()) continue;
    const auto value = value_of(*columns[i], row[i + 1], number);
    if (!value) return tl::make_unexpected(value.error());
    auto found = std::find_if(written.begin(), written.end(),
                              [&](const auto& member) { return member.first == columns[i]->key; });
    if (columns[i]->part.empty()) {
      written.emplace_back(columns[i]->key, *value);
    } else if (found == written.end()) {
      written.emplace_back(columns[i]->key, fmt::format("{{ {} = {} }}", columns[i]->part, *value));
    } else {
      found->second.resize(found->second.size() - 2);
      found->second += fmt::format(", {} = {} }}", columns[i]->part, *value);
    }
  }
  std::string text;
  for (const auto& [key, value] : written) text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", key, value);
  return text;
}

}  // namespace

Result<std::string> directory_from_csv(std::string_view csv) {
  const auto rows = rows_in(csv);
  if (!rows) return tl::make_unexpected(rows.error());
  const auto shelf = shelf_of(rows->front());
  if (!shelf) return tl::make_unexpected(shelf.error());
  const auto columns = columns_of(**shelf, rows->front());
  if (!columns) return tl::make_unexpected(columns.error());
  std::set<std::string> names;
  std::string text = fmt::format("[{}]\n", (*shelf)->name);
  for (std::size_t i = 1; i < rows->size(); ++i) {
    const std::vector<std::string>& row = (*rows)[i];
    if (row.size() != columns->size() + 1)
      return fail(Fault::bad_input,
                  fmt::format("row {} has {} cells, the first row {}", i + 1, row.size(), columns->size() + 1));
    if (!is_plain(row.front()))
      return fail(Fault::bad_input,
                  fmt::format("row {}: '{}' is no name: write letters of a to z, digits, - and _", i + 1, row.front()));
    if (!names.insert(row.front()).second)
      return fail(Fault::bad_input,
                  fmt::format("row {}: there is a {} {} already", i + 1, (*shelf)->name, row.front()));
    const auto written = members(*columns, row, i + 1);
    if (!written) return tl::make_unexpected(written.error());
    text += fmt::format("{} = {{ {} }}\n", row.front(), *written);
  }
  return text;
}

}  // namespace hotline

// libcsv knows what a quote means. It is fed a line at a time, so that a row whose quotes are broken costs that one
// line: reading goes on with the next.
#include <algorithm>
#include <set>
#include <utility>

#include <csv.h>
#include <fmt/format.h>

#include "log/rows.hpp"
#include "log/text.hpp"
#include "rules/fault_list.hpp"

namespace hotline {
namespace {

// Blanks around a cell are not part of it, and a return before the newline is one of them.
int is_space(unsigned char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; }
int is_end(unsigned char letter) { return letter == '\n'; }

class CellParser {
 public:
  CellParser() { init(); }
  ~CellParser() { csv_free(&parser_); }
  CellParser(const CellParser&) = delete;
  CellParser& operator=(const CellParser&) = delete;

  void begin() {
    if (started_ && !row_ended_) {
      csv_free(&parser_);
      init();
    }
    text_.clear();
    ends_.clear();
    row_ended_ = started_ = false;
  }

  bool feed(std::string_view line) {
    started_ = true;
    return csv_parse(&parser_, line.data(), line.size(), on_cell, on_row, this) == line.size();
  }

  bool finish() { return csv_fini(&parser_, on_cell, on_row, this) == 0; }

  bool row_ended() const { return row_ended_; }

  // Kept together, so that a cell costs no allocation.
  void cells(std::vector<std::string_view>& into) const {
    into.clear();
    std::size_t from = 0;
    for (const std::size_t end : ends_) {
      into.push_back(std::string_view(text_).substr(from, end - from));
      from = end;
    }
  }

 private:
  void init() {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_space_func(&parser_, is_space);
    csv_set_term_func(&parser_, is_end);
  }

  static void on_cell(void* cell, std::size_t size, void* self) {
    auto* parser = static_cast<CellParser*>(self);
    parser->text_.append(static_cast<const char*>(cell), size);
    parser->ends_.push_back(parser->text_.size());
  }

  static void on_row(int, void* self) { static_cast<CellParser*>(self)->row_ended_ = true; }

  csv_parser parser_{};
  std::string text_;
  std::vector<std::size_t> ends_;
  bool row_ended_ = false;
  bool started_ = false;
};

constexpr std::string_view stray_quote =
    "a quote stands inside a cell: put the whole cell in quotes and double those in it";
constexpr std::string_view open_quote = "a quote of this row is never closed: close it";
constexpr std::string_view long_quote = "a quote of this row is not closed within 1 MiB: close it";

class CsvRows : public Rows {
 public:
  CsvRows(Input input, std::string_view file) : input_(std::move(input)), place_(file) {}

  const std::vector<std::string>& columns() const override { return columns_; }
  std::string place() const override { return place_; }
  std::uint64_t bytes_read() const override { return input_.bytes_read(); }

  Result<bool> next(Row& row) override {
    input_.take(std::exchange(used_, 0));
    row.refusal.reset();
    parser_.begin();
    while (!parser_.row_ended()) {
      const Result<std::size_t> end = input_.line_end(used_);
      if (!end) return tl::make_unexpected(end.error());
      if (*end == Input::too_long) return used_ == 0 ? refuse_long_line(input_, row, kept_) : refuse(row, long_quote);
      if (*end == used_) {
        if (used_ == 0) return false;
        if (!parser_.finish()) return refuse(row, open_quote);
        break;
      }
      if (!feed(*end)) return refuse(row, stray_quote);
    }
    keep(row);
    return true;
  }

  Result<bool> read_columns() {
    Row row;
    const Result<bool> read = next(row);
    if (!read) return read;
    place_ += fmt::format(":{}", row.line);
    if (row.refusal) return fail(Fault::bad_input, fmt::format("{}: {}", place_, row.refusal->message));
    std::set<std::string_view> seen;
    for (const std::string_view name : row.cells)
      if (!seen.insert(name).second)
        return fail(Fault::bad_input,
                    fmt::format("{}: two columns are called {}: rename one", place_, hotline::quoted(name)));
    columns_.assign(row.cells.begin(), row.cells.end());
    return true;
  }

 private:
  bool feed(std::size_t end) {
    const std::string_view line = input_.window().substr(used_, end - used_);
    if (used_ == 0 && is_blank(line)) {
      input_.take(line.size());
      return true;
    }
    used_ = end;
    return parser_.feed(line);
  }

  void keep(Row& row) {
    row.line = input_.line();
    row.text = input_.window().substr(0, used_);
    while (row.text.ends_with('\n') || row.text.ends_with('\r')) row.text.remove_suffix(1);
    parser_.cells(row.cells);
    row.refusal = check(row);
  }

  std::optional<Refusal> check(const Row& row) const {
    if (auto refusal = check_encoding(row.text)) {
      refusal->message += column_not_utf8(row);
      return refusal;
    }
    if (columns_.empty()) return std::nullopt;
    if (row.cells.size() != columns_.size())
      return Refusal{RejectReason::bad_row, fmt::format("the row has {} cells and the log {} columns: put a cell that "
                                                        "holds a comma in quotes",
                                                        row.cells.size(), columns_.size())};
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (auto refusal = check_cell(row.cells[i], columns_[i])) return refusal;
    return std::nullopt;
  }

  std::string column_not_utf8(const Row& row) const {
    const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                   [](std::string_view text) { return first_not_utf8(text).has_value(); });
    const auto index = static_cast<std::size_t>(cell - row.cells.begin());
    return index < columns_.size() ? fmt::format(" (column {})", hotline::quoted(columns_[index])) : "";
  }

  Result<bool> refuse(Row& row, std::string_view why) {
    used_ = 0;
    return refuse_line(input_, row, kept_, why);
  }

  Input input_;
  CellParser parser_;
  std::vector<std::string> columns_;
  std::size_t used_ = 0;  // of the window, by the row told last
  std::string kept_;
  std::string place_;
};

}  // namespace

Result<std::unique_ptr<Rows>> csv_rows(Input input, std::string_view file) {
  auto rows = std::make_unique<CsvRows>(std::move(input), file);
  const Result<bool> read = rows->read_columns();
  if (!read) return tl::make_unexpected(read.error());
  return rows;
}

}  // namespace hotline

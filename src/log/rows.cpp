#include "log/rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "log/text.hpp"
#include "rules/fault_list.hpp"

namespace hotline {
namespace {

constexpr std::size_t kept_of_unusable = std::size_t{1} << 13;

bool starts_with_utf16(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

// Its beginning into `kept`, and how long it was.
Result<std::uint64_t> take_line(Input& input, Row& row, std::string& kept) {
  kept = input.window().substr(0, std::min(input.window().find('\n'), kept_of_unusable));
  if (kept.ends_with('\r')) kept.pop_back();
  row.line = input.line();
  row.text = kept;
  return input.skip_line();
}

}  // namespace

Result<Form> form_of(Input& input, std::string_view file) {
  bool first = true;
  for (;;) {
    const Result<bool> more = input.more();
    if (!more) return tl::make_unexpected(more.error());
    if (!*more) return fail(Fault::bad_input, fmt::format("{} is empty: a log has a row for what happened", file));
    if (first && starts_with_utf16(input.window()))
      return fail(Fault::bad_input, fmt::format("{} is written in UTF-16: save it as UTF-8", file));
    if (first && input.window().starts_with("\xEF\xBB\xBF")) input.take(3);
    first = false;
    const std::size_t found = input.window().find_first_not_of(" \t\r\n");
    if (found != std::string_view::npos)
      return input.window()[found] == '{'   ? Form::json_lines
             : input.window()[found] == '[' ? Form::json_list
             : input.window()[found] == '<' ? Form::xml_list
                                            : Form::csv;
    input.take(input.window().size());
  }
}

std::optional<Refusal> check_encoding(std::string_view row) {
  if (const auto at = first_not_utf8(row))
    return Refusal{RejectReason::bad_encoding,
                   fmt::format("byte {} of the row, 0x{:02X}, is not UTF-8: write the log as UTF-8", *at + 1,
                               static_cast<unsigned char>(row[*at]))};
  if (const std::size_t at = row.find('\0'); at != std::string_view::npos)
    return Refusal{RejectReason::bad_row, fmt::format("byte {} of the row is NUL: a log is text", at + 1)};
  return std::nullopt;
}

std::optional<Refusal> check_cell(std::string_view cell, std::string_view column) {
  if (cell.size() <= longest_cell) return std::nullopt;
  return Refusal{RejectReason::bad_row, fmt::format("column {} holds {} bytes: a cell may hold {} (64 KiB)",
                                                    hotline::quoted(column), cell.size(), longest_cell)};
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

Result<bool> refuse_line(Input& input, Row& row, std::string& kept, std::string_view why) {
  return take_line(input, row, kept).map([&](std::uint64_t) {
    row.refusal = Refusal{RejectReason::bad_row, std::string(why)};
    return true;
  });
}

Result<bool> refuse_long_line(Input& input, Row& row, std::string& kept) {
  return take_line(input, row, kept).map([&](std::uint64_t bytes) {
    row.refusal = Refusal{RejectReason::bad_row,
                          fmt::format("the line is {} bytes long: a row may have {} (1 MiB)", bytes, longest_row)};
    return true;
  });
}

}  // namespace hotline

// A log row by row, whichever form it is written in.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/log/log.hpp"
#include "log/input.hpp"

namespace hotline {

struct Refusal {
  RejectReason reason = RejectReason::bad_row;
  std::string message;
};

struct Row {
  std::uint64_t line = 0;               // where it starts
  std::string_view text;                // as written, without its newline; good until the next row
  std::vector<std::string_view> cells;  // by column
  std::optional<Refusal> refusal;       // then the cells mean nothing
};

class Rows {
 public:
  virtual ~Rows() = default;
  virtual const std::vector<std::string>& columns() const = 0;
  virtual std::string place() const = 0;    // where the columns are named
  virtual Result<bool> next(Row& row) = 0;  // false at the end; blank lines are no rows
  virtual std::uint64_t bytes_read() const = 0;
};

enum class Form { csv, json_lines, json_list, xml_list };

// Looks at the first byte that is not blank, past a byte order mark. Fails: there is none; UTF-16.
Result<Form> form_of(Input& input, std::string_view file);

// The first row names the columns. Fails: it cannot be used, or names one twice.
Result<std::unique_ptr<Rows>> csv_rows(Input input, std::string_view file);

// What to say of a key that nobody asked for; empty: nothing, it is passed over.
using Complain = std::function<std::string(std::string_view key)>;

// One object a line, whose keys are looked up among `columns`; a key may be absent.
// `met[i]` becomes true once a line has column i.
std::unique_ptr<Rows> json_rows(Input input, std::string_view file, std::vector<std::string> columns, Complain complain,
                                std::vector<bool>& met);
// One list of such objects, on as many lines as it takes; a row's line is its number in the list. Where it breaks off
// is a row that cannot be used.
std::unique_ptr<Rows> json_list_rows(Input input, std::string_view file, std::vector<std::string> columns,
                                     Complain complain, std::vector<bool>& met);

// Likewise, in XML: a list of records of fields.
std::unique_ptr<Rows> xml_rows(Input input, std::string_view file, std::vector<std::string> columns, Complain complain,
                               std::vector<bool>& met);

// What is true of rows in every form.
std::optional<Refusal> check_encoding(std::string_view row);
std::optional<Refusal> check_cell(std::string_view cell, std::string_view column);
bool is_blank(std::string_view line);

// The first line cannot be used: takes it, whatever its length, and tells it as a row whose text is in `kept`.
Result<bool> refuse_line(Input& input, Row& row, std::string& kept, std::string_view why);
Result<bool> refuse_long_line(Input& input, Row& row, std::string& kept);

}  // namespace hotline

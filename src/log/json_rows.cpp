#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "log/rows.hpp"
#include "rules/fault_list.hpp"

namespace hotline {
namespace {

using simdjson::ondemand::json_type;

Refusal not_json(std::string_view why) {
  if (why.ends_with('.')) why.remove_suffix(1);
  return {RejectReason::bad_row,
          fmt::format("the line is not a JSON object ({}): write {{\"case\": \"1\", ...}} on one line", why)};
}

Refusal not_json(simdjson::error_code error) {
  return not_json(error == simdjson::INCORRECT_TYPE ? "it does not begin with {" : simdjson::error_message(error));
}

// Numbers stay as they were written: a case number may be longer than 64 bits.
bool is_integer(std::string_view token) {
  if (token.starts_with('-')) token.remove_prefix(1);
  if (token.empty() || (token.size() > 1 && token[0] == '0')) return false;
  return std::all_of(token.begin(), token.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
}

std::string_view trimmed(std::string_view token) {
  const std::size_t last = token.find_last_not_of(" \t\r\n");
  return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

class JsonRows : public Rows {
 public:
  JsonRows(Input input, std::string_view file, std::vector<std::string> columns, Complain complain,
           std::vector<bool>& met)
      : input_(std::move(input)),
        place_(file),
        columns_(std::move(columns)),
        complain_(std::move(complain)),
        met_(met) {
    met_.resize(columns_.size());
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  std::string place() const override { return place_; }
  std::uint64_t bytes_read() const override { return input_.bytes_read(); }

  Result<bool> next(Row& row) override {
    input_.take(std::exchange(used_, 0));
    row.refusal.reset();
    for (;;) {
      const Result<std::size_t> end = input_.line_end(0);
      if (!end) return tl::make_unexpected(end.error());
      if (*end == 0) return false;
      if (*end == Input::too_long) return refuse_long_line(input_, row, kept_);
      const std::string_view line = input_.window().substr(0, *end);
      if (!is_blank(line)) break;
      input_.take(line.size());
    }
    return keep(row);
  }

 protected:
  Result<bool> keep(Row& row) {
    const std::string_view window = input_.window();
    used_ = std::min(window.find('\n'), window.size() - 1) + 1;
    row.line = input_.line();
    row.text = trimmed(window.substr(0, used_));
    return judge(row);
  }

  bool judge(Row& row) {
    row.refusal = check_encoding(row.text);
    if (!row.refusal) row.refusal = read(row);
    return true;
  }

  Input input_;
  std::size_t used_ = 0;  // of the window, by the row told last
  std::string kept_;

 private:
  std::optional<Refusal> read(Row& row) {
    row.cells.assign(columns_.size(), {});
    filled_.assign(columns_.size(), false);
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (const auto error =
            parser_.iterate(row.text.data(), row.text.size(), row.text.size() + Input::padding).get(document))
      return not_json(error);
    if (const auto error = document.get_object().get(object)) return not_json(error);
    for (auto member : object) {
      simdjson::ondemand::field field;
      if (const auto error = std::move(member).get(field)) return not_json(error);
      if (auto refusal = read_member(field, row)) return refusal;
    }
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) return not_json("something follows it");
    return std::nullopt;
  }

  std::optional<Refusal> read_member(simdjson::ondemand::field& field, Row& row) {
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key)) return not_json(error);
    const auto found = find(key);
    if (!found) return complain_ ? std::optional(Refusal{RejectReason::bad_value, complain_(key)}) : std::nullopt;
    if (filled_[*found])
      return Refusal{RejectReason::bad_row, fmt::format("{} is told twice: tell it once", hotline::quoted(key))};
    filled_[*found] = met_[*found] = true;
    return read_value(field.value(), key, row.cells[*found]);
  }

  static std::optional<Refusal> read_value(simdjson::ondemand::value& value, std::string_view key,
                                           std::string_view& cell) {
    json_type type{};
    if (const auto error = value.type().get(type)) return not_json(error);
    if (type == json_type::string) {
      if (const auto error = value.get_string().get(cell)) return not_json(error);
      if (cell.find('\0') != std::string_view::npos)
        return Refusal{RejectReason::bad_row, fmt::format("column '{}' holds a NUL: a log is text", key)};
      return check_cell(cell, key);
    }
    if (type == json_type::null) {
      bool null = false;
      const auto error = value.is_null().get(null);
      return error || !null ? std::optional(not_json("only null begins with n")) : std::nullopt;
    }
    cell = trimmed(value.raw_json_token());
    if (type == json_type::number && is_integer(cell)) return std::nullopt;
    return Refusal{
        RejectReason::bad_row,
        fmt::format("column '{}' is {}: write a text in quotes, a whole number or null", key, described(type, cell))};
  }

  static std::string described(json_type type, std::string_view token) {
    if (type == json_type::array) return "a list";
    if (type == json_type::object) return "an object";
    return hotline::quoted(token);
  }

  // Keys mostly come in the same order on every line.
  std::optional<std::size_t> find(std::string_view key) {
    for (std::size_t tried = 0; tried < columns_.size(); ++tried) {
      const std::size_t at = (likely_ + tried) % columns_.size();
      if (columns_[at] != key) continue;
      likely_ = at + 1;
      return at;
    }
    return std::nullopt;
  }

  std::string place_;
  std::vector<std::string> columns_;
  Complain complain_;
  std::vector<bool>& met_;
  std::vector<bool> filled_;
  simdjson::ondemand::parser parser_;
  std::size_t likely_ = 0;
};

// Finds where each object of a list ends; what is in it is read as on a line of its own.
class JsonListRows : public JsonRows {
 public:
  using JsonRows::JsonRows;

  Result<bool> next(Row& row) override {
    input_.take(std::exchange(used_, 0));
    row.refusal.reset();
    if (over_) return false;
    for (;;) {
      const Result<char> found = skip_blanks();
      if (!found) return tl::make_unexpected(found.error());
      if (*found == ']' && expected_ != "[") return end(row);
      if (*found == '{' && expected_ == "{ or ]") return object(row);
      if (*found == '\0' || expected_.find(*found) == std::string_view::npos) return broken_off(row);
      input_.take(1);
      expected_ = "{ or ]";
    }
  }

 private:
  Result<char> skip_blanks() {  // NUL at the end of the file
    for (;;) {
      const std::size_t found = input_.window().find_first_not_of(" \t\r\n");
      if (found != std::string_view::npos) {
        input_.take(found);
        return input_.window().front();
      }
      input_.take(input_.window().size());
      const Result<bool> more = input_.more();
      if (!more) return tl::make_unexpected(more.error());
      if (!*more) return '\0';
    }
  }

  Result<bool> end(Row& row) {
    input_.take(1);
    over_ = true;
    const Result<char> found = skip_blanks();
    if (!found) return tl::make_unexpected(found.error());
    return *found == '\0' ? Result<bool>(false) : refuse(row, "something follows the list: a log is one list");
  }

  Result<bool> object(Row& row) {
    const Result<std::size_t> size = object_size();
    if (!size) return tl::make_unexpected(size.error());
    if (*size == 0) return refuse(row, "an object of the list is not closed, or longer than 1 MiB: end it with }");
    used_ = *size;
    row.line = ++objects_;  // many may stand on one line
    row.text = input_.window().substr(0, *size);
    expected_ = ", or ]";
    return judge(row);
  }

  // Past the brace that closes the first one; 0: there is none within the length of a row.
  Result<std::size_t> object_size() {
    std::size_t depth = 0;
    bool in_text = false;
    for (std::size_t at = 0; at < longest_row; ++at) {
      while (at >= input_.window().size()) {  // an escape may reach past it
        const Result<bool> more = input_.more();
        if (!more) return tl::make_unexpected(more.error());
        if (!*more) return 0;
      }
      const char letter = input_.window()[at];
      if (in_text && letter == '\\')
        ++at;
      else if (letter == '"')
        in_text = !in_text;
      else if (!in_text && (letter == '{' || letter == '['))
        ++depth;
      else if (!in_text && (letter == '}' || letter == ']') && --depth == 0)
        return at + 1;
    }
    return 0;
  }

  Result<bool> broken_off(Row& row) {
    return refuse(
        row,
        fmt::format("the list of JSON objects breaks off here: {} was expected; what follows is not read", expected_));
  }
  Result<bool> refuse(Row& row, std::string_view why) {
    over_ = true;
    const Result<bool> refused = refuse_line(input_, row, kept_, why);
    row.line = ++objects_;
    return refused;
  }

  bool over_ = false;
  std::uint64_t objects_ = 0;
  std::string_view expected_ = "[";
};

}  // namespace

std::unique_ptr<Rows> json_rows(Input input, std::string_view file, std::vector<std::string> columns, Complain complain,
                                std::vector<bool>& met) {
  return std::make_unique<JsonRows>(std::move(input), file, std::move(columns), std::move(complain), met);
}

std::unique_ptr<Rows> json_list_rows(Input input, std::string_view file, std::vector<std::string> columns,
                                     Complain complain, std::vector<bool>& met) {
  return std::make_unique<JsonListRows>(std::move(input), file, std::move(columns), std::move(complain), met);
}

}  // namespace hotline

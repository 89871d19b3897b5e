#include <algorithm>
#include <deque>
#include <memory>
#include <utility>

#include <expat.h>
#include <fmt/format.h>

#include "log/rows.hpp"
#include "rules/fault_list.hpp"

namespace hotline {
namespace {

struct XmlRecord {
  std::vector<std::string> cells;
  std::vector<bool> filled;
  std::size_t bytes = 0;
  std::optional<Refusal> refusal;
};

std::string trimmed_blanks(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// <list><record><key>text</key>...</record>...</list>, whatever list and record are called.
class XmlRows : public Rows {
 public:
  XmlRows(Input input, std::string_view file, std::vector<std::string> columns, Complain complain,
          std::vector<bool>& met)
      : input_(std::move(input)),
        place_(file),
        columns_(std::move(columns)),
        complain_(std::move(complain)),
        met_(met),
        parser_(XML_ParserCreate(nullptr)) {
    met_.resize(columns_.size());
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(), [](void* self, const XML_Char* name, const XML_Char**) { of(self).start(name); },
        [](void* self, const XML_Char*) { of(self).end(); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const XML_Char* text, int size) {
      of(self).text({text, static_cast<std::size_t>(size)});
    });
    // Entities of one's own can make a file of any length out of a short one.
    XML_SetStartDoctypeDeclHandler(parser_.get(),
                                   [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
                                     of(self).has_doctype_ = true;
                                     XML_StopParser(of(self).parser_.get(), XML_FALSE);
                                   });
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  std::string place() const override { return place_; }
  std::uint64_t bytes_read() const override { return input_.bytes_read(); }

  Result<bool> next(Row& row) override {
    while (records_.empty() && !over_)
      if (const Result<void> fed = feed(); !fed) return tl::make_unexpected(fed.error());
    if (records_.empty()) return false;
    told_ = std::move(records_.front());
    records_.pop_front();
    row.line = ++told_so_far_;
    row.cells.assign(told_.cells.begin(), told_.cells.end());
    row.refusal = std::move(told_.refusal);
    text_ = written();
    row.text = text_;
    return true;
  }

 private:
  static XmlRows& of(void* self) { return *static_cast<XmlRows*>(self); }

  Result<void> feed() {
    if (input_.window().empty()) {
      const Result<bool> more = input_.more();
      if (!more) return tl::make_unexpected(more.error());
      if (!*more) return finish(XML_Parse(parser_.get(), "", 0, XML_TRUE)), Result<void>{};
    }
    const std::string_view window = input_.window();
    const XML_Status status = XML_Parse(parser_.get(), window.data(), static_cast<int>(window.size()), XML_FALSE);
    input_.take(window.size());
    if (status != XML_STATUS_OK) finish(status);
    return {};
  }

  // What is not XML is one row that cannot be used, behind those that could be read.
  void finish(XML_Status status) {
    over_ = true;
    if (status == XML_STATUS_OK) return;
    XmlRecord broken{std::vector<std::string>(columns_.size()), {}, 0, {}};
    const auto line = XML_GetCurrentLineNumber(parser_.get());
    const std::string why = has_doctype_ ? "a document type is not read: leave <!DOCTYPE ...> out"
                                         : std::string(XML_ErrorString(XML_GetErrorCode(parser_.get())));
    broken.refusal =
        Refusal{RejectReason::bad_row, fmt::format("line {} is not XML ({}); what follows is not read", line, why)};
    records_.push_back(std::move(broken));
  }

  void start(std::string_view name) {
    ++depth_;
    if (depth_ == 2) open_ = {std::vector<std::string>(columns_.size()), std::vector<bool>(columns_.size()), 0, {}};
    if (depth_ == 3) field_ = field_called(name);
    if (depth_ > 3 && field_)
      refuse({RejectReason::bad_row,
              fmt::format("column {} holds <{}>: write a text", hotline::quoted(columns_[*field_]), name)});
  }

  std::optional<std::size_t> field_called(std::string_view name) {
    const auto found = std::find(columns_.begin(), columns_.end(), name);
    if (found == columns_.end()) {
      if (complain_) refuse({RejectReason::bad_value, complain_(name)});
      return std::nullopt;
    }
    const auto column = static_cast<std::size_t>(found - columns_.begin());
    if (open_.filled[column])
      refuse({RejectReason::bad_row, fmt::format("{} is told twice: tell it once", hotline::quoted(name))});
    open_.filled[column] = met_[column] = true;
    return column;
  }

  void text(std::string_view text) {
    if (depth_ != 3 || !field_) return;
    open_.bytes += text.size();
    if (open_.bytes > longest_row)
      refuse({RejectReason::bad_row, fmt::format("a row may have {} bytes (1 MiB)", longest_row)});
    else
      open_.cells[*field_] += text;
  }

  void end() {
    if (depth_ == 3 && field_) {
      std::string& cell = open_.cells[*field_];
      cell = trimmed_blanks(cell);
      if (auto refusal = check_cell(cell, columns_[*field_])) refuse(std::move(*refusal));
      field_.reset();
    }
    if (depth_ == 2) records_.push_back(std::move(open_));
    --depth_;
  }

  void refuse(Refusal refusal) {
    if (!open_.refusal) open_.refusal = std::move(refusal);
  }

  std::string written() const {
    std::string text;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (!told_.cells[i].empty()) text += fmt::format("{}{}={}", text.empty() ? "" : " ", columns_[i], told_.cells[i]);
    return text;
  }

  struct Free {
    void operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }
  };

  Input input_;
  std::string place_;
  std::vector<std::string> columns_;
  Complain complain_;
  std::vector<bool>& met_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::deque<XmlRecord> records_;  // read and not yet told
  XmlRecord open_;
  XmlRecord told_;
  std::string text_;
  std::optional<std::size_t> field_;
  std::size_t depth_ = 0;
  std::uint64_t told_so_far_ = 0;
  bool has_doctype_ = false;
  bool over_ = false;
};

}  // namespace

std::unique_ptr<Rows> xml_rows(Input input, std::string_view file, std::vector<std::string> columns, Complain complain,
                               std::vector<bool>& met) {
  return std::make_unique<XmlRows>(std::move(input), file, std::move(columns), std::move(complain), met);
}

}  // namespace hotline

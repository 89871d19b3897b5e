// How does a table of figures reach people and programs?
//
//   ReportTable moved{.name = "moved", .title = {"变动的期限", "Promises that moved"}, .note = {}, .columns = {
//       {"case", {"案件", "Case"}}, {"target", {"时限", "Promise"}}, {"late", {"超期", "Late"}, true}}, .rows = {}};
//   moved.rows.push_back({word("C-17", "#case-c-17"), word(target.title), number(3)});
//   to_text(moved);                          // aligned columns
//   to_csv(moved);                           // for a spreadsheet
//   to_json(moved);                          // for a program: {"name":"moved",...,"rows":[{"case":"C-17",...}]}
//   to_html({"对比", "What if"}, {moved});   // a page that is whole by itself: no network, no script
//
// A title is in two languages. A page holds both and shows one, which its reader switches. Text and CSV show a name as
// programs take it, and its Chinese: "tax 税务局". A link is followed in HTML alone; "#..." leads to the table or row of
// that name in the page.
// Promises: the same table gives the same bytes. Whatever a cell holds is shown as text: never markup, never a formula.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/measure/measure.hpp"
#include "hotline/policy/target.hpp"

namespace hotline {

enum class Language { en, zh };

struct ReportCell {
  enum class Tone { plain, good, bad, faint };
  Title text;              // as people read it: "58,251", "Tax bureau"
  std::string value = {};  // as programs take it: "58251", "tax"; empty: the text
  std::string link = {};
  Tone tone = Tone::plain;
};

// The same word in every language, or one in each.
HOTLINE_API ReportCell word(std::string_view text, std::string link = {});
HOTLINE_API ReportCell word(const Title& title, std::string link = {});
HOTLINE_API ReportCell name(std::string_view name, const Title& title);  // for programs, and as people call it
HOTLINE_API ReportCell number(std::int64_t number, std::string link = {});
HOTLINE_API ReportCell percent(const Fraction& fraction, int digits, std::string link = {});

struct ReportColumn {
  std::string name;  // for programs: "on-time"
  Title title;
  bool is_number = false;  // set to the right
};

struct ReportTable {
  std::string name;  // for programs, and the end of links: "#promises"
  Title title;
  Title note = {};  // a sentence beneath the title
  std::vector<ReportColumn> columns;
  std::vector<std::vector<ReportCell>> rows;  // as many cells as columns
  std::vector<std::string> row_names = {};    // the ends of links to rows; empty: none
};

HOTLINE_API std::string to_text(const ReportTable& table);
HOTLINE_API std::string to_csv(const ReportTable& table);  // a line of column names, then the rows; lines end in CR LF
HOTLINE_API std::string to_csv(const std::vector<ReportTable>& tables);  // each under a line with its name and title
HOTLINE_API std::string to_json(const ReportTable& table);
HOTLINE_API std::string to_html(const Title& title, const std::vector<ReportTable>& tables,
                                Language opens_in = Language::en);

}  // namespace hotline

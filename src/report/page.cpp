#include "report/page.hpp"

#include <algorithm>
#include <array>

namespace hotline {
namespace {

const Attributes number_class{{"class", "n"}};

std::string_view class_of(ReportCell::Tone tone) {
  constexpr std::array<std::string_view, 4> classes{"", "good", "bad", "faint"};
  return classes[static_cast<std::size_t>(tone)];
}

// A date, a time, hours: not to be broken in two.
bool is_of_time(const std::string& text) {
  return text.size() >= 5 && text.size() <= 25 && text.find_first_not_of("0123456789-T:+Z") == std::string::npos;
}

Attributes attributes_of(const ReportColumn& column, const ReportCell& cell) {
  std::string classes = column.is_number ? "n" : is_of_time(in_english(cell.text)) ? "t" : "";
  if (cell.tone != ReportCell::Tone::plain) classes += (classes.empty() ? "" : " ") + std::string(class_of(cell.tone));
  return classes.empty() ? Attributes{} : Attributes{{"class", classes}};
}

void row_into(Html& html, const ReportTable& table, std::size_t number) {
  const std::vector<ReportCell>& cells = table.rows[number];
  if (table.row_names.empty())
    html.open("tr");
  else
    html.open("tr", {{"id", anchor(table.row_names[number])}});
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Attributes attributes = attributes_of(table.columns[i], cells[i]);
    if (i == 0) attributes.emplace_back("scope", "row");
    html.open(i == 0 ? "th" : "td", attributes);
    cell_into(html, cells[i]);
    html.close();
  }
  html.close();
}

void switch_into(Html& html, Language opens_in) {
  const auto choice = [&](const std::string& id, bool checked) {
    Attributes attributes{{"type", "radio"}, {"name", "language"}, {"id", id}};
    if (checked) attributes.emplace_back("checked", "checked");
    html.single("input", attributes);
  };
  choice("show-en", opens_in == Language::en);
  choice("show-zh", opens_in == Language::zh);
  html.open("p", {{"class", "switch"}});
  html.put("label", {{"for", "show-en"}, {"lang", "en"}}, "English");
  html.open("label", {{"for", "show-zh"}, {"lang", "zh"}}).plain("中文").close();
  html.close();
}

}  // namespace

std::string page(const Title& title, const std::string& body, Language opens_in) {
  Html html;
  html.raw("<!DOCTYPE html>\n");
  html.open("html", {{"lang", opens_in == Language::en ? "en" : "zh"}}).open("head");
  html.single("meta", {{"charset", "utf-8"}});
  html.single("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.single("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.open("title").plain(in_both(title)).close();
  html.open("style").raw(page_style).close().close().raw("\n");
  html.open("body");
  switch_into(html, opens_in);
  html.open("main").put("h1", title).raw(body);
  return html.take() + '\n';
}

void cell_into(Html& html, const ReportCell& cell) {
  if (cell.link.empty()) {
    html.text(cell.text);
    return;
  }
  // A name in it is the writer's own word, free of what a link may not hold.
  const std::string target = cell.link.starts_with('#') ? '#' + anchor(cell.link.substr(1)) : cell.link;
  html.put("a", {{"href", target}}, cell.text);
}

void rows_into(Html& html, const ReportTable& table) {
  html.open("div", {{"class", "wide"}}).open("table").open("thead").open("tr");
  for (const ReportColumn& column : table.columns) {
    Attributes attributes{{"scope", "col"}};
    if (column.is_number) attributes.push_back(number_class.front());
    html.put("th", attributes, column.title);
  }
  html.close().close().open("tbody");
  for (std::size_t i = 0; i < table.rows.size(); ++i) row_into(html, table, i);
  html.close().close().close();
}

void table_into(Html& html, const ReportTable& table) {
  html.open("section", {{"id", anchor(table.name)}}).put("h2", table.title);
  if (!in_english(table.note).empty()) html.put("p", {{"class", "note"}}, table.note);
  if (table.rows.empty())
    html.put("p", {{"class", "faint"}}, Title{"没有数据", "nothing"});
  else
    rows_into(html, table);
  html.close();
}

std::string to_html(const Title& title, const std::vector<ReportTable>& tables, Language opens_in) {
  Html html;
  for (const ReportTable& table : tables) table_into(html, table);
  return page(title, html.take(), opens_in);
}

}  // namespace hotline

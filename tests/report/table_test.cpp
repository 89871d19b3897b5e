// One table, in every form it is read in.
#include "hotline/report/table.hpp"

#include <doctest/doctest.h>

#include "support/strict_html.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

ReportTable departments() {
  return {.name = "by-department",
          .title = {"按部门", "By department"},
          .columns = {{"department", {"部门", "Department"}},
                      {"late", {"超期", "Late"}, true},
                      {"kept", {"按时率", "Kept"}, true}},
          .rows = {{name("tax", {"税务局", "Tax bureau"}), number(1'204, "#late"), percent({1, 3}, 2)},
                   {word("unnamed"), number(0), percent({0, 0}, 2)}}};
}

TEST_CASE("a table in text has aligned columns, wide letters counted twice") {
  CHECK(to_text(departments()) ==
        "By department · 按部门\n"
        "  Department   Late     Kept\n"
        "  tax 税务局  1,204  33.33 %\n"
        "  unnamed         0  no data\n");
}

TEST_CASE("a table in CSV has whole numbers and says that it is UTF-8") {
  CHECK(to_csv(departments()) ==
        "\xEF\xBB\xBF"
        "department,late,kept\r\ntax 税务局,1204,33.33%\r\nunnamed,0,no data\r\n");
  CHECK(to_csv({departments(), departments()}).find("no data\r\n\r\nby-department,By department 按部门\r\n") !=
        std::string::npos);
}

TEST_CASE("a text in CSV is never a formula, a figure stays one") {
  struct Row {
    std::string why;
    ReportCell cell;
    std::string written;
  };
  const std::vector<Row> rows = {
      {"a formula", word("=1+2"), "'=1+2"},
      {"another spelling of one", word("@SUM(A1)"), "'@SUM(A1)"},
      {"a dash that begins a name", word("-none-"), "'-none-"},
      {"a comma", word("a, b"), "\"a, b\""},
      {"quotes", word("a \"b\""), "\"a \"\"b\"\"\""},
      {"two lines become one", word("a\nb"), "a b"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const ReportTable table{.name = "t", .title = {}, .columns = {{"c", {}}}, .rows = {{row.cell}}};
    CHECK(to_csv(table) ==
          "\xEF\xBB\xBF"
          "c\r\n" +
              row.written + "\r\n");
  }
}

TEST_CASE("a table in JSON has numbers where it can") {
  CHECK(to_json(departments()) == R"({
  "name": "by-department",
  "title": {
    "zh": "按部门",
    "en": "By department"
  },
  "rows": [
    {
      "department": "tax",
      "late": 1204,
      "kept": "33.33 %"
    },
    {
      "department": "unnamed",
      "late": 0,
      "kept": "no data"
    }
  ]
}
)");
}

TEST_CASE("a page of tables is whole by itself, in both languages") {
  ReportTable table = departments();
  table.row_names = {"tax", "none"};
  table.rows[0][1].link = "#tax";
  const std::string page = to_html({"按部门的统计", "Figures by department"}, {table});
  const StrictHtml read = read_strictly(page);
  CHECK(read.fault == "");
  CHECK(read.texts("td") == std::vector<std::string>{"1,204", "33.33 %", "0", "no data无数据"});
  CHECK(read.texts("th") ==
        std::vector<std::string>{"Department部门", "Late超期", "Kept按时率", "Tax bureau税务局", "unnamed"});
  CHECK(read.dangling_links().empty());
  CHECK(read.fetches().empty());
  CHECK(to_html({"按部门的统计", "Figures by department"}, {table}) == page);
}

TEST_CASE("what a cell holds stays text") {
  struct Row {
    std::string why, text, shown;
  };
  const std::vector<Row> rows = {
      {"a script", "<script>alert(1)</script>", "<script>alert(1)</script>"},
      {"an end of the table", "</td></table>", "</td></table>"},
      {"quotes and ampersands", R"("a" & 'b')", R"("a" & 'b')"},
      {"an emoji", "🚌 late", "🚌 late"},
      {"bytes that are no letter", "a\xFF\xC3(b", "a\xEF\xBF\xBD\xEF\xBF\xBD(b"},
      {"a letter written too long", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"a control character", std::string("a\x01\x1B[31m"), "a\xEF\xBF\xBD\xEF\xBF\xBD[31m"},
      {"a very long word", std::string(5'000, 'w'), std::string(5'000, 'w')},
      {"a letter cut in two", "\xE7\xA8", "\xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const ReportTable table{.name = row.text,
                            .title = {row.text, "Title"},
                            .columns = {{"c", {row.text, "Column"}}},
                            .rows = {{word(row.text, '#' + row.text)}}};
    const StrictHtml read = read_strictly(to_html({row.text, row.text}, {table}));
    CHECK(read.fault == "");
    CHECK(read.texts("th").back() == row.shown);
    CHECK(read.texts("h1").front() == row.shown);
    CHECK(read.dangling_links().empty());
    CHECK(read.count("script") == 0);
  }
}

}  // namespace

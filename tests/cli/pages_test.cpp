// Reports as pages and spreadsheets, from a log and from a ticket file.
#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "cli/desk.hpp"
#include "support/strict_html.hpp"

namespace hotline::test {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Labels that would break a careless page; two tickets late, one open and overdue.
constexpr const char* hostile_orders = R"(case,verb,at,by,department
1,open,2023-03-03 10:00,agent,<script>alert(1)</script>
2,open,2023-03-03 11:00,agent,"税务局 ""甲"" & 乙 🚌"
1,answer,2023-03-06 17:30,unit,
3,open,2023-03-03 12:00,agent,=cmd|'/c calc'!A1
2,answer,2023-03-07 09:00,unit,
<4>,open,2023-03-07 12:00,agent,</td></table>
)";

const Desk& desk_with(const Desk& desk) {
  desk.write("rules.toml", order_rules);
  desk.write("log.csv", hostile_orders);
  return desk;
}

TEST_CASE("a report is one page that stands alone, whatever the labels hold") {
  const Desk desk;
  const Said said = desk_with(desk).says("replay rules.toml log.csv --report html");
  CHECK(said.code == 0);
  CHECK(said.err.empty());
  const StrictHtml page = read_strictly(said.out);
  CHECK(page.fault == "");
  CHECK(page.dangling_links().empty());
  CHECK(page.fetches().empty());
  CHECK(page.count("script") == 0);
  CHECK(page.count("svg") > 0);
  const auto heads = page.texts("th");
  for (const std::string label :
       {"<script>alert(1)</script>", "税务局 \"甲\" & 乙 🚌", "=cmd|'/c calc'!A1", "</td></table>"})
    CHECK(std::find(heads.begin(), heads.end(), label) != heads.end());
  CHECK(desk.says("replay rules.toml log.csv --report html") == said);
}

TEST_CASE("each number of a page leads to its tickets") {
  const Desk desk;
  const StrictHtml page = read_strictly(desk_with(desk).says("replay rules.toml log.csv --report html").out);
  struct Row {
    std::string why, list, text;
  };
  const std::vector<Row> rows = {
      {"late", "list_2fpromises_2fall_2flate", "promises/all/late 1\n2\n\n"},
      {"on time", "list_2fpromises_2fall_2fon-time", "promises/all/on-time 1\n1\n\n"},
      {"overdue", "list_2fpromises_2fall_2foverdue", "promises/all/overdue 1\n3\n\n"},
      {"a measure's denominator", "list_2fmeasure_2fanswered_2fcounted",
       "measure/answered/counted 4\n1\n2\n3\n<4>\n\n"},
      {"an hour of the week", "list_2fintake_2ffri_2f12", "intake/fri/12 1\n3\n\n"},
      {"open at the end of a day", "list_2fbacklog_2f2023-03-06_2fopen", "backlog/2023-03-06/open 2\n2\n3\n\n"},
      {"a department", "list_2fpromises_2fdepartment_2f_3c_2ftd_3e_3c_2ftable_3e_2fopen",
       "promises/department/</td></table>/open 1\n<4>\n\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Element* list = page.named(row.list);
    REQUIRE(list != nullptr);
    CHECK(list->text == row.text);
  }
  CHECK(page.named("ticket__3c4_3e_1") != nullptr);
}

TEST_CASE("what a page does not list, the command that it names does") {
  const Desk desk;
  const Said said =
      desk_with(desk).says("replay rules.toml log.csv --db 'the file.db' --report html --list-at-most 1 --by urgency");
  CHECK(said.code == 0);
  CHECK(has(said.out, "<span class=\"en\" lang=\"en\">and 3 more</span>"));
  const StrictHtml page = read_strictly(said.out);
  const auto commands = page.texts("code");
  const std::string command = "hotline report rules.toml --db 'the file.db' --by urgency --list 'tickets/all'";
  REQUIRE(std::find(commands.begin(), commands.end(), command) != commands.end());
  const Said listed = desk.says(command.substr(8) + " --format csv");
  CHECK(listed.code == 0);
  CHECK(listed.out ==
        "\xEF\xBB\xBF"
        "case,ticket,kind,state,opened,urgency,target,end,due,ended\r\n"
        "1,1,order,answered,2023-03-03T10:00:00+08:00,ordinary,answer,on-time,2023-03-06T17:30:00+08:00,"
        "2023-03-06T17:30:00+08:00\r\n"
        "2,1,order,answered,2023-03-03T11:00:00+08:00,ordinary,answer,late,2023-03-06T17:30:00+08:00,"
        "2023-03-07T09:00:00+08:00\r\n"
        "3,1,order,received,2023-03-03T12:00:00+08:00,ordinary,answer,overdue,2023-03-06T17:30:00+08:00,\r\n"
        "<4>,1,order,received,2023-03-07T12:00:00+08:00,ordinary,answer,open,2023-03-08T17:30:00+08:00,\r\n");
}

TEST_CASE("a report for a spreadsheet is all of its tables, or one") {
  const Desk desk;
  const Said all = desk_with(desk).says("replay rules.toml log.csv --report csv");
  CHECK(all.code == 0);
  for (const std::string table : {"measures,", "promises-by-target,", "promises-by-department,", "over-time,",
                                  "backlog,", "intake,", "time-used,"})
    CHECK(has(all.out, "\n" + table) + all.out.starts_with("\xEF\xBB\xBF" + table) == 1);
  CHECK(has(all.out, "'=cmd|'/c calc'!A1,1,0,0,1,0,0,1,0.00%\r\n"));  // a text, not a formula
  CHECK(desk.says("replay rules.toml log.csv --report csv --table backlog") ==
        Said{0,
             "\xEF\xBB\xBF"
             "time,opened,closed,reopened,open,overdue\r\n2023-03-03,3,0,0,3,0\r\n2023-03-04,0,0,0,3,0\r\n"
             "2023-03-05,0,0,0,3,0\r\n2023-03-06,0,1,0,2,2\r\n2023-03-07,1,1,0,2,1\r\n",
             ""});
  CHECK(desk.says("replay rules.toml log.csv --table backlogs").err ==
        "hotline: no table 'backlogs': did you mean 'backlog'?\n");
}

TEST_CASE("text and JSON have what happens over time when they are asked") {
  const Desk desk;
  CHECK(!has(desk_with(desk).says("replay rules.toml log.csv").out, "Backlog over time"));
  const std::string text = desk.says("replay rules.toml log.csv --over-time").out;
  CHECK(has(text,
            "Backlog over time · 在办量走势\n"
            "  Time        Asked in  Closed  Taken up again  Open at its end  Of those overdue\n"
            "  2023-03-03         3       0               0                3                 0\n"));
  CHECK(has(desk.says("replay rules.toml log.csv --over-time --json").out, R"("reopened": 0,)"));
}

TEST_CASE("a case and a calendar are pages too") {
  const Desk desk;
  REQUIRE(desk_with(desk).says("replay rules.toml log.csv --db month.db").code == 0);
  const Said shown = desk.says("show rules.toml --db month.db 2 --format html");
  CHECK(shown.code == 0);
  const StrictHtml page = read_strictly(shown.out);
  CHECK(page.fault == "");
  CHECK(page.dangling_links().empty());
  CHECK(page.fetches().empty());
  CHECK(has(shown.out, "ticket 1: answer, received -&gt; answered by unit"));
  CHECK(has(shown.out, "工单 1：answer，received → answered（unit）"));
  CHECK(desk.says("show rules.toml --db month.db 2 --format html --out case.html") == Said{0, "", ""});
  CHECK(desk.read("case.html") == shown.out);
  CHECK(desk.says("show rules.toml --db month.db 2 --json").out ==
        desk.says("show rules.toml --db month.db 2 --format json").out);

  const std::string march = "days rules.toml --from 2023-03-01 --to 2023-03-31 ";
  const Said days = desk.says(march + "--format html --lang zh");
  CHECK(days.code == 0);
  CHECK(read_strictly(days.out).fault == "");
  CHECK(has(days.out, "<html lang=\"zh\">"));
  CHECK(desk.says(march + "--format html --lang zh --out march.html") == Said{0, "", ""});
  CHECK(desk.read("march.html") == days.out);
  CHECK(desk.says(march + "--out nowhere/march.html --format html").code == 2);
}

TEST_CASE("a page opens in the language that was asked for") {
  const Desk desk;
  CHECK(has(desk_with(desk).says("replay rules.toml log.csv --format html").out, "<html lang=\"en\">"));
  const std::string page = desk.says("replay rules.toml log.csv --format html --lang zh").out;
  CHECK(has(page, "<html lang=\"zh\">"));
  CHECK(has(page, "id=\"show-zh\" checked=\"checked\""));
  CHECK(desk.says("replay rules.toml log.csv --format html --lang fr").code == 2);
}

}  // namespace
}  // namespace hotline::test

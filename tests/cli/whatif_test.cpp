// whatif: the answer in every form, and what cannot be asked.
#include <string>

#include <doctest/doctest.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr const char* three_orders = R"(case,verb,at,by,department
1,open,2023-03-03 10:00,agent,税务局
2,open,2023-03-03 11:00,agent,税务局
1,answer,2023-03-06 16:30,unit,
3,open,2023-03-03 12:00,agent,人社局
2,answer,2023-03-07 09:00,unit,
)";

std::string with_limit(const std::string& limit) {
  std::string text = order_rules;
  const std::string written = "\"1 working day\"";
  return text.replace(text.find(written), written.size(), '"' + limit + '"');
}

const Desk& what_if_desk(const Desk& desk) {
  desk.write("a.toml", order_rules);
  desk.write("b.toml", with_limit("8 working hours"));
  desk.write("log.csv", three_orders);
  return desk;
}

TEST_CASE("what if names the tickets that would have been late") {
  const Desk desk;
  const Said said = what_if_desk(desk).says("whatif log.csv --rules a.toml --against b.toml");
  CHECK(said.code == 0);
  CHECK(said.err.empty());
  CHECK(
      said.out.starts_with("before rules 1, after rules 1, as of 2023-03-07T09:00:00+08:00\n"
                           "3 tickets before, 3 after; 3 changed\n"));
  CHECK(has(said.out, "Newly late"));
  CHECK(has(said.out, "2023-03-06T09:30:00+08:00"));
  CHECK(desk.says("whatif log.csv --rules a.toml --against b.toml") == said);
}

TEST_CASE("what if between the same rules moves nothing") {
  const Desk desk;
  const Said said = what_if_desk(desk).says("whatif log.csv --rules a.toml --against a.toml --json");
  CHECK(said.code == 0);
  CHECK(has(said.out, R"("tickets-changed": 0,)"));
  CHECK(has(said.out, R"("changes": [],)"));
  CHECK(has(said.out, R"("moved": "0.00")"));
}

TEST_CASE("what if in JSON, CSV and a page, to a file where asked") {
  const Desk desk;
  const std::string question = "whatif log.csv --rules a.toml --against b.toml --by department";
  const Said json = what_if_desk(desk).says(question + " --json");
  CHECK(has(json.out, R"("newly-late": 1,)"));
  CHECK(has(json.out, R"("change": "newly-late",)"));
  const Said csv = desk.says(question + " --report csv");
  CHECK(has(csv.out, "by-department"));
  CHECK(has(csv.out, "人社局"));
  const Said page = desk.says(question + " --report html --out page.html");
  CHECK(page == Said{0, "", ""});
  CHECK(desk.read("page.html").starts_with("<!DOCTYPE html>"));
}

TEST_CASE("what if says what one side alone could not use") {
  const Desk desk;
  what_if_desk(desk);
  std::string other = order_rules;
  other.replace(other.find("by = \"unit\""), 11, "by = \"head\"");
  desk.write("strict.toml", other);
  const Said said = desk.says("whatif log.csv --rules a.toml --against strict.toml");
  CHECK(said.code == 0);
  CHECK(has(said.out, "Lines that only one side could not use"));
  CHECK(has(said.out, "log.csv:4"));
  CHECK(has(said.err, "after: 2 of 5 lines had something that could not be used\n"));
}

TEST_CASE("another map for the other rules") {
  const Desk desk;
  what_if_desk(desk);
  std::string other = order_rules;
  for (std::size_t at = other.find("department = "); at != std::string::npos; at = other.find("department = ", at + 1))
    if (other.substr(at, 20).find("承办") != std::string::npos) other.replace(at, 10, "bureau");
  other.replace(other.find("by   = [\"department\"]"), 21, "by   = [\"bureau\"]");
  desk.write("bureau.toml", other);
  const std::string map =
      "zone = \"Asia/Shanghai\"\ncase = \"case\"\nset = { NAME = \"department\" }\n"
      "[[event]]\nverb = \"verb\"\nat = \"at\"\nby = \"by\"\n";
  const auto named = [&](const std::string& name) {
    std::string text = map;
    return text.replace(text.find("NAME"), 4, name);
  };
  desk.write("a.map", named("department"));
  desk.write("b.map", named("bureau"));
  const std::string question = "whatif log.csv --rules a.toml --against bureau.toml --map a.map";
  const Said wrong = desk.says(question);
  CHECK(wrong.code == 2);
  CHECK(has(wrong.err, "a.map:3:9: error: unknown attribute or label 'department'"));
  const Said right = desk.says(question + " --against-map b.map --json");
  CHECK(right.code == 0);
  CHECK(has(right.out, R"("tickets-changed": 0,)"));
}

TEST_CASE("a what-if that cannot be says so and writes nothing") {
  struct Row {
    std::string why, line, err;
  };
  const Desk desk{{"faulty.toml", "version = 1\n"}, {"empty.csv", ""}, {"useless.csv", "case,verb,at\n1,opne,x\n"}};
  what_if_desk(desk);
  const auto before = desk.names();
  const Row rows[] = {
      {"nothing to hold it against", "whatif log.csv --rules a.toml", "--against"},
      {"no rules", "whatif log.csv --against b.toml", "--rules"},
      {"no log", "whatif --rules a.toml --against b.toml", "LOG"},
      {"a log that is not there", "whatif none.csv --rules a.toml --against b.toml", "there is no file 'none.csv'"},
      {"faulty rules", "whatif log.csv --rules a.toml --against faulty.toml", "faulty.toml:1:"},
      {"an empty log", "whatif empty.csv --rules a.toml --against b.toml", "empty.csv is empty"},
      {"no line can be used", "whatif useless.csv --rules a.toml --against b.toml", "no line of useless.csv"},
      {"until is no time", "whatif log.csv --rules a.toml --against b.toml --until later", "--until: 'later'"},
      {"by what nobody has", "whatif log.csv --rules a.toml --against b.toml --by team", "'team'"},
      {"an unknown form", "whatif log.csv --rules a.toml --against b.toml --report pdf", "'pdf'"},
      {"out into no folder", "whatif log.csv --rules a.toml --against b.toml --out none/a.txt", "none/a.txt"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Said said = desk.says(row.line);
    CHECK(said.code == 2);
    CHECK(said.out.empty());
    CAPTURE(said.err);
    CHECK(has(said.err, row.err));
    CHECK(desk.names() == before);
  }
}

}  // namespace
}  // namespace hotline::test

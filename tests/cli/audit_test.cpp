// audit: another system's dates, in every form, and what cannot be asked.
#include <string>

#include <doctest/doctest.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr const char* dated = R"(number,opened,answered,due,verdict
1,2023-03-03 10:00,2023-03-06 16:00,2023-03-06 17:30,OK
2,2023-03-03 11:00,2023-03-07 09:00,2023-03-06 18:00,LATE
3,2023-03-03 12:00,2023-03-06 17:00,2023-03-06 12:00,LATE
)";

constexpr const char* dated_map = R"(zone = "Asia/Shanghai"
case = "number"
[[event]]
verb = { is = "open" }
at   = "opened"
[[event]]
verb = { is = "answer" }
by   = { is = "unit" }
at   = "answered"
[[audit]]
due     = "due"
verdict = "verdict"
on-time = "OK"
late    = "LATE"
)";

const Desk& audit_desk(const Desk& desk) {
  desk.write("rules.toml", order_rules);
  desk.write("log.csv", dated);
  desk.write("map.toml", dated_map);
  return desk;
}

constexpr const char* question = "audit log.csv --rules rules.toml --map map.toml";

TEST_CASE("an audit says how many dates differ and why") {
  const Desk desk;
  const Said said = audit_desk(desk).says(question);
  CHECK(said.code == 0);
  CHECK(said.err.empty());
  CHECK(
      said.out.starts_with("rules 1, as of 2023-03-07T09:00:00+08:00\n"
                           "3 stated by the other system, 0 of them in cases that are not here\n"
                           "3 due instants compared: 1 agree, 2 differ\n"));
  CHECK(has(said.out, "end of day"));
  CHECK(has(said.out, "late for them only"));
  CHECK(desk.says(question) == said);
}

TEST_CASE("a tolerance from the command line wins over the map's") {
  const Desk desk;
  CHECK(has(audit_desk(desk).says(std::string(question) + " --tolerance '30 minutes'").out, "2 agree, 1 differ"));
}

TEST_CASE("a verdict that nobody knows is a fault of an audit and not of a replay") {
  const Desk desk;
  audit_desk(desk);
  desk.write("odd.csv", std::string(dated) + "4,2023-03-03 12:00,2023-03-06 17:00,2023-03-06 17:30,PERHAPS\n");
  const Said audit = desk.says("audit odd.csv --rules rules.toml --map map.toml");
  CHECK(audit.code == 0);
  CHECK(has(audit.err, "odd.csv:5: bad value: column 'verdict': 'PERHAPS' is no verdict the map knows"));
  CHECK(desk.says("replay rules.toml odd.csv --map map.toml --strict").err.empty());
}

TEST_CASE("an audit in JSON, CSV and a page") {
  const Desk desk;
  const std::string words = question;
  CHECK(has(audit_desk(desk).says(words + " --json").out, R"("end-of-day": {)"));
  CHECK(has(desk.says(words + " --report csv").out, ",theirs,"));
  CHECK(desk.says(words + " --report html --out page.html") == Said{0, "", ""});
  CHECK(desk.read("page.html").starts_with("<!DOCTYPE html>"));
}

TEST_CASE("an audit that cannot be says so and writes nothing") {
  struct Row {
    std::string why, line, err;
  };
  const Desk desk{{"plain.toml", std::string(dated_map).substr(0, std::string(dated_map).find("[[audit]]"))},
                  {"faulty.toml", "case = 1\n"},
                  {"useless.csv", "number,opened,answered,due,verdict\n,,,,\n"}};
  audit_desk(desk);
  const auto before = desk.names();
  const std::string words = question;
  const Row rows[] = {
      {"no map", "audit log.csv --rules rules.toml", "--map is required"},
      {"no rules", "audit log.csv --map map.toml", "--rules is required"},
      {"a map that states nothing", "audit log.csv --rules rules.toml --map plain.toml",
       "plain.toml does not say what the other system stated"},
      {"a faulty map", "audit log.csv --rules rules.toml --map faulty.toml", "faulty.toml:1:8: error"},
      {"no line can be used", "audit useless.csv --rules rules.toml --map map.toml", "no line of useless.csv"},
      {"a log that is not there", "audit none.csv --rules rules.toml --map map.toml", "there is no file 'none.csv'"},
      {"a tolerance that is none", words + " --tolerance '2 working days'", "--tolerance: '2 working days'"},
      {"until is no time", words + " --until later", "--until: 'later'"},
      {"out into no folder", words + " --out none/a.txt", "none/a.txt"},
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

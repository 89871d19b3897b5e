// Words that are no command line: each is named, with what to write instead, and the exit code is 2.
#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

struct Row {
  std::string why;
  std::string line;
  std::string err;
};

TEST_CASE("a command line that is none names the nearest word") {
  const Desk desk{{"office.toml", office_rules}, {"order.toml", order_rules}};
  const std::vector<Row> rows = {
      {"a mistyped command", "dua office.toml", "hotline: unknown command 'dua': did you mean 'due'?\n"},
      {"a command like none", "frobnicate",
       "hotline: unknown command 'frobnicate': write one of due, worked, open, days, check, draw, plan, import, "
       "replay, whatif, audit, report, open311, new, do, advance, list, adopt, show, verify, backup, recover\n"},
      {"a mistyped option, though a required one is missing for it",
       "due office.toml --form '2023-03-03 16:30' --limit '2 hours'",
       "hotline: due: unknown option '--form': did you mean '--from'?\n"},
      {"with its value behind =", "due office.toml --form=2023-03-03 --limit '2 hours'",
       "hotline: due: unknown option '--form': did you mean '--from'?\n"},
      {"an option like none", "verify --frobnicate --db x",
       "hotline: verify: unknown option '--frobnicate': there is --help, --db, --json\n"},
      {"an option before any command", "--json due office.toml",
       "hotline: due: '--json' stands before the command: write it behind\n"},
      {"a required option is missing", "due office.toml --from 2023-03-03T10:00",
       "hotline: due: --limit is required: --help shows how\n"},
      {"the rules are missing", "check", "hotline: check: RULES is required: --help shows how\n"},
      {"no log", "replay order.toml", "hotline: replay: LOG is required: --help shows how\n"},
      {"an option without its value", "open office.toml --at", "hotline: open: --at needs a value\n"},
      {"an option twice", "open office.toml --at 2023-03-03T10:00 --at 2023-03-03T11:00",
       "hotline: open: --at is given twice: give it once\n"},
      {"a value of several words without quotes", "due office.toml --from 2023-03-03T10:00 --limit 5 working days",
       "hotline: due: 'working' is one word too many: a value of several words stands in quotes, as in --limit \"5 "
       "working "
       "days\"\n"},
      {"an unknown form", "draw order.toml --format png",
       "hotline: --format: 'png' is unknown: write dot, mermaid or svg\n"},
      {"a report of no form", "replay order.toml log.csv --report pdf",
       "hotline: replay: --report: 'pdf' is unknown: write text or json or csv or html\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.line);
    CHECK(desk.says(row.line) == Said{2, "", row.err});
  }
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_CASE("no words at all get the help on the second stream") {
  const Said said = Desk().says("");
  CHECK(said.code == 2);
  CHECK(said.out.empty());
  CHECK(has(said.err, "An example session:"));
}

TEST_CASE("help names every command and no more") {
  const Said said = Desk().says("--help");
  CHECK(said.code == 0);
  CHECK(said.err.empty());
  for (const std::string command : {"due", "worked", "open", "days", "check", "draw", "plan", "replay", "whatif",
                                    "report", "new", "do", "advance", "list", "adopt", "show", "verify"}) {
    CAPTURE(command);
    CHECK(has(said.out, "\n  " + command + " "));
  }
  for (const std::string not_built : {"csv", "html"}) {
    CAPTURE(not_built);
    CHECK(!has(said.out, not_built + ' '));
  }
}

TEST_CASE("a command's help shows its options") {
  const Said said = Desk().says("due --help");
  CHECK(said.code == 0);
  for (const std::string option : {"--calendar", "--from", "--limit", "--start", "--first-day", "--end", "--as-of",
                                   "--backward", "--explain", "--pause", "--json"}) {
    CAPTURE(option);
    CHECK(has(said.out, option));
  }
}

TEST_CASE("the version is the project's") {
  std::ostringstream project;
  project << std::ifstream(HOTLINE_SOURCE_DIR "/CMakeLists.txt").rdbuf();
  const Said said = Desk().says("--version");
  CHECK(said.code == 0);
  REQUIRE(said.out.starts_with("hotline "));
  const std::string version = said.out.substr(8, said.out.size() - 9);
  CHECK(has(project.str(), "project(hotline VERSION " + version + " "));
}

}  // namespace
}  // namespace hotline::test

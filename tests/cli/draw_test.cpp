// draw: pictures through Graphviz, and the way of a case.
#include <cstdlib>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr const char* leg_rules = R"(version = "1"
[attribute]
nature = ["lead", "co"]
[workflow.order]
initial = "received"
final = ["closed"]
transitions = [ { on = "ask",   from = "received", by = "agent", opens = { kind = "leg", set = { nature = "co" } } },
                { on = "close", from = "received", to = "closed", by = "agent" } ]
[workflow.leg]
initial = "sent"
final = ["done"]
transitions = [ { on = "report", from = "sent", to = "done", by = "unit" } ]
[[policy]]
name = "order"
kind = "order"
targets = []
[[policy]]
name = "leg"
kind = "leg"
targets = []
)";

constexpr const char* leg_log = R"(case,kind,verb,at,by
1,order,open,2023-03-03 10:00,agent
1,,ask,2023-03-03 10:05,agent
1,,ask,2023-03-03 10:06,agent
1,,close,2023-03-03 11:00,agent
2,order,open,2023-03-03 12:00,agent
)";

// A program named dot, first and only on the path; none where `script` is empty.
class DotOnPath {
 public:
  DotOnPath(const Desk& desk, const std::string& script) : before_{std::getenv("PATH")} {
    std::filesystem::create_directory("bin");
    if (!script.empty()) {
      desk.write("bin/dot", "#!/bin/sh\n" + script);
      std::filesystem::permissions("bin/dot", std::filesystem::perms::owner_all);
    }
    setenv("PATH", std::filesystem::absolute("bin").c_str(), 1);
  }
  DotOnPath(const DotOnPath&) = delete;
  DotOnPath& operator=(const DotOnPath&) = delete;
  ~DotOnPath() { setenv("PATH", before_.c_str(), 1); }

 private:
  std::string before_;
};

TEST_CASE("draw asks Graphviz for a picture") {
  const Desk desk{{"order.toml", order_rules}, {"legs.toml", leg_rules}};
  const std::string dot = desk.says("draw order.toml").out;
  struct Row {
    std::string why, script, line;
    Said said;
  };
  const Row rows[] = {
      {"it reads the drawing and writes the picture",
       "echo \"<svg $1>\"\n/bin/cat\n",
       "draw order.toml --format svg",
       {0, "<svg -Tsvg>\n" + dot, ""}},
      {"it cannot draw",
       "exit 3\n",
       "draw order.toml --format svg",
       {2, "", "hotline: Graphviz could not draw this: take --format dot and see\n"}},
      {"it is not there",
       "",
       "draw order.toml --format svg",
       {2, "",
        "hotline: Graphviz draws svg, and its program 'dot' is not here: install the package graphviz, or take "
        "--format "
        "dot\n"}},
      {"several pictures are none",
       "echo never\n",
       "draw legs.toml --format svg",
       {2, "", "hotline: svg is one picture: name one with --workflow, of order, leg\n"}},
      {"no such format",
       "echo never\n",
       "draw order.toml --format png",
       {2, "", "hotline: --format: 'png' is unknown: write dot, mermaid or svg\n"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const DotOnPath there{desk, row.script};
    CHECK(desk.says(row.line) == row.said);
    std::filesystem::remove("bin/dot");
  }
}

TEST_CASE("a picture larger than a pipe holds goes through") {
  const Desk desk{{"order.toml", order_rules}};
  const DotOnPath there{desk, "i=0\nwhile [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done\n"};
  CHECK(desk.says("draw order.toml --format svg").out.size() == 20000 * 11);
}

TEST_CASE("draw marks the way of each ticket of a case") {
  const Desk desk{{"legs.toml", leg_rules}, {"log.csv", leg_log}};
  REQUIRE(desk.says("replay legs.toml log.csv --db t.hotline").code == 0);
  const Said both = desk.says("draw legs.toml --db t.hotline --case 1 --json");
  CHECK(both.code == 0);
  CHECK(has(both.out, R"([{"workflow":"order","ticket":1,"format":"dot")"));
  CHECK(has(both.out, R"({"workflow":"leg","ticket":2,"format":"dot")"));
  CHECK(has(both.out, R"({"workflow":"leg","ticket":3,"format":"dot")"));
  const Said order = desk.says("draw legs.toml --db t.hotline --case 1 --workflow order");
  CHECK(has(order.out, "ask (agent) ×2"));
  CHECK(has(order.out, "[label=\"close (agent)\", color="));
  CHECK_FALSE(has(desk.says("draw legs.toml --db t.hotline --case 2").out, "[label=\"close (agent)\", color="));
  CHECK(has(desk.says("draw legs.toml --db t.hotline --case 2 --format mermaid").out, "  class s0 here\n"));
}

TEST_CASE("draw names what is missing to mark a case") {
  const Desk desk{{"legs.toml", leg_rules}, {"log.csv", leg_log}};
  REQUIRE(desk.says("replay legs.toml log.csv --db t.hotline").code == 0);
  struct Row {
    std::string line, says;
  };
  const Row rows[] = {
      {"draw legs.toml --db t.hotline", "--db needs --case ID: the case whose way is to be drawn"},
      {"draw legs.toml --case 1", "--case needs --db FILE: the ticket file that holds the case"},
      {"draw legs.toml --db t.hotline --case 9", "t.hotline has no case '9'"},
      {"draw legs.toml --db none --case 1", "there is no file 'none': hotline replay --db writes one"},
      {"draw legs.toml --db t.hotline --case 2 --workflow leg", "no ticket in case '2' of kind 'leg': there is order"},
      {"draw legs.toml --db t.hotline --case 1 --workflow leg --format svg",
       "svg is one picture, and there are 2 tickets of kind 'leg': take --json"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(desk.says(row.line) == Said{2, "", "hotline: " + row.says + "\n"});
  }
}

}  // namespace
}  // namespace hotline::test

// check, draw and plan; and what faulty rules do to every other command.
#include <string>

#include <doctest/doctest.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr const char* faulty_rules = R"([calendar.office]
zone  = "Asia/Shangai"
hours = { mon-fri = ["09:00-25:61"] }
)";

TEST_CASE("check counts what sound rules hold") {
  const Desk desk{{"office.toml", office_rules}, {"order.toml", order_rules}};
  CHECK(desk.says("check office.toml") == Said{0, "sound: 1 calendar\n", ""});
  CHECK(desk.says("check order.toml") ==
        Said{0,
             "sound: 1 calendar, 1 attribute, 1 label, 1 workflow, 1 target, 1 policy, 1 measure, 1 department, "
             "2 numbers, 1 matter\n"
             "policy 'every order' of kind 'order'\n"
             "  working days: 1 (answer)\n",
             ""});
  CHECK(
      desk.says("check office.toml --json") ==
      Said{0,
           R"({"sound":true,"version":"","calendars":1,"attributes":0,"labels":0,"workflows":0,"targets":0,"timers":0,)"
           R"("ladders":0,"policies":0,"always-rules":0,"measures":0,"schemes":0,"departments":0,"numbers":0,)"
           R"("matters":0,"seat-groups":0,"outlook":[]})"
           "\n",
           ""});
}

TEST_CASE("check says what the rules add up to") {
  const Desk desk{{"loop.toml", R"(version = "1"
[attribute]
returns = { counts = "return", cap = 1 }
[workflow.order]
initial = "received"
final = ["closed"]
transitions = [ { on = "sign", from = "received", to = "handling" },
                { on = "return", from = "handling", to = "received", when = { returns = "0" } },
                { on = "grant", from = "handling" },
                { on = "close", from = "handling", to = "closed" } ]
[target.resolve]
limit = "2 hours"
starts = { on = "open" }
meets = { on = "close" }
extends = { on = "grant", by = "30 minutes" }
[[policy]]
name = "order"
kind = "order"
targets = ["resolve"]
)"}};
  CHECK(desk.says("check loop.toml") == Said{0,
                                             "sound: 1 attribute, 1 workflow, 1 target, 1 policy\n"
                                             "policy 'order' of kind 'order'\n"
                                             "  elapsed: 2 hours (resolve; 30 minutes more with grant)\n"
                                             "rounds of kind 'order'\n"
                                             "  sign, return: at most 1 time\n",
                                             ""});
  CHECK(
      has(desk.says("check loop.toml --json").out,
          R"("outlook":[{"kind":"order","policies":[{"policy":"order","limits":[{"target":"resolve","limit":"2 hours",)"
          R"("more":[{"on":["grant"],"by":"30 minutes","at-most":null}]}]}],)"
          R"("loops":[{"verbs":["sign","return"],"at-most":1}]}]})"));
}

TEST_CASE("check names every fault on the first stream and exits 1") {
  const Desk desk{{"faulty.toml", faulty_rules}};
  const Said said = desk.says("check faulty.toml");
  CHECK(said.code == 1);
  CHECK(said.err.empty());
  CHECK(has(said.out, "faulty.toml:2:"));
  CHECK(has(said.out, "faulty.toml:3:"));
  const Said json = desk.says("check faulty.toml --json");
  CHECK(json.code == 1);
  CHECK(json.out.starts_with(R"({"sound":false,"findings":[{"file":"faulty.toml","line":2,"column":)"));
}

TEST_CASE("check cannot answer for a file that is not there") {
  CHECK(Desk().says("check none.toml") == Said{2, "", "hotline: there is no file 'none.toml'\n"});
}

TEST_CASE("faulty rules given to any other command are named on the second stream") {
  const Desk desk{{"faulty.toml", faulty_rules}, {"log.csv", "case,verb,at\n1,open,2023-03-03 10:00\n"}};
  const std::string faults = desk.says("check faulty.toml").out;
  for (const std::string line :
       {"due faulty.toml --from 2023-03-03T10:00 --limit '2 hours'",
        "worked faulty.toml --from 2023-03-03T10:00 --to 2023-03-03T10:00", "open faulty.toml --at 2023-03-03T10:00",
        "days faulty.toml --from 2023-03-03 --to 2023-03-03", "draw faulty.toml",
        "plan faulty.toml --matter m --at 2023-03-03T10:00", "replay faulty.toml log.csv", "report faulty.toml --db x",
        "show faulty.toml --db x 1"}) {
    CAPTURE(line);
    CHECK(desk.says(line) == Said{2, "", faults});
  }
}

TEST_CASE("draw writes what dot or a wiki reads") {
  const Desk desk{{"order.toml", order_rules}, {"office.toml", office_rules}};
  const Said dot = desk.says("draw order.toml");
  CHECK(dot.code == 0);
  CHECK(dot.out.starts_with("digraph"));
  CHECK(has(dot.out, "answered"));
  const Said mermaid = desk.says("draw order.toml --workflow order --format mermaid");
  CHECK(mermaid.code == 0);
  CHECK(has(mermaid.out, "stateDiagram"));
  CHECK(
      desk.says("draw order.toml --json").out.starts_with(R"([{"workflow":"order","format":"dot","drawing":"digraph)"));
  CHECK(desk.says("draw order.toml --workflow ordre") ==
        Said{2, "", "hotline: no workflow 'ordre': did you mean 'order'?\n"});
  CHECK(desk.says("draw office.toml") == Said{2, "", "hotline: the rules have no workflow to draw\n"});
}

TEST_CASE("plan says whom to ring or which order to open") {
  const Desk desk{{"order.toml", order_rules}};
  struct Row {
    std::string why, line;
    Said said;
  };
  const std::vector<Row> rows = {
      {"the matter's number",
       "plan order.toml --matter invoice --at '2023-03-03 10:00'",
       {0, "ring  6001  tax  listed for the matter\nabout  invoice  tax\n", ""}},
      {"it is busy",
       "plan order.toml --matter invoice --at '2023-03-03 10:00' --busy 6001",
       {0, "ring  6002  tax  busy-forward of 6001\nabout  invoice  tax\n", ""}},
      {"all are busy",
       "plan order.toml --matter invoice --at '2023-03-03 10:00' --busy 6001 --busy 6002",
       {0, "open  order urgency=ordinary  every open number of matter 'invoice' is busy\nabout  invoice  tax\n", ""}},
      {"nobody is there",
       "plan order.toml --matter invoice --at '2023-03-03 20:00'",
       {0, "open  order urgency=urgent  no number of matter 'invoice' is open now\nabout  invoice  tax\n", ""}},
      {"in JSON",
       "plan order.toml --matter invoice --at '2023-03-03 20:00' --json",
       {0,
        R"({"ring":[],"why":"no number of matter 'invoice' is open now",)"
        R"("open":{"kind":"order","attributes":{"urgency":"urgent"}},)"
        R"("matter":{"name":"invoice","owner":"tax","one-owner":false}})"
        "\n",
        ""}},
      {"a number nobody has",
       "plan order.toml --matter invoice --at '2023-03-03 10:00' --busy 601",
       {2, "", "hotline: --busy: no number '601': did you mean '6001'?\n"}},
      {"a matter nobody has",
       "plan order.toml --matter invoise --at '2023-03-03 10:00'",
       {2, "", "hotline: unknown matter 'invoise': write \"invoice\"\n"}},
      {"a time that is none",
       "plan order.toml --matter invoice --at noon",
       {2, "",
        "hotline: --at: 'noon' is not a time: write YYYY-MM-DD HH:MM, as in 2023-03-06 17:30 or "
        "2023-03-06T17:30:00+08:00\n"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(desk.says(row.line) == row.said);
  }
}

}  // namespace
}  // namespace hotline::test

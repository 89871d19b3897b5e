#include <doctest/doctest.h>

#include "hotline/workflow/check.hpp"
#include "hotline/workflow/draw.hpp"

using namespace hotline;

namespace {

Workflow order() {
  return {.kind = "order",
          .initial = "received",
          .finals = {"archived", "refused"},
          .levels = {},
          .transitions = {{"sign", {"received", "returned"}, "handling", {"unit"}, {}},
                          {"return", {"handling"}, "returned", {}, {}},
                          {"refuse", {"received"}, "refused", {"dispatcher", "supervisor"}, {}},
                          {"archive", {"handling"}, "archived", {}, {{{"urgency", {"ordinary", "urgent"}}}}},
                          {"archive", {"handling"}, "archived", {"head"}, {{{"urgency", {"sub-urgent"}}}}}}};
}

}  // namespace

TEST_CASE("states come in the order the workflow names them") {
  CHECK(order().states() == std::vector<std::string>{"received", "returned", "handling", "refused", "archived"});
}

TEST_CASE("verbs come in the order the workflow names them and each once") {
  const Workflow workflow = order();
  CHECK(workflow.verbs_from("received") == std::vector<std::string>{"sign", "refuse"});
  CHECK(workflow.verbs_from("handling") == std::vector<std::string>{"return", "archive"});
  CHECK(workflow.verbs_from("archived").empty());
  CHECK(workflow.verbs_from("nowhere").empty());
}

TEST_CASE("the finals are ends and no other state is") {
  const Workflow workflow = order();
  CHECK(workflow.is_final("refused"));
  CHECK_FALSE(workflow.is_final("received"));
}

TEST_CASE("a workflow is checked for states nothing reaches and ways that do not end") {
  struct Row {
    std::string why;
    Workflow workflow;
    std::vector<std::string> faults;
  };
  Workflow unreached = order();
  unreached.transitions.push_back({"archive", {"parked"}, "archived", {}, {}});
  Workflow stuck = order();
  stuck.transitions.push_back({"park", {"returned"}, "parked", {}, {}});
  Workflow endless = order();
  endless.finals = {"refused"};
  Workflow only_an_end{"note", "done", {"done"}, {}, {}};
  Workflow no_end{"note", "open", {}, {}, {}};
  const Row rows[] = {
      {"sound", order(), {}},
      {"an end at once", only_an_end, {}},
      {"unreached",
       unreached,
       {"workflow 'order': no way leads to state 'parked': add a transition to it, or mend its name"}},
      {"a dead end by the shortest way",
       stuck,
       {"workflow 'order': no way leads from state 'parked' to an end (it is reached by open, sign, return, park): add "
        "a "
        "transition out of it, or list it in 'final'"}},
      {"several at once",
       endless,
       {"workflow 'order': no way leads from state 'returned' to an end (it is reached by open, sign, return): add a "
        "transition out of it, or list it in 'final'",
        "workflow 'order': no way leads from state 'handling' to an end (it is reached by open, sign): add a "
        "transition out "
        "of it, or list it in 'final'",
        "workflow 'order': no way leads from state 'archived' to an end (it is reached by open, sign, archive): add a "
        "transition out of it, or list it in 'final'"}},
      {"no end anywhere",
       no_end,
       {"workflow 'note': no way leads from state 'open' to an end (it is reached by open): add a transition out of "
        "it, or "
        "list it in 'final'"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(faults_in(row.workflow) == row.faults);
  }
}

TEST_CASE("an escalation has a person's way down from every level above the lowest") {
  struct Row {
    std::string why;
    std::vector<std::string> from, by;
    std::vector<std::string> stuck;
  };
  const Row rows[] = {
      {"from each", {"yellow", "red"}, {"head"}, {}},
      {"anybody may", {"yellow", "red"}, {}, {}},
      {"not from the top", {"yellow"}, {"head"}, {"red"}},
      {"not from the middle", {"red"}, {"head"}, {"yellow"}},
      {"a clock never eases", {"yellow", "red"}, {"system"}, {"yellow", "red"}},
      {"a person beside the clock", {"yellow", "red"}, {"system", "head"}, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Workflow escalation{
        "escalation", "none", {}, {"none", "yellow", "red"}, {{"withdraw", row.from, "none", row.by, {}}}};
    std::vector<std::string> faults;
    for (const std::string& level : row.stuck)
      faults.push_back("workflow 'escalation': no person's verb leads down from level '" + level +
                       "': add a transition, { on = \"withdraw\", from = \"" + level + "\", to = \"" +
                       (level == "red" ? "yellow" : "none") + "\", by = \"supervisor\" }");
    CHECK(faults_in(escalation) == faults);
  }
}

TEST_CASE("a transition without a state to go to stays where it is") {
  Workflow workflow = order();
  workflow.transitions.push_back({"remark", {"received", "handling"}, "", {}, {}});
  CHECK(workflow.states() == order().states());
  CHECK(faults_in(workflow).empty());
  CHECK(to_dot(workflow).find("  s2 -> s2 [label=\"remark\"];") != std::string::npos);
}

TEST_CASE("a workflow is drawn for Graphviz") {
  CHECK(to_dot(order()) ==
        R"dot(digraph "order" {
  rankdir=LR;
  node [shape=box, style=rounded];
  start [shape=point];
  s0 [label="received"];
  s1 [label="returned"];
  s2 [label="handling"];
  s3 [label="refused", peripheries=2];
  s4 [label="archived", peripheries=2];
  start -> s0 [label="open"];
  s0 -> s2 [label="sign (unit)"];
  s1 -> s2 [label="sign (unit)"];
  s2 -> s1 [label="return"];
  s0 -> s3 [label="refuse (dispatcher, supervisor)"];
  s2 -> s4 [label="archive [urgency=ordinary|urgent]"];
  s2 -> s4 [label="archive (head) [urgency=sub-urgent]"];
}
)dot");
}

TEST_CASE("a workflow is drawn for a wiki page") {
  CHECK(to_mermaid(order()) ==
        R"wiki(stateDiagram-v2
  direction LR
  state "received" as s0
  state "returned" as s1
  state "handling" as s2
  state "refused" as s3
  state "archived" as s4
  [*] --> s0 : open
  s0 --> s2 : sign (unit)
  s1 --> s2 : sign (unit)
  s2 --> s1 : return
  s0 --> s3 : refuse (dispatcher, supervisor)
  s2 --> s4 : archive [urgency=ordinary|urgent]
  s2 --> s4 : archive (head) [urgency=sub-urgent]
  s4 --> [*]
  s3 --> [*]
)wiki");
}

TEST_CASE("levels are drawn with the raises that lead up them") {
  const Workflow escalation{"escalation", "none", {}, {"none", "red"}, {{"withdraw", {"red"}, "none", {}, {}}}};
  CHECK(to_dot(escalation).find("s0 -> s1 [label=\"raise\", style=dashed];") != std::string::npos);
  CHECK(to_mermaid(escalation).find("s0 --> s1 : raise") != std::string::npos);
}

TEST_CASE("no name can break a drawing") {
  const Workflow odd{"a\"b\\", "已收件", {"完;<br>#"}, {}, {{"办: \"结\"\n}", {"已收件"}, "完;<br>#", {}, {}}}};
  CHECK(to_dot(odd) ==
        "digraph \"a\\\"b\\\\\" {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n  start [shape=point];\n"
        "  s0 [label=\"已收件\"];\n  s1 [label=\"完;<br>#\", peripheries=2];\n  start -> s0 [label=\"open\"];\n"
        "  s0 -> s1 [label=\"办: \\\"结\\\"\\n}\"];\n}\n");
  CHECK(to_mermaid(odd) ==
        "stateDiagram-v2\n  direction LR\n  state \"已收件\" as s0\n  state \"完#59;#lt;br#gt;#35;\" as s1\n"
        "  [*] --> s0 : open\n  s0 --> s1 : 办#58; #quot;结#quot; #125;\n  s1 --> [*]\n");
}

// What an administrator sees drawn: words, roles, clocks, and the way of one ticket.
#include "hotline/rules/picture.hpp"

#include <doctest/doctest.h>

#include "rules/sample.hpp"

using namespace hotline;

namespace {

const std::string small = R"(version = "1"
[attribute]
urgency = ["ordinary", "urgent"]
[workflow.order]
initial = "received"
final = ["closed", "refused"]
transitions = [
  { on = "dispatch", from = "received", to = "handling", by = "dispatcher", tell = "unit" },
  { on = "refuse",   from = "received", to = "refused", by = "dispatcher" },
  { on = "park",     from = "handling", to = "parked", by = "unit", when = { urgency = "ordinary" } },
  { on = "resume",   from = "parked", to = "handling", by = "unit" },
  { on = "ask",      from = "handling", by = "unit", opens = "leg" },
  { on = "grant",    from = "handling", by = "head" },
  { on = "urge",     from = "handling", by = "caller", raise = "red", tell = ["unit", "head"] },
  { on = "close",    from = "handling", to = "closed", by = "unit" },
]
[workflow.leg]
initial = "sent"
final = ["done"]
transitions = [ { on = "report", from = "sent", to = "done" } ]
[workflow.escalation]
initial = "none"
levels = ["none", "red"]
transitions = [ { on = "ease", from = "red", to = "none", by = "head" } ]
[target.resolve]
limit = "5 hours"
starts = { on = "dispatch" }
meets = { on = "close" }
pauses = { in = "parked" }
extends = { on = "grant", by = "2 hours" }
[target.first]
limit = "1 hour"
starts = { on = "open", when = { urgency = "urgent" } }
meets = { on = "dispatch" }
cancels = { in = "refused" }
[[policy]]
name = "order"
kind = "order"
targets = ["resolve", "first"]
[[policy]]
name = "leg"
kind = "leg"
targets = []
[word]
received = "待派单"
dispatch = { zh = "派单", en = "Dispatch" }
dispatcher = "派单员"
red = { en = "Red" }
)";

Rules rules() { return read_rules(small, "rules.toml").rules.value(); }

}  // namespace

TEST_CASE("a picture for Graphviz shows words and roles and clocks") {
  CHECK(faults_of(small) == "");
  CHECK(to_dot(*rules().workflow("order"), rules()) ==
        R"dot(digraph "order" {
  rankdir=LR;
  node [shape=box, style=rounded];
  label="▶ starts   ■ meets   ✕ cancels   ‖ pauses   ▷ lets run on   + gives more time   ? for some values";
  start [shape=point];
  s0 [label="received 待派单"];
  s1 [label="handling"];
  s2 [label="refused", peripheries=2];
  s3 [label="parked"];
  s4 [label="closed", peripheries=2];
  start -> s0 [label="open\n▶ first?"];
  s0 -> s1 [label="dispatch 派单 (dispatcher 派单员)\ntells unit\n▶ resolve\n■ first"];
  s0 -> s2 [label="refuse (dispatcher 派单员)\n✕ first"];
  s1 -> s3 [label="park (unit) [urgency=ordinary]\n‖ resolve"];
  s3 -> s1 [label="resume (unit)\n▷ resolve"];
  s1 -> s1 [label="ask (unit)\nopens leg"];
  s1 -> s1 [label="grant (head)\n+ resolve"];
  s1 -> s1 [label="urge (caller)\nraises red Red; tells unit, head"];
  s1 -> s4 [label="close (unit)\n■ resolve"];
}
)dot");
}

TEST_CASE("a picture for a wiki page shows the same") {
  CHECK(to_mermaid(*rules().workflow("order"), rules()) ==
        R"wiki(stateDiagram-v2
  %% ▶ starts   ■ meets   ✕ cancels   ‖ pauses   ▷ lets run on   + gives more time   ? for some values
  direction LR
  state "received 待派单" as s0
  state "handling" as s1
  state "refused" as s2
  state "parked" as s3
  state "closed" as s4
  [*] --> s0 : open ▶ first?
  s0 --> s1 : dispatch 派单 (dispatcher 派单员) tells unit ▶ resolve ■ first
  s0 --> s2 : refuse (dispatcher 派单员) ✕ first
  s1 --> s3 : park (unit) [urgency=ordinary] ‖ resolve
  s3 --> s1 : resume (unit) ▷ resolve
  s1 --> s1 : ask (unit) opens leg
  s1 --> s1 : grant (head) + resolve
  s1 --> s1 : urge (caller) raises red Red#59; tells unit, head
  s1 --> s4 : close (unit) ■ resolve
  s4 --> [*]
  s2 --> [*]
)wiki");
}

TEST_CASE("the way of a ticket is marked") {
  struct Row {
    std::string why;
    std::vector<PathStep> path;
    std::vector<std::string> dot;  // lines it has
    std::vector<std::string> wiki;
  };
  const std::string way = "color=\"#b03a2e\"";
  const Row rows[] = {
      {"where it was and is",
       {{"open", "received"}, {"dispatch", "handling"}},
       {"  s0 [label=\"received 待派单\", " + way + ", penwidth=2];\n",
        "  s1 [label=\"handling\", " + way + ", penwidth=2, style=\"rounded,filled\", fillcolor=\"#fadbd8\"];\n",
        "  s3 [label=\"parked\"];\n",
        "tells unit\\n▶ resolve\\n■ first\", " + way + ", fontcolor=\"#b03a2e\", penwidth=2];\n",
        "  s0 -> s2 [label=\"refuse (dispatcher 派单员)\\n✕ first\"];\n"},
       {"  s0 --> s1 : ✓ dispatch", "  class s0,s1 way\n", "  class s1 here\n"}},
      {"twice the same way",
       {{"open", "received"}, {"dispatch", "handling"}, {"park", "parked"}, {"resume", "handling"}, {"park", "parked"}},
       {"[label=\"park (unit) [urgency=ordinary] ×2\\n‖ resolve\", " + way,
        "[label=\"resume (unit)\\n▷ resolve\", " + way},
       {"✓ park (unit) [urgency=ordinary] ×2 ‖ resolve", "  class s3 here\n"}},
      {"staying where it is",
       {{"open", "received"}, {"dispatch", "handling"}, {"grant", "handling"}},
       {"  s1 -> s1 [label=\"grant (head)\\n+ resolve\", " + way, "  s1 -> s1 [label=\"ask (unit)\\nopens leg\"];\n"},
       {"✓ grant (head)"}},
      {"a step of older rules",
       {{"open", "received"}, {"skip", "closed"}},
       {"  s0 -> s4 [label=\"skip\", style=dashed, " + way},
       {"  s0 --> s4 : ✓ skip\n"}},
      {"a state of older rules",
       {{"open", "drafted"}, {"send", "received"}},
       {"  s0 [label=\"received 待派单\", " + way},
       {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const std::string dot = to_dot(*rules().workflow("order"), rules(), row.path);
    const std::string wiki = to_mermaid(*rules().workflow("order"), rules(), row.path);
    for (const std::string& line : row.dot) CHECK_MESSAGE(dot.find(line) != std::string::npos, line);
    for (const std::string& line : row.wiki) CHECK_MESSAGE(wiki.find(line) != std::string::npos, line);
  }
}

TEST_CASE("a raise by a ladder is a way up the levels") {
  const std::string dot =
      to_dot(*rules().workflow("escalation"), rules(), {{"open", "none"}, {"raise", "red"}, {"ease", "none"}});
  CHECK(dot.find("  s0 -> s1 [label=\"raise\", style=dashed, color=") != std::string::npos);
  CHECK(dot.find("  s1 -> s0 [label=\"ease (head)\", color=") != std::string::npos);
}

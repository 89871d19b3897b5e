// Rules that read well and are not sound: the smallest example of what would go wrong.
#include "hotline/rules/prove.hpp"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "rules/sample.hpp"

using namespace hotline;

namespace {

struct Row {
  std::string why;
  std::string before;  // in the sample
  std::string after;
  std::string says;
  std::string place;  // the table it concerns, with a ^
};

void check(const Row& row) {
  CAPTURE(row.why);
  const std::string text = edited(sample(), row.before, row.after);
  CHECK(faults_of(text) == "rules.toml:" + place_in(text, row.place) + ": error: " + row.says + "\n");
}

}  // namespace

TEST_CASE("every state is reached and leads to an end") {
  const Row rows[] = {
      {"a state nothing leads to", "{ on = \"lose\",    from = \"ringing\", to = \"lost\" },",
       "{ on = \"lose\",    from = \"ringing\", to = \"lost\" }, { on = \"lose\", from = \"holding\", to = \"lost\" },",
       "workflow 'transfer': no way leads to state 'holding': add a transition to it, or mend its name",
       "[workflow.^transfer]"},
      {"an end nothing leads to", "[\"connected\", \"lost\"]", "[\"connected\", \"lost\", \"done\"]",
       "workflow 'transfer': no way leads to state 'done': add a transition to it, or mend its name",
       "[workflow.^transfer]"},
      {"a dead end with the way into it",
       "  { on = \"resume\",    from = \"parked\",                     to = \"handling\",      by = \"supervisor\" "
       "},\n",
       "",
       "workflow 'order': no way leads from state 'parked' to an end (it is reached by open, dispatch, sign, park): "
       "add a "
       "transition out of it, or list it in 'final'",
       "[workflow.^order]"},
      {"a round without an end",
       "{ on = \"resume\",    from = \"parked\",                     to = \"handling\",      by = \"supervisor\" }",
       "{ on = \"resume\", from = \"parked\", to = \"parked\" }",
       "workflow 'order': no way leads from state 'parked' to an end (it is reached by open, dispatch, sign, park): "
       "add a "
       "transition out of it, or list it in 'final'",
       "[workflow.^order]"},
      {"no way down from the top", "[\"yellow\", \"red\", \"supervised\"]", "[\"yellow\", \"red\"]",
       "workflow 'escalation': no person's verb leads down from level 'supervised': add a transition, { on = "
       "\"withdraw\", from = \"supervised\", to = \"red\", by = \"supervisor\" }",
       "[workflow.^escalation]"},
      {"no way down from the middle", "[\"yellow\", \"red\", \"supervised\"]", "[\"red\", \"supervised\"]",
       "workflow 'escalation': no person's verb leads down from level 'yellow': add a transition, { on = "
       "\"withdraw\", from = \"yellow\", to = \"none\", by = \"supervisor\" }",
       "[workflow.^escalation]"},
      {"a verb that nobody does", "to = \"none\", by = \"supervisor\"",
       "to = \"none\", by = \"supervisor\", when = { urgency = \"urgent\" } },\n{ on = \"ease\", from = "
       "\"supervised\", "
       "to = \"yellow\", by = \"system\"",
       "workflow 'escalation': only \"system\" may do 'ease', and no timer or rung of this kind does it: write does = "
       "\"ease\" in one that its policies give, or name a role in its 'by'",
       "[workflow.^escalation]"},
      {"a level nothing raises to", "levels  = [\"none\", \"yellow\", \"red\", \"supervised\"]\ntransitions = [ ",
       "levels = [\"none\", \"yellow\", \"orange\", \"red\", \"supervised\"]\ntransitions = [ { on = \"calm\", from = "
       "\"orange\", to = \"none\" }, ",
       "workflow 'escalation': no rung raises to level 'orange' and no verb leads to it: write raise = \"orange\" in a "
       "ladder, or leave the level out",
       "[workflow.^escalation]"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("in every state somebody can act and a verb leads one way") {
  const Row rows[] = {
      {"nobody can act", "{ on = \"archive\",   from = \"replied\",                    to = \"archived\" },",
       "{ on = \"archive\", from = \"replied\", to = \"archived\", when = { outcome = [\"unset\", \"connected\"] } },\n"
       "{ on = \"archive\", from = \"replied\", to = \"archived\", when = { outcome = \"no-answer\", urgency = "
       "\"urgent\" } },\n"
       "{ on = \"drop\", from = \"refused\", to = \"replied\" },",
       "", ""},
      {"two ways at once", "{ on = \"connect\", from = \"ringing\", to = \"connected\" },",
       "{ on = \"connect\", from = \"ringing\", to = \"connected\", when = { urgency = [\"ordinary\", \"urgent\"] } "
       "},\n"
       "{ on = \"connect\", from = \"ringing\", to = \"lost\", when = { urgency = \"urgent\", taken = \"outside\" } },",
       "workflow 'transfer': two transitions on 'connect' from state 'ringing' hold at once, for urgency=urgent, "
       "taken=outside: they lead to 'connected' and 'lost'; let their 'when' exclude each other",
       "[workflow.^transfer]"},
  };
  check(rows[1]);
  const Row stuck{
      "nobody can act",
      "{ on = \"resume\",    from = \"parked\",                     to = \"handling\",      by = \"supervisor\" },",
      "{ on = \"resume\", from = \"parked\", to = \"handling\", when = { complexity = [\"unset\", \"simple\"] } },\n"
      "{ on = \"leave\", from = \"parked\", to = \"handling\", when = { complexity = \"complex\", urgency = "
      "\"ordinary\" } },",
      "workflow 'order': nobody can act in state 'parked' with urgency=sub-urgent, complexity=complex: add a "
      "transition whose 'when' allows it",
      "[workflow.^order]"};
  check(stuck);
}

TEST_CASE("two roles may lead one verb two ways") {
  const std::string text = edited(sample(), "{ on = \"connect\", from = \"ringing\", to = \"connected\" },",
                                  "{ on = \"connect\", from = \"ringing\", to = \"connected\", by = \"agent\" },\n"
                                  "{ on = \"connect\", from = \"ringing\", to = \"lost\", by = \"system\" },");
  CHECK(faults_of(text) == "");
}

TEST_CASE("the policies of a kind cover every combination exactly once") {
  const Row rows[] = {
      {"one is missing", "when    = { urgency = \"ordinary\", complexity = \"complex\" }",
       "when = { urgency = \"ordinary\", complexity = \"complex\", taken = \"inside\" }",
       "no policy of kind 'order' covers urgency=ordinary, complexity=complex, taken=outside: add one, with targets = "
       "[] if "
       "nothing is promised",
       "[workflow.^order]"},
      {"the missing one with the fewest conditions", "when    = { urgency = \"sub-urgent\" }",
       "when = { urgency = \"sub-urgent\", taken = \"inside\", complexity = \"simple\" }",
       "no policy of kind 'order' covers urgency=sub-urgent, complexity=unset: add one, with targets = [] if nothing "
       "is "
       "promised",
       "[workflow.^order]"},
      {"two at once", "when    = { urgency = \"sub-urgent\" }",
       "when = { urgency = [\"sub-urgent\", \"ordinary\"] , complexity = [\"complex\", \"unset\", \"simple\"], taken = "
       "\"inside\"}",
       "", ""},
      {"a kind without any", "[[policy]]\nname    = \"transfer\"\nkind    = \"transfer\"\ntargets = []\n", "",
       "no policy of kind 'transfer' covers any values: add one, with targets = [] if nothing is promised",
       "[workflow.^transfer]"},
      {"two for everything", "[[policy]]\nname    = \"transfer\"",
       "[[policy]]\nname = \"any\"\nkind = \"transfer\"\ntargets = []\n[[policy]]\nname    = \"transfer\"",
       "policies 'any' and 'transfer' of kind 'transfer' both hold for any values: let their 'when' exclude each other",
       "^[[policy]]\nname    = \"transfer\""},
  };
  for (const Row& row : rows)
    if (!row.says.empty()) check(row);
  const std::string text = edited(sample(), rows[2].before, rows[2].after);
  CHECK(faults_of(text) ==
        "rules.toml:" + place_in(text, "[workflow.^order]") +
            ": error: no policy of kind 'order' covers urgency=sub-urgent, taken=outside: add one, with targets = [] "
            "if nothing "
            "is promised\n"
            "rules.toml:" +
            place_in(text, "^[[policy]]\nname    = \"sub-urgent order\"") +
            ": error: policies 'simple order' and 'sub-urgent order' of kind 'order' both hold for urgency=ordinary, "
            "complexity=unset, taken=inside: let their 'when' exclude each other\n"
            "rules.toml:" +
            place_in(text, "^[[policy]]\nname    = \"sub-urgent order\"") +
            ": error: policies 'complex order' and 'sub-urgent order' of kind 'order' both hold for urgency=ordinary, "
            "complexity=complex, taken=inside: let their 'when' exclude each other\n");
}

TEST_CASE("a clock that starts is met or cancelled on every way to an end") {
  const Row rows[] = {
      {"a way round what meets it",
       "starts  = { on = \"open\" }\nmeets   = { on = \"reply\" }\ncancels = { on = \"refuse\" }",
       "starts  = { on = \"open\" }\nmeets   = { on = \"reply\" }",
       "target 'answer-urgent' of kind 'order' can be left open at an end, by open, refuse: let something meet or "
       "cancel it "
       "that way, as in cancels = { on = \"refuse\" }",
       "[target.^answer-urgent]"},
      {"a reset after it was met", "meets     = { on = \"reply\" }\npauses    = { in = [\"parked\"] }",
       "meets = { on = \"sign\" }\npauses = { in = [\"parked\"] }",
       "target 'resolve-complex' of kind 'order' can be left open at an end, by open, dispatch, auto-sign, reply, "
       "archive: let "
       "something meet or cancel it that way, as in cancels = { on = \"archive\" }",
       "[target.^resolve-complex]"},
      {"a timer outlives its ticket", "cancels  = { on = [\"sign\", \"refuse\"] }", "cancels = { on = \"sign\" }",
       "timer 'auto-sign' of kind 'order' can be left open at an end, by open, dispatch, refuse: let something cancel "
       "it that "
       "way, as in cancels = { on = \"refuse\" }",
       "[timer.^auto-sign]"},
      {"a timer's verb that people may use too", "to = \"handling\",      by = \"system\" }",
       "to = \"handling\", by = [\"system\", \"unit\"] }",
       "timer 'auto-sign' of kind 'order' can be left open at an end, by open, dispatch, auto-sign, reply, archive: "
       "let something "
       "cancel it that way, as in cancels = { on = \"archive\" }",
       "[timer.^auto-sign]"},
      {"a target that cannot start", "targets = []", "targets = [\"answer-urgent\", \"contact\"]", "", ""},
  };
  for (const Row& row : rows)
    if (!row.says.empty()) check(row);
}

TEST_CASE("a target given to a kind can start there") {
  check({"nothing of that kind starts it", "[[policy]]\nname    = \"transfer\"\nkind    = \"transfer\"\ntargets = []",
         "[[policy]]\nname    = \"transfer\"\nkind    = \"transfer\"\ntargets = [\"auto-sign\"]",
         "timer 'auto-sign' is given to kind 'transfer', where nothing starts it: name a verb or state of that kind in "
         "'starts', or take it out of its policies",
         "[timer.^auto-sign]"});
}

TEST_CASE("what the system does must be there and be its own to do") {
  Rules rules = read_rules(sample(), "rules.toml").rules.value();
  const auto said = [&] {
    std::string text;
    for (const Unsound& fault : prove(rules)) text += fault.where + " | " + fault.message + "\n";
    return text;
  };
  CHECK(said() == "");
  rules.ladders[0].rungs[0].does = "supervise";
  CHECK(said() ==
        "ladder.standard | the rung at '75%' of ladder 'standard' does 'supervise', a verb of no workflow: add a "
        "transition "
        "on it\n");
  rules.ladders[0].rungs[0].does = "sign";
  CHECK(said() ==
        "ladder.standard | the rung at '75%' of ladder 'standard' does 'sign', which no transition lets \"system\" do: "
        "add "
        "\"system\" to its 'by'\n");
}

// The slow way: every combination, one by one.
TEST_CASE("subtracting boxes finds what trying every combination finds") {
  std::mt19937 random{2399};
  const auto some_values = [&](const Attribute& attribute) {
    std::vector<std::string> values;
    for (const std::string& value : attribute.values)
      if (random() % 2 == 0) values.push_back(value);
    return values;
  };
  int sound = 0;
  for (int round = 0; round < 2000; ++round) {
    Rules rules;
    rules.attributes = {{"a", {"0", "1"}, ""}, {"b", {"0", "1", "2"}, ""}, {"c", {"0", "1"}, ""}};
    rules.workflows = {{"order", "open", {"open"}, {}, {}}};
    for (auto count = random() % 4 + 1; count != 0; --count) {
      Policy policy{std::to_string(count), "order", {}, {}};
      for (const Attribute& attribute : rules.attributes)
        if (random() % 2 == 0)
          if (auto values = some_values(attribute); !values.empty()) policy.when.values[attribute.name] = values;
      rules.policies.push_back(policy);
    }
    bool exactly_once = true;
    for (const std::string a : {"0", "1"})
      for (const std::string b : {"0", "1", "2"})
        for (const std::string c : {"0", "1"}) {
          const Fields fields{{"a", a}, {"b", b}, {"c", c}};
          exactly_once =
              exactly_once && std::count_if(rules.policies.begin(), rules.policies.end(),
                                            [&](const Policy& policy) { return policy.when.holds(fields); }) == 1;
        }
    CHECK(prove(rules).empty() == exactly_once);
    sound += exactly_once ? 1 : 0;
  }
  CHECK(sound > 100);  // both answers were tried
}

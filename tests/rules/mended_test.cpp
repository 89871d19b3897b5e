// A proof must not refuse what is sound: broken files, each mended by one word or two.
#include <doctest/doctest.h>

#include "rules/sample.hpp"

using namespace hotline;

TEST_CASE("a broken file that is mended is sound") {
  struct Row {
    std::string why, file, before, after;
  };
  const Row rows[] = {
      {"the override needs a contact as well", "end_without_contact_by_override", "by = \"head\" }",
       "by = \"head\", when = { contacts = \"1\" } }"},
      {"a guard on a clock makes a rule hold", "clock_met_by_something_else", "[\"contact\", \"excuse\"]",
       "\"contact\""},
      {"what is needed comes with it", "open_without_contact", "{ on = \"contact\" }", "{ on = \"open\" }"},
      {"a count that has come to its end opens another way", "nobody_acts_after_two_returns", "returns = \"1\"",
       "returns = [\"1\", \"2\"]"},
      {"a breach opens another way", "nobody_acts_once_breached", "promise = \"running\"",
       "promise = [\"running\", \"breached\"]"},
      {"an override for open legs", "nobody_acts_with_open_legs", "when = { units = [\"none\", \"done\"] } },",
       "when = { units = [\"none\", \"done\"] } },\n{ on = \"override\", from = \"handling\", to = \"closed\" },"},
      {"a person may do it too", "only_a_verb_nobody_does", "by = \"system\"", "by = [\"system\", \"unit\"]"},
      {"guards on one count exclude each other", "two_ways_at_one_count", "[\"1\", \"2\"]", "\"2\""},
      {"the guard on its own clock lets nobody out while it runs", "guard_on_another_clock", "clock = \"contact\"",
       "clock = \"resolve\""},
      {"the count allows one end only", "guard_lets_it_close_too_often", "meets = { on = \"close\" }",
       "meets = { on = [\"close\", \"drop\"] }"},
      {"a state left and entered again", "staying_enters_no_state", "starts = { on = \"sign\" }",
       "starts = { on = \"open\" }"},
      {"met by the verb that resets nothing", "clock_runs_on_before_the_end", "{ in = \"closed\" }",
       "{ on = \"open\" }"},
      {"what the move sets tells that it is met", "clock_met_only_for_some", "by = \"unit\" }",
       "by = \"unit\", set = { urgency = \"urgent\" } }"},
      {"the guard tells that it is met", "clock_met_only_for_some", "by = \"unit\" },",
       "by = \"unit\", when = { urgency = \"urgent\" } },\n  { on = \"press\", from = \"received\", by = \"head\" },"},
      {"met for all", "clock_met_only_for_some", ", when = { urgency = \"urgent\" } }", " }"},
      {"levels that rise along a ladder", "levels_that_fall_along_a_ladder",
       "\"red\" },\n  { at = \"due\", raise = \"yellow\"", "\"yellow\" },\n  { at = \"due\", raise = \"red\""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const std::string text = file_text("tests/rules/broken/" + row.file + ".toml");
    CHECK(faults_of(text) != "");
    CHECK(faults_of(edited(text, row.before, row.after)) == "");
  }
}

// new, do, advance, list and adopt: a ticket file worked by hand.
#include <string>

#include <doctest/doctest.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct Counter {
  Desk desk{{"rules.toml", order_rules}};

  Said says(const std::string& line) const { return desk.says(line); }
  void opens(const std::string& id, const std::string& at) const {
    const Said said =
        says("new rules.toml --db t.hotline " + id + " order --by agent --at '" + at + "' --now '" + at + "'");
    CAPTURE(said);
    REQUIRE(said.code == 0);
  }
};

}  // namespace

TEST_CASE("a case is opened and answered by hand") {
  const Counter counter;
  counter.opens("A-1", "2023-03-03 10:00");
  CHECK(counter.says("list rules.toml --db t.hotline") ==
        Said{0, "A-1  1  order  received  due 2023-03-06T17:30:00+08:00 answer\n", ""});
  CHECK(counter.says("do rules.toml --db t.hotline A-1 answer --by unit --at '2023-03-06 09:00' --id c-2") ==
        Said{0,
             "done  version 6\n"
             "  2023-03-06T09:00:00+08:00  ticket 1: answer, received -> answered by unit\n"
             "  2023-03-06T09:00:00+08:00  ticket 1: answer met\n",
             ""});
  CHECK(counter.says("do rules.toml --db t.hotline A-1 answer --by unit --at '2023-03-06 09:00' --id c-2").out ==
        "told before  version 6\n");
  CHECK(counter.says("list rules.toml --db t.hotline --count state") == Said{0, "1  answered\n", ""});
}

TEST_CASE("what would follow is shown first") {
  const Counter counter;
  counter.opens("A-1", "2023-03-03 10:00");
  const std::string answers = "do rules.toml --db t.hotline A-1 answer --by unit --at '2023-03-06 09:00'";
  CHECK(counter.says(answers + " --dry-run").out ==
        "would be done  version 6\n"
        "  2023-03-06T09:00:00+08:00  ticket 1: answer, received -> answered by unit\n"
        "  2023-03-06T09:00:00+08:00  ticket 1: answer met\n");
  CHECK(counter.says("list rules.toml --db t.hotline --count state") == Said{0, "1  received\n", ""});
  CHECK(counter.says(answers).out.starts_with("done  version 6\n"));
}

TEST_CASE("a refusal says what is allowed and changes nothing") {
  const Counter counter;
  counter.opens("A-1", "2023-03-03 10:00");
  CHECK(counter.says("do rules.toml --db t.hotline A-1 anser --by unit") ==
        Said{2, "", "hotline: 'anser' is not allowed in state 'received': allowed now: answer\n"});
  CHECK(counter.says("do rules.toml --db t.hotline A-9 answer --by unit").err ==
        "hotline: there is no case 'A-9': 'open' comes first\n");
  CHECK(counter.says("new rules.toml --db t.hotline A-1 order --by agent").err ==
        "hotline: case 'A-1' is open already\n");
  CHECK(counter.says("new rules.toml --db t.hotline A-2 order --set urgency").err ==
        "hotline: --set: 'urgency' names no value: write it as urgency=urgent\n");
  CHECK(counter.says("do rules.toml --db other.hotline A-1 answer").code == 2);
  CHECK(counter.says("list rules.toml --db t.hotline --count kind") == Said{0, "1  order\n", ""});
}

TEST_CASE("time passes when it is told to") {
  const Counter counter;
  counter.opens("A-1", "2023-03-03 10:00");
  CHECK(counter.says("advance rules.toml --db t.hotline --now '2023-03-06 17:30'") ==
        Said{0, "next at 2023-03-06T17:30:01+08:00\n", ""});
  CHECK(counter.says("advance rules.toml --db t.hotline --now '2023-03-06 17:30:01'") ==
        Said{0, "nothing is waiting\n", ""});
  CHECK(has(counter.says("list rules.toml --db t.hotline").out, "  breached\n"));
}

TEST_CASE("tickets are listed page by page and by what they are") {
  const Counter counter;
  for (const char* id : {"A-1", "A-2", "A-3"}) counter.opens(id, "2023-03-03 10:00");
  counter.opens("B-1", "2023-03-09 10:00");
  CHECK(has(counter.says("list rules.toml --db t.hotline --limit 2").out, "A-2  1"));
  CHECK_FALSE(has(counter.says("list rules.toml --db t.hotline --limit 2").out, "A-3"));
  CHECK(counter.says("list rules.toml --db t.hotline --limit 1 --after A-2 1").out.starts_with("A-3  1  order"));
  CHECK(counter.says("list rules.toml --db t.hotline --due-before 2023-03-07T00:00 --count kind").out == "3  order\n");
  CHECK(counter.says("list rules.toml --db t.hotline --where urgency=urgent") == Said{0, "", ""});
  CHECK(has(counter.says("list rules.toml --db t.hotline --limit 1 --json").out,
            R"({"case":"A-1","ticket":1,"kind":"order","state":"received","due":"2023-03-06T17:30:00+08:00")"));
}

TEST_CASE("a changed calendar is shown before it is adopted") {
  const Counter counter;
  counter.opens("A-1", "2023-03-03 10:00");
  std::string changed = order_rules;
  changed.replace(changed.find("version"), changed.find('\n', changed.find("version")) - changed.find("version"),
                  "version = \"2\"");
  changed.insert(changed.find("[label]"),
                 "[[calendar.office.day]]\ndate  = 2023-03-06\nhours = []\nname  = \"storm\"\n\n");
  counter.desk.write("storm.toml", changed);

  const Said refused = counter.says("list storm.toml --db t.hotline");
  CHECK(refused.code == 2);
  CHECK(has(refused.err, "calendar 'office' counts otherwise in rules '2'"));
  const std::string moved =
      "calendar office changes from 2023-03-06T00:00:00+08:00\n"
      "A-1  1  answer  2023-03-06T17:30:00+08:00 -> 2023-03-07T17:30:00+08:00  moved\n";
  CHECK(counter.says("adopt storm.toml --db t.hotline --now '2023-03-05 12:00' --dry-run").out ==
        moved + "would write to 0 cases\n");
  CHECK(counter.says("adopt storm.toml --db t.hotline --now '2023-03-05 12:00'").out ==
        "calendar office changes from 2023-03-06T00:00:00+08:00\nwrote to 0 cases\n");
  CHECK(has(counter.says("list storm.toml --db t.hotline").out, "due 2023-03-07T17:30:00+08:00"));
  CHECK(counter.says("adopt storm.toml --db t.hotline --now '2023-03-05 12:00'").out ==
        "the calendars count as they did: nothing to adopt\n");
  CHECK(counter.says("adopt storm.toml --db t.hotline --past forget").err ==
        "hotline: --past: 'forget' is unknown: write stand or correct\n");
}

}  // namespace hotline::test

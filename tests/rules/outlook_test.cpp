// What rules add up to: limits by counting, and how often a ticket can come round.
#include "hotline/rules/outlook.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "rules/sample.hpp"

using namespace hotline;

namespace {

std::string in_words(const Rules& rules) {
  std::string text;
  for (const Outlook& outlook : outlooks(rules)) {
    for (const Outlook::Promises& promises : outlook.policies)
      for (const auto& alike : promises.limits)
        text += fmt::format("{} | {} | {}\n", outlook.kind, promises.policy, to_text(alike));
    for (const Loop& loop : outlook.loops) text += fmt::format("{} | {}\n", outlook.kind, to_text(loop));
  }
  return text;
}

// An order that is sent, returned, sent again, handled, closed and reopened; `return` and `reopen` as guarded.
std::string loops_with(const std::string& returning, const std::string& reopening, const std::string& more = "") {
  const std::string text = R"(version = "1"
[attribute]
returns = { counts = "return", cap = 2 }
reopens = { counts = "reopen", cap = 3 }
nature  = ["lead", "co"]
[workflow.order]
initial = "received"
final = ["archived"]
transitions = [
  { on = "send",    from = "received", to = "sent" },
  { on = "return",  from = "sent", to = "received")" +
                           returning + R"( },
  { on = "sign",    from = "sent", to = "handling" },
  { on = "contact", from = "handling", to = "handling" },
  { on = "close",   from = "handling", to = "closed" },
  { on = "reopen",  from = "closed", to = "handling")" +
                           reopening + R"( },
  { on = "archive", from = "closed", to = "archived" },
)" + more + R"(]
[[policy]]
name = "order"
kind = "order"
targets = []
)";
  CHECK(faults_of(text) == "");
  return in_words(read_rules(text, "rules.toml").rules.value());
}

}  // namespace

TEST_CASE("limits are listed by how they are counted") {
  CHECK(in_words(read_rules(sample(), "rules.toml").rules.value()) ==
        "order | simple order | working days: 1 (contact), 5 (resolve-simple)\n"
        "order | complex order | working days: 1 (contact), 15 (resolve-complex)\n"
        "order | sub-urgent order | on working days: 24 hours (answer-sub-urgent)\n"
        "order | urgent order | elapsed: 2 hours (answer-urgent)\n"
        "order | park, resume, reply, rework: may repeat without end\n"
        "leg | leg | working days: 3 (report; 1 more with grant-time, at most 1 time)\n");
}

TEST_CASE("a loop is capped where guards on counts cap every way round it") {
  struct Row {
    std::string why, returning, reopening, more, loops;
  };
  const Row rows[] = {
      {"nothing counts", "", "", "",
       "order | send, return: may repeat without end\norder | close, reopen: may repeat without end\n"},
      {"returned twice, then never", R"(, when = { returns = ["0", "1"] })", "", "",
       "order | send, return: at most 2 times\norder | close, reopen: may repeat without end\n"},
      {"both capped", R"(, when = { returns = "0" })", R"(, when = { reopens = ["0", "1", "2"] })", "",
       "order | send, return: at most 1 time\norder | close, reopen: at most 3 times\n"},
      {"a guard on a value that is set caps nothing", R"(, when = { nature = "co" })", R"(, when = { reopens = "0" })",
       "", "order | send, return: may repeat without end\norder | close, reopen: at most 1 time\n"},
      {"never possible, so no loop", R"(, when = { returns = "1" })", R"(, when = { reopens = "0" })", "",
       "order | close, reopen: at most 1 time\n"},
      {"a second way round is not capped", R"(, when = { returns = "0" })", R"(, when = { reopens = "0" })",
       "  { on = \"recall\", from = \"sent\", to = \"received\" },\n",
       "order | send, recall: may repeat without end\norder | return: at most 1 time\norder | close, reopen: at most 1 "
       "time\n"},
      {"one loop through another", "", R"(, when = { reopens = "0" })",
       "  { on = \"hand-back\", from = \"handling\", to = \"received\", when = { reopens = \"1\", returns = \"0\" } "
       "},\n",
       "order | send, return, sign, hand-back: may repeat without end\norder | close, reopen: at most 1 time\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(loops_with(row.returning, row.reopening, row.more) == row.loops);
  }
}

TEST_CASE("more time is told with how often it can be granted") {
  struct Row {
    std::string why, guard, limit;
  };
  const Row rows[] = {
      {"once", R"(, when = { grants = "0" })", "days: 7 (resolve; 3 more with grant, at most 1 time)"},
      {"twice", R"(, when = { grants = ["0", "1"] })", "days: 7 (resolve; 3 more with grant, at most 2 times)"},
      {"as often as somebody grants it", "", "days: 7 (resolve; 3 more with grant)"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const std::string text = R"(version = "1"
[calendar.office]
zone = "+08:00"
hours = { mon-fri = "09:00-17:00" }
[attribute]
grants = { counts = "grant", cap = 2 }
[workflow.order]
initial = "received"
final = ["closed"]
transitions = [ { on = "close", from = "received", to = "closed" },
                { on = "grant", from = "received")" +
                             row.guard + R"( } ]
[target.resolve]
limit = "7 days"
calendar = "office"
starts = { on = "open" }
meets = { on = "close" }
extends = { on = "grant", by = "3 days" }
[[policy]]
name = "order"
kind = "order"
targets = ["resolve"]
)";
    CHECK(faults_of(text) == "");
    CHECK(in_words(read_rules(text, "rules.toml").rules.value()) == "order | order | " + row.limit + "\n");
  }
}

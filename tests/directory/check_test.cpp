#include "hotline/directory/check.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/rules/rules.hpp"

using namespace hotline;

namespace {

// A city office above tax and a district; what a row adds stands at the end.
std::string faults_with(const std::string& numbers) {
  const std::string text = R"(version = "1"
[calendar.office]
zone = "Asia/Shanghai"
hours = { mon-fri = "09:00-17:30" }
[calendar.short]
zone = "Asia/Shanghai"
hours = { mon-fri = "09:00-17:00" }
[calendar.duty]
zone = "Asia/Shanghai"
hours = { mon-sun = "00:00-24:00" }
[workflow.order]
initial = "received"
final = "archived"
transitions = [ { on = "archive", from = "received", to = "archived" } ]
[[policy]]
name = "order"
kind = "order"
targets = []
[desk]
off-hours = { kind = "order" }
failed = { kind = "order" }
[department.city]
[department.tax]
parent = "city"
[department.district]
parent = "city"
may-forward = false
[department.street]
parent = "district"
[department.market]
parent = "city"
forwards-to = ["tax"]
)" + numbers;
  std::string shown;
  for (const Finding& fault : read_rules(text, "desk.toml").faults)
    shown += fmt::format("{}{}", shown.empty() ? "" : "; ", fault.message);
  return shown;
}

std::string number(const std::string& name, const std::string& department, const std::string& hours,
                   const std::string& more = "") {
  return fmt::format("[number.{}]\ndepartment = \"{}\"\nhours = \"{}\"\n{}\n", name, department, hours, more);
}

std::string matter(const std::string& numbers) {
  return fmt::format("[matter.invoice]\nowner = \"tax\"\nnumbers = {}\n", numbers);
}

}  // namespace

TEST_CASE("a directory is refused where a call would find nobody or go round") {
  const std::string to_2 = "busy-forward = [\"2\"]", to_1 = "busy-forward = [\"1\"]", to_3 = "busy-forward = [\"3\"]";
  struct Row {
    std::string why, numbers, faults;
  };
  const Row rows[] = {
      {"a chain", number("1", "tax", "office", to_2) + number("2", "tax", "office") + matter("[\"1\"]"), ""},
      {"to longer hours", number("1", "tax", "office", to_2) + number("2", "tax", "duty") + matter("[\"1\"]"), ""},
      {"to the office above", number("1", "tax", "office", to_2) + number("2", "city", "office") + matter("[\"1\"]"),
       ""},
      {"to one it is told it may",
       number("1", "market", "office", to_2) + number("2", "tax", "office") + matter("[\"1\"]"), ""},
      {"a ring of two", number("1", "tax", "office", to_2) + number("2", "tax", "office", to_1) + matter("[\"1\"]"),
       "busy numbers forward in a ring, 1, 2: let one of them forward to nobody"},
      {"a ring further down",
       number("1", "tax", "office", to_2) + number("2", "tax", "office", to_3) + number("3", "tax", "office", to_2) +
           matter("[\"1\"]"),
       "busy numbers forward in a ring, 2, 3: let one of them forward to nobody"},
      {"to one that closes earlier",
       number("1", "tax", "office", to_2) + number("2", "tax", "short") + matter("[\"1\"]"),
       "number '1' forwards to '2', which may be closed then: 'office' is open when 'short' is not; forward to a "
       "number "
       "with its hours"},
      {"to a department beside it",
       number("1", "tax", "office", to_2) + number("2", "market", "office") + matter("[\"1\"]"),
       "number '1' of 'tax' forwards to '2' of 'market', which is not above or below it: write forwards-to = "
       "[\"market\"] at department 'tax'"},
      {"a street under a district that may not forward",
       number("1", "street", "office", to_2) + number("2", "street", "office") + matter("[\"1\"]"),
       "number '1' forwards when busy, which department 'street' may not: leave 'busy-forward' out, or write "
       "may-forward = true there"},
      {"a matter of no number", number("1", "tax", "office") + matter("[]"),
       "no matter leads to number '1': list it at one, or leave it out; nobody answers for matter 'invoice': list a "
       "number that is in service"},
      {"a matter whose number is dead", number("1", "tax", "office", "health = \"out-of-service\"") + matter("[\"1\"]"),
       "nobody answers for matter 'invoice': list a number that is in service"},
      {"a number nobody is led to", number("1", "tax", "office") + number("2", "tax", "office") + matter("[\"1\"]"),
       "no matter leads to number '2': list it at one, or leave it out"},
      {"a health that is none", number("1", "tax", "office", "health = \"god\"") + matter("[\"1\"]"),
       "unknown health 'god': write \"good\""},
      {"no calls at once", number("1", "tax", "office", "capacity = 0") + matter("[\"1\"]"),
       "a number takes 1 to 10000 calls at once, not 0"},
      {"over before it begins", number("1", "tax", "office", "from = 2023-03-01\nto = 2023-02-01") + matter("[\"1\"]"),
       "it ends before it begins: 'from' is its first day, 'to' its last"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(faults_with(row.numbers) == row.faults);
  }
}

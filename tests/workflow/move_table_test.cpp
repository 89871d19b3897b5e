// A table answers as a plain reading of the workflow does, for every state, verb and role there is.
#include "hotline/workflow/move_table.hpp"

#include <filesystem>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/names.hpp"
#include "support/rules_files.hpp"

using namespace hotline;

namespace {

Workflow order() {
  return {.kind = "order",
          .initial = "received",
          .finals = {"archived"},
          .levels = {},
          .transitions = {{"sign", {"received", "returned", "received"}, "handling", {"unit"}, {}},
                          {"contact", {"handling"}, "", {"unit", "agent", "unit"}, {}},
                          {"archive", {"handling"}, "archived", {}, {{{"urgency", {"ordinary"}}}}},
                          {"archive", {"handling"}, "returned", {"head"}, {}},
                          {"archive", {"returned"}, "archived", {"head"}, {}}}};
}

// The slow way: every transition is read.
std::vector<std::string> read(const Workflow& workflow, const std::string& state, const std::string& verb,
                              const std::string* by) {
  std::vector<std::string> ways;
  for (std::size_t i = 0; i < workflow.transitions.size(); ++i) {
    const Transition& one = workflow.transitions[i];
    if (one.on != verb || !has(one.from, state)) continue;
    if (by != nullptr && !one.by.empty() && !has(one.by, *by)) continue;
    ways.push_back(fmt::format("{} to {}{}", i, one.to_from(state), one.when.values.empty() ? "" : " if"));
  }
  return ways;
}

std::vector<std::string> asked(const MoveTable& table, const std::string& state, const std::string& verb,
                               const std::string* by) {
  const auto from = table.state(state);
  const auto act = by == nullptr ? table.act(verb) : table.act(verb, *by);
  if (!from || !act) return {};
  std::vector<std::string> ways;
  for (const MoveTable::Way& way : table.ways(*from, *act))
    ways.push_back(fmt::format("{} to {}{}", way.transition, table.name(way.to), way.guarded ? " if" : ""));
  return ways;
}

std::string next(const MoveTable& table, const std::string& state, const std::string& verb, const std::string& by) {
  return table.name(table.next(*table.state(state), *table.act(verb, by)));
}

// Where the first of the ways leads, if it asks for nothing.
std::string read_next(const Workflow& workflow, const std::string& state, const std::vector<std::string>& ways) {
  if (ways.empty() || ways.front().ends_with(" if")) return state;
  return workflow.transitions[std::stoul(ways.front())].to_from(state);
}

void compare(const Workflow& workflow) {
  const MoveTable table(workflow);
  std::set<std::string> verbs = {"", "none such"};
  std::set<std::string> roles = {"", "nobody"};
  for (const Transition& one : workflow.transitions) {
    verbs.insert(one.on);
    roles.insert(one.by.begin(), one.by.end());
  }
  std::vector<std::string> states = workflow.states();
  states.push_back("nowhere");
  std::size_t faults = 0;
  for (const std::string& state : states) {
    for (const std::string& verb : verbs) {
      faults += asked(table, state, verb, nullptr) == read(workflow, state, verb, nullptr) ? 0 : 1;
      for (const std::string& role : roles) {
        const auto ways = read(workflow, state, verb, &role);
        faults += asked(table, state, verb, &role) == ways ? 0 : 1;
        if (!table.state(state) || !table.act(verb, role)) continue;
        faults += next(table, state, verb, role) == read_next(workflow, state, ways) ? 0 : 1;
      }
    }
  }
  CHECK(faults == 0);
}

class RandomWorkflow {
 public:
  explicit RandomWorkflow(std::uint64_t seed) : random_(seed) {}

  Workflow draw() {
    const std::size_t states = 1 + below(9);
    const std::size_t verbs = 1 + below(7);
    const std::size_t roles = 1 + below(5);
    Workflow workflow{.kind = "made-up", .initial = name(below(states)), .finals = {}, .levels = {}, .transitions = {}};
    for (std::size_t i = below(30); i > 0; --i) {
      Transition one{name(below(verbs)), {}, "", {}, {}};
      for (std::size_t from = below(4); from > 0; --from) one.from.push_back(name(below(states)));
      for (std::size_t by = below(4); by > 0; --by) one.by.push_back(name(below(roles)));
      if (below(4) != 0) one.to = name(below(states));
      if (below(3) == 0) one.when.values["urgency"] = {"urgent"};
      workflow.transitions.push_back(std::move(one));
    }
    return workflow;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  // Some are alike, some are the beginning of others, and not all are of one length.
  static std::string name(std::size_t number) {
    static const char* const names[] = {"sign", "signs", "s", "return", "hand", "hands", "a", "b", "archive"};
    return names[number];
  }

  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("a table tells which transitions leave a state by a verb and for a role") {
  struct Row {
    std::string why, state, verb, by;
    std::vector<std::string> ways;
    std::string next;
  };
  const Row rows[] = {
      {"the one way, named twice in from", "received", "sign", "unit", {"0 to handling"}, "handling"},
      {"another role", "received", "sign", "agent", {}, "received"},
      {"not from here", "handling", "sign", "unit", {}, "handling"},
      {"it stays", "handling", "contact", "agent", {"1 to handling"}, "handling"},
      {"anybody may, if the guard holds", "handling", "archive", "unit", {"2 to archived if"}, "handling"},
      {"the head too, and else otherwise",
       "handling",
       "archive",
       "head",
       {"2 to archived if", "3 to returned"},
       "handling"},
      {"the head alone", "returned", "archive", "head", {"4 to archived"}, "archived"},
      {"an end", "archived", "archive", "head", {}, "archived"},
  };
  const MoveTable table(order());
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(asked(table, row.state, row.verb, &row.by) == row.ways);
    CHECK(next(table, row.state, row.verb, row.by) == row.next);
  }
}

TEST_CASE("a table knows no names but its workflow's") {
  const MoveTable table(order());
  CHECK_FALSE(table.state("parked"));
  CHECK_FALSE(table.state(""));
  CHECK_FALSE(table.act("open", "unit"));
  CHECK_FALSE(table.act("park"));
  CHECK(table.act("sign", "visitor") == table.act("sign", "passer-by"));
  CHECK(table.name(*table.state("returned")) == "returned");
  CHECK(table.ways(*table.state("handling"), *table.act("archive")).size() == 2);
}

TEST_CASE("a table of any workflow answers as reading all its transitions does") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    compare(RandomWorkflow(seed).draw());
  }
}

TEST_CASE("a table of every workflow that ships answers as reading all its transitions does") {
  for (const std::filesystem::path& file : test::shipped_rules()) {
    for (const Workflow& workflow : test::rules_in(file).workflows) {
      CAPTURE(file.string());
      CAPTURE(workflow.kind);
      compare(workflow);
    }
  }
}

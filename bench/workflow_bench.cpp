// How fast does a workflow make a transition, when it is data? An order of twelve states is walked by a random sequence
// of verbs, one in ten of them refused; a transition should cost the same whatever the size of the workflow. Beside it
// the same machine in Boost.MSM, which is compiled from types, and a plain reading of the transitions' names.
//
//   workflow_bench [--full] [--check]
#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench.hpp"
#include "hotline/rules/rules.hpp"
#include "hotline/workflow/move_table.hpp"
#include "workflow_order.hpp"
#ifdef HOTLINE_BENCH_MSM
#include "workflow_rival.hpp"
#endif

namespace {

using namespace hotline;
using bench::Walked;
using Verbs = std::vector<std::uint8_t>;   // of order_verbs
using States = std::vector<std::uint8_t>;  // of order_states, after each verb

constexpr std::string_view order_rules = R"toml(
version   = "bench-1"
effective = 2023-01-01

[workflow.order]
initial = "received"
final   = ["archived", "refused"]
transitions = [
  { on = "dispatch",  from = ["received", "returned", "refused"], to = "awaiting-sign", by = "desk" },
  { on = "dispatch",  from = "awaiting-sign",                                           by = "desk" },
  { on = "sign",      from = "awaiting-sign",                     to = "handling",      by = "unit" },
  { on = "give-back", from = ["received", "returned"],            to = "refused",       by = "unit" },
  { on = "give-back", from = ["awaiting-sign", "handling"],       to = "returned",      by = "unit" },
  { on = "give-back", from = "reviewing",                         to = "replied",       by = "unit" },
  { on = "contact",   from = ["handling", "joint", "parked"],       by = ["unit", "desk"] },
  { on = "contact",   from = ["replied", "revising", "visiting"], by = "unit" },
  { on = "park",      from = ["handling", "joint", "revising"],   to = "parked",        by = "unit" },
  { on = "resume",    from = ["joint", "parked"],                 to = "handling",      by = "unit" },
  { on = "join",      from = ["handling", "revising"],            to = "joint",         by = "unit" },
  { on = "reply",     from = ["handling", "joint", "revising"],   to = "replied",       by = "unit" },
  { on = "review",    from = "replied",                           to = "reviewing",     by = "desk" },
  { on = "review",    from = ["reviewing", "archived"],           to = "visiting",      by = "desk" },
  { on = "redo",      from = ["replied", "visiting"],             to = "handling",      by = "desk" },
  { on = "redo",      from = "reviewing",                         to = "revising",      by = "desk" },
  { on = "archive",   from = ["received", "returned", "parked", "visiting", "refused"], to = "archived", by = "desk" },
  { on = "reopen",    from = ["archived", "refused"],             to = "received",      by = "desk" },
]

[[policy]]
name    = "order"
kind    = "order"
targets = []
)toml";

Workflow order() {
  const Reading reading = read_rules(order_rules, "order.toml");
  if (!reading.rules) throw std::runtime_error(to_text(reading.faults.front()));
  return reading.rules->workflows.front();
}

constexpr std::array<std::string_view, 12> doers = {"desk", "unit", "unit", "unit", "unit", "unit",
                                                    "unit", "unit", "desk", "desk", "desk", "desk"};

// The plain way: every transition is read, name by name.
const Transition* read(const Workflow& workflow, std::string_view state, std::uint8_t verb) {
  const auto names = [](const std::vector<std::string>& all, std::string_view name) {
    return std::find(all.begin(), all.end(), name) != all.end();
  };
  for (const Transition& one : workflow.transitions)
    if (one.on == bench::order_verbs[verb] && names(one.from, state) && names(one.by, doers[verb])) return &one;
  return nullptr;
}

std::uint8_t number_of(std::string_view state) {
  const auto at = std::find(bench::order_states.begin(), bench::order_states.end(), state);
  return static_cast<std::uint8_t>(at - bench::order_states.begin());
}

struct Walk {
  Verbs verbs;
  States states;
  std::size_t refused = 0;
  Walked end() const { return {states.back(), refused}; }
};

// Nine verbs in ten are drawn from those that the state allows, one from those that it does not.
Walk walk_at_random(const Workflow& workflow, std::size_t length) {
  bench::Random random(42);
  Walk walk;
  std::string_view state = "received";
  while (walk.verbs.size() < length) {
    std::array<Verbs, 2> choices;
    for (std::uint8_t verb = 0; verb < bench::order_verbs.size(); ++verb)
      choices[read(workflow, state, verb) == nullptr ? 1 : 0].push_back(verb);
    const Verbs& some = choices[random.below(10) == 0 ? 1 : 0];
    const std::uint8_t verb = some[random.below(some.size())];
    const Transition* transition = read(workflow, state, verb);
    if (transition == nullptr) walk.refused += 1;
    if (transition != nullptr && !transition->to.empty()) state = transition->to;
    walk.verbs.push_back(verb);
    walk.states.push_back(number_of(state));
  }
  return walk;
}

class Table {
 public:
  explicit Table(const Workflow& workflow) : table_(workflow) {
    for (std::size_t verb = 0; verb < acts_.size(); ++verb)
      acts_[verb] = *table_.act(bench::order_verbs[verb], doers[verb]);
  }

  // One load between a state and the next: what there is to do where nothing is guarded.
  Walked next(const Verbs& verbs) const {
    MoveTable::State state = *table_.state("received");
    std::size_t refused = 0;
    for (const std::uint8_t verb : verbs) {
      refused += table_.ways(state, acts_[verb]).empty() ? 1 : 0;
      state = table_.next(state, acts_[verb]);
    }
    return {number_of(table_.name(state)), refused};
  }
  // As one does where guards choose among several ways.
  Walked ways(const Verbs& verbs) const {
    MoveTable::State state = *table_.state("received");
    std::size_t refused = 0;
    for (const std::uint8_t verb : verbs) {
      const auto to = taken(state, acts_[verb]);
      refused += to ? 0 : 1;
      state = to.value_or(state);
    }
    return {number_of(table_.name(state)), refused};
  }
  States states(const Verbs& verbs) const {
    MoveTable::State state = *table_.state("received");
    States states;
    for (const std::uint8_t verb : verbs) {
      state = table_.next(state, acts_[verb]);
      states.push_back(number_of(table_.name(state)));
    }
    return states;
  }

 private:
  std::optional<MoveTable::State> taken(MoveTable::State state, MoveTable::Act act) const {
    for (const MoveTable::Way& way : table_.ways(state, act))
      if (!way.guarded) return way.to;
    return std::nullopt;
  }

  MoveTable table_;
  std::array<MoveTable::Act, bench::order_verbs.size()> acts_{};
};

Walked walk_names(const Workflow& workflow, const Verbs& verbs) {
  std::string_view state = "received";
  std::size_t refused = 0;
  for (const std::uint8_t verb : verbs) {
    const Transition* transition = read(workflow, state, verb);
    if (transition == nullptr) {
      refused += 1;
    } else if (!transition->to.empty()) {
      state = transition->to;
    }
  }
  return {number_of(state), refused};
}

auto timed(const Walk& walk, auto way) {
  return bench::Timed(walk.verbs.size(), [&walk, way] { bench::keep(way(walk.verbs).state); });
}

void transitions(bench::Run& run, const Workflow& workflow) {
  const Walk walk = walk_at_random(workflow, run.size(20'000, 2'000'000));
  const Table table(workflow);
  run.answers("the table, state by state", table.states(walk.verbs) == walk.states);
  run.answers("the table, at the end", table.next(walk.verbs) == walk.end());
  run.answers("the table's ways", table.ways(walk.verbs) == walk.end());
  run.answers("names, one by one", walk_names(workflow, walk.verbs) == walk.end());
  fmt::print("{} states, {} verbs, {} told, {} of them refused, at the end '{}'\n", workflow.states().size(),
             bench::order_verbs.size(), walk.verbs.size(), walk.refused, bench::order_states[walk.states.back()]);

  auto next = timed(walk, [&](const Verbs& verbs) { return table.next(verbs); });
  auto ways = timed(walk, [&](const Verbs& verbs) { return table.ways(verbs); });
  auto names = timed(walk, [&](const Verbs& verbs) { return walk_names(workflow, verbs); });
#ifdef HOTLINE_BENCH_MSM
  run.answers("Boost.MSM, state by state", bench::states_of_msm(walk.verbs) == walk.states);
  run.answers("Boost.MSM, at the end", bench::walk_msm(walk.verbs) == walk.end());
  auto msm = timed(walk, bench::walk_msm);
  if (run.failed()) return;
  bench::time_in_turn(run.rounds(), next, ways, names, msm);
#else
  if (run.failed()) return;
  bench::time_in_turn(run.rounds(), next, ways, names);
#endif
  bench::show("a transition, by next()", next.ns());
  bench::show("a transition, by ways()", ways.ns());
  bench::show("every transition's names read", names.ns());
#ifdef HOTLINE_BENCH_MSM
  bench::show("Boost.MSM", msm.ns());
  run.at_least("next(), against Boost.MSM", msm.ns() / next.ns(), 7);
  run.at_least("ways(), against Boost.MSM", msm.ns() / ways.ns(), 2.8);
#else
  fmt::print("Boost.MSM is not here\n");
#endif
}

// From the text to a table: what takes the place of compiling.
void made(bench::Run& run) {
  auto reading = bench::Timed(1, [] { bench::keep(MoveTable(order()).state("received") ? 1 : 0); });
  bench::time_in_turn(run.rounds() * 10, reading);
  fmt::print("{:<58} {:7.2f} ms\n", "rules read, proved and made a table", reading.ns() / 1e6);
#ifdef HOTLINE_BENCH_COMPILE
  if (!run.is_full()) return;
  auto compiling = bench::Timed(1, [&] { run.answers("Boost.MSM compiles", std::system(HOTLINE_BENCH_COMPILE) == 0); });
  bench::time_in_turn(3, compiling);
  fmt::print("{:<58} {:7.2f} s\n", "Boost.MSM's machine compiled", compiling.ns() / 1e9);
  run.at_least("reading, against compiling", compiling.ns() / reading.ns(), 20'000);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  bench::Run run(argc, argv);
  transitions(run, order());
  made(run);
  return run.result();
}

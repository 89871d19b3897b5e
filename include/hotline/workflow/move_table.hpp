// Which transitions leave a state by a verb, asked millions of times a second?
//
//   const MoveTable table(workflow);                                          // once
//   const MoveTable::State received = *table.state("received");               // once, where names come in
//   const MoveTable::Act dispatch = *table.act("dispatch", "dispatcher");
//
//   table.next(received, dispatch)                                            // awaiting-sign: one load
//   for (const MoveTable::Way& way : table.ways(received, dispatch))          // where guards choose: in file order
//     if (!way.guarded || holds(workflow.transitions[way.transition].when)) return way;
//
// A workflow is names, as its file has them; a table is the same workflow as numbers. An *act* is a verb and the role
// that does it. Numbers belong to their table: another table of the same workflow has the same, one of a changed
// workflow has others, so names are what is kept on disk.
//
// Promises: pure; `ways` are exactly the transitions that have the state in `from`, the verb in `on`, and the role in
//   `by` or no `by`, each once, in the order of the file. It keeps nothing of the workflow it was made from.
// Cost:     a look-up is a load or two, whatever the size of the workflow. Memory: twelve bytes for each state and act.
// Fails:    a name that the workflow lacks is nothing. A role that it lacks may do what anybody may.
// Not here: whether a guard holds (core/decide.hpp, which also says why a move is refused).
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/workflow/workflow.hpp"

namespace hotline {

class HOTLINE_API MoveTable {
 public:
  enum class State : std::uint32_t {};
  enum class Act : std::size_t {};

  struct Way {
    std::uint32_t transition;  // its place in Workflow::transitions
    State to;
    bool guarded;
    friend bool operator==(const Way&, const Way&) = default;
  };

  explicit MoveTable(const Workflow& workflow);

  std::optional<State> state(std::string_view name) const;
  const std::string& name(State state) const { return states_[static_cast<std::size_t>(state)]; }
  std::optional<Act> act(std::string_view verb, std::string_view by) const;
  std::optional<Act> act(std::string_view verb) const;  // whoever does it

  std::span<const Way> ways(State from, Act act) const {
    const Range range = ranges_[place(from, act)];
    return std::span(ways_).subspan(range.first, range.count);
  }
  // Where the act leads if the first of its ways asks for nothing; else, or if it has none, `from`.
  State next(State from, Act act) const { return next_[place(from, act)]; }

 private:
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  struct Role {
    std::string name;
    Act act;
  };
  struct Verb {
    std::string name;
    Act by_whoever;
    Act by_others;            // roles that none of its transitions names
    std::vector<Role> roles;  // the rest
  };

  // An act is where its row of states begins, so that nothing is multiplied between one move and the next.
  std::size_t place(State from, Act act) const {
    const std::size_t at = static_cast<std::size_t>(act) + static_cast<std::size_t>(from);
    assert(static_cast<std::size_t>(from) < states_.size() && at < next_.size());
    return at;
  }
  const Verb* verb(std::string_view name) const;
  Act add_row(const Workflow& workflow, const std::vector<std::uint32_t>& transitions);

  std::vector<std::string> states_;  // each is its number; the shorter first, so that a search seldom reads letters
  std::vector<Verb> verbs_;          // in the same order
  std::vector<State> next_;          // rows of states, one for each act
  std::vector<Range> ranges_;        // of ways_, likewise
  std::vector<Way> ways_;
};

}  // namespace hotline

// Which states can a ticket be in, and who may move it where?
//
//   [workflow.order]
//   initial = "received"
//   final   = ["archived", "refused"]
//   transitions = [ { on = "dispatch", from = "received", to = "awaiting-sign", by = "dispatcher" } ]
//
// A kind of ticket is a workflow. It comes into being in `initial`, by the verb `open`, which every kind has. A
// transition without `to` stays where it is, and enters nothing. One that `opens` a kind opens a ticket of it under
// this one, a leg:
//   { on = "dispatch", from = "accepted", to = "dispatched", by = "dispatcher",
//     opens = { kind = "leg", set = { nature = "lead" } } }
// The kind `escalation` has its levels in rising order; every case has one ticket of it, which rungs raise, and
// transitions with `raise`. What a transition tells is told when it raises, or each time where it raises nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/policy/match.hpp"

namespace hotline {

inline constexpr std::string_view open_verb = "open";
inline constexpr std::string_view raise_verb = "raise";
inline constexpr std::string_view rebind_verb = "rebind";
inline constexpr std::string_view merge_verb = "merge";
inline constexpr std::string_view unmerge_verb = "unmerge";
inline constexpr std::string_view escalation_kind = "escalation";
inline constexpr std::string_view system_role = "system";

struct Opening {  // a ticket under the one that moves: it begins with that one's attributes, and these
  std::string kind;
  Fields set;
};

struct Transition {
  std::string on;  // the verb
  std::vector<std::string> from;
  std::string to;               // empty: where it is
  std::vector<std::string> by;  // roles; empty: anybody
  Match when;                   // the guard
  Fields set = {};              // attributes, set with the move
  std::optional<Opening> opens = {};
  std::optional<std::string> raise = {};  // the escalation's level
  std::vector<std::string> tell = {};     // roles

  const std::string& to_from(const std::string& state) const { return to.empty() ? state : to; }
};

struct Workflow {
  std::string kind;
  std::string initial;
  std::vector<std::string> finals;
  std::vector<std::string> levels;  // of an escalation, lowest first; else empty
  std::vector<Transition> transitions;
  Match lead = {};  // of a kind opened under others: which of its tickets hold the clocks above; empty: all

  HOTLINE_API std::vector<std::string> states() const;  // each once, in the order the file names them
  HOTLINE_API bool is_final(std::string_view state) const;
  HOTLINE_API std::vector<std::string> verbs_from(std::string_view state) const;  // in the order the file names them
};

}  // namespace hotline

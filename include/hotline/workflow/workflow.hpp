// Which states can a ticket be in, and who may move it where?
//
//   [workflow.order]
//   initial = "received"
//   final   = ["archived", "refused"]
//   transitions = [ { on = "dispatch", from = "received", to = "awaiting-sign", by = "dispatcher" } ]
//
// A kind of ticket is a workflow. It comes into being in `initial`, by the verb `open`, which every kind has. The kind
// `escalation` has its levels in rising order; every case has one ticket of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/policy/match.hpp"

namespace hotline {

inline constexpr std::string_view open_verb = "open";
inline constexpr std::string_view escalation_kind = "escalation";
inline constexpr std::string_view system_role = "system";

struct Transition {
  std::string on;  // the verb
  std::vector<std::string> from;
  std::string to;
  std::vector<std::string> by;  // roles; empty: anybody
  Match when;                   // the guard
};

struct Workflow {
  std::string kind;
  std::string initial;
  std::vector<std::string> finals;
  std::vector<std::string> levels;  // of an escalation, lowest first; else empty
  std::vector<Transition> transitions;

  HOTLINE_API std::vector<std::string> states() const;  // each once, in the order the file names them
  HOTLINE_API bool is_final(std::string_view state) const;
  HOTLINE_API std::vector<std::string> verbs_from(std::string_view state) const;  // in the order the file names them
};

}  // namespace hotline

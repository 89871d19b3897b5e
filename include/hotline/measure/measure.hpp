// What exactly does a published rate count?
//
//   [[measure]]
//   name   = "connect rate"
//   of     = { kind = "transfer", taken = "inside" }     # the denominator
//   drop   = { outcome = "caller-hung-up" }              # taken out of it; or a list, any of which takes it out
//   hits   = { reached = "connected" }                   # the numerator, among what remains
//   basis  = "intake"                                    # intake | dispatch | due | close: what a period selects by
//   goal   = "90%"                                       # inclusive
//   by     = ["department", "month"]
//   digits = 2
//
//   weights = { rating = { satisfied = "1", fairly-satisfied = "0.8", dissatisfied = "0" } }   # instead of hits
//
// Every kind counts in tickets: a request is a ticket, and so is each of its legs. A rate is an exact fraction over
// named tickets; an empty denominator is "no data", never 0 or 100. What each word counts: docs/measures.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/export.hpp"
#include "hotline/measure/fraction.hpp"
#include "hotline/policy/match.hpp"
#include "hotline/policy/target.hpp"

namespace hotline {

struct Picks {       // all that are stated must hold
  std::string kind;  // empty: any
  Match attributes;  // and labels, and what is read off the case; a leg has the labels of the ticket above, too
  std::vector<std::string> reached;   // was ever in one of these states
  std::vector<std::string> in;        // is in one of these states
  std::vector<std::string> met;       // has met one of these targets in time, and breached none of them
  std::vector<std::string> breached;  // has breached one of these targets
  std::vector<std::string> did = {};  // one of these verbs was done to it
  bool empty() const {
    return kind.empty() && attributes.values.empty() && reached.empty() && in.empty() && met.empty() &&
           breached.empty() && did.empty();
  }
};

struct Weights {   // what a ticket counts for; one whose value has no weight is not counted
  std::string of;  // an attribute or label
  std::map<std::string, std::int64_t> values;
  std::int64_t one = 1;  // 10: in tenths
};

struct Published {  // what the public was told of it: a rate as written, and of how many where that was told too
  Fraction rate;    // 90.61 % is 9061/10000
  int digits = 0;   // as many as were written
  std::optional<std::int64_t> of = {};  // tickets
  std::optional<Date> from = {};        // of the period, both days included; neither: of everything
  std::optional<Date> to = {};
};

struct Measure {
  enum class Basis { intake, dispatch, due, close };
  enum class Deadline { extended, original };   // the one that was moved by more time granted, or the first
  enum class Breaches { corrected, as_known };  // as_known: one that a late report took back still counts
  std::string name;
  Title title;
  Picks of;
  Picks hits;
  std::vector<Picks> drop;  // what any of them picks; it is counted with the first that does
  Basis basis = Basis::intake;
  std::optional<Fraction> goal;  // 90% is 90/100; met when the rate is at or above it
  std::vector<std::string> by;   // attributes, labels or "month" to break it down by
  int digits = 2;
  Trigger counted_at = {};  // which move is the dispatch or close; empty: the verb "dispatch", a final state
  std::optional<Weights> weights = {};
  Deadline deadline = Deadline::extended;
  Breaches breaches = Breaches::corrected;
  std::optional<Published> published = {};
};

inline constexpr std::string_view month_group = "month";  // of the basis, "2023-03", in the city's zone

}  // namespace hotline

// What exactly does a published rate count?
//
//   [[measure]]
//   name   = "connect rate"
//   of     = { kind = "transfer", taken = "inside" }     # the denominator
//   drop   = { outcome = "caller-hung-up" }              # taken out of it
//   hits   = { reached = "connected" }                   # the numerator, among what remains
//   basis  = "intake"                                    # intake | dispatch | due | close
//   goal   = "90%"                                       # inclusive
//   by     = ["department"]
//   digits = 2
//
// A rate is an exact fraction over named cases; an empty denominator is "no data", never 0 or 100.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/policy/match.hpp"
#include "hotline/policy/target.hpp"

namespace hotline {

struct Picks {       // all that are stated must hold
  std::string kind;  // empty: any
  Match attributes;
  std::vector<std::string> reached;   // was ever in one of these states
  std::vector<std::string> in;        // is in one of these states
  std::vector<std::string> met;       // has met one of these targets, never breached
  std::vector<std::string> breached;  // has breached one of these targets
  bool empty() const {
    return kind.empty() && attributes.values.empty() && reached.empty() && in.empty() && met.empty() &&
           breached.empty();
  }
};

struct Fraction {  // exact; `of` == 0: no data
  std::int64_t hits = 0;
  std::int64_t of = 0;
  friend bool operator==(const Fraction&, const Fraction&) = default;
};

// "96.17 %" by decimal half-up from integers; "no data" for an empty base; 100 only when hits == of.
HOTLINE_API std::string to_percent(const Fraction& fraction, int digits);

// With basis `due`, a ticket whose promise (hits.met) is still open and not past due is not counted yet.
struct Measure {
  enum class Basis { intake, dispatch, due, close };
  std::string name;
  Title title;
  Picks of;
  Picks hits;
  Picks drop;  // empty: nothing
  Basis basis = Basis::intake;
  std::optional<Fraction> goal;  // 90% is 90/100; met when the rate is at or above it
  std::vector<std::string> by;   // attributes or labels to break it down by
  int digits = 2;
};

}  // namespace hotline

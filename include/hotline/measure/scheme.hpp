// How many points does each department get of an appraisal, and in which place does that put it?
//
//   [[scheme]]
//   name   = "enterprise desk 2023"
//   by     = "department"                        # who is appraised; each measure named is broken down by it
//   start  = "45"                                # points that everybody has
//   parts  = [
//     { measure = "signed in time", full = "10", target = "95%", slope = "1", floor = "0" },
//     { measure = "contacted", full = "30" },                          # 30 points for 100 %, in proportion below
//     { measure = "resolved", full = "20", counts = "any" },           # for a single hit
//     { measure = "resolved", full = "5", counts = "share" },          # of all that its group had to do
//     { measure = "returned", off = "0.5", at-most = "5" },            # for each hit
//   ]
//   given  = [ { of = "tax", points = "-1", why = "manners" } ]        # by hand; without `of` to everybody
//   groups = { bureaus = ["tax", "market"], districts = ["huangpu"] }  # placed apart
//   rank   = true                                # places are shown only where they are asked for
//
// A measure may feed any number of schemes. One without data gives no points, and then no total and no place, unless
// the part says `empty = "full"`. Equal totals share a place.
// Promises: exact whole numbers; a rate is rounded to hundredths of a percent, as it is published, and nothing else is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/measure/measure.hpp"
#include "hotline/measure/score.hpp"

namespace hotline {

struct SchemePart {
  enum class Counts { rate, any, share, each };
  std::string measure;
  Counts counts = Counts::rate;
  LinearScore line = {};               // of `any` and `share` only its full points
  Points off = {};                     // of `each`: for one hit
  std::optional<Points> at_most = {};  // of `each`
  bool full_when_empty = false;
};

struct GivenPoints {
  std::string of;  // a row; empty: everybody
  Points points;
  std::string why;
};

struct Scheme {
  std::string name;
  Title title;
  std::string by;  // a group of its measures
  Points start;
  std::vector<SchemePart> parts;
  std::vector<GivenPoints> given;
  std::vector<std::pair<std::string, std::vector<std::string>>> groups;  // in file order; who is in none is in ""
  bool ranked = false;
};

struct Scored {
  std::string row;
  std::vector<std::optional<Points>> parts;  // as in the scheme; nothing: no data
  Points given;
  std::optional<Points> total;       // nothing: some part has no data
  std::optional<std::size_t> place;  // from 1, where the scheme ranks
};

struct ScoredGroup {
  std::string name;          // empty: who is in no group
  std::vector<Scored> rows;  // by name, or where places are asked for by place
};

struct SchemeScore {
  Scheme scheme;
  std::vector<ScoredGroup> groups;
};

using RatesByRow = std::map<std::string, Fraction>;

// `rates`: of each measure, by the scheme's rows. Who is named in the scheme and has no rate is there without data.
HOTLINE_API SchemeScore score(const Scheme& scheme, const std::map<std::string, RatesByRow>& rates);

}  // namespace hotline

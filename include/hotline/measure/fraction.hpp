// What share is it, exactly?
//
//   to_percent({251, 261}, 2);   // "96.17 %"
//   to_percent({0, 0}, 2);       // "no data"
#pragma once

#include <cstdint>
#include <string>

#include "hotline/export.hpp"

namespace hotline {

struct Fraction {  // exact; `of` == 0: no data
  std::int64_t hits = 0;
  std::int64_t of = 0;
  friend bool operator==(const Fraction&, const Fraction&) = default;
};

// By decimal half-up from integers; "no data" for an empty base; 100 only when hits == of.
HOTLINE_API std::string to_percent(const Fraction& fraction, int digits);
// By how many points two rates differ as they are shown, so that the three figures agree: "+3.18", "-0.04", "0.00".
HOTLINE_API std::string percent_moved(const Fraction& before, const Fraction& after, int digits);

}  // namespace hotline

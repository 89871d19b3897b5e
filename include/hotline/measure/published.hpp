// Does a published figure add up?
//
//   doubts_about({.rate = {9'061, 10'000}, .digits = 2, .of = 2'399});
//   // "no whole number of 2,399 gives 90.61 %: 2,173 are 90.58 %, 2,174 are 90.62 %"
//
// A doubt is a warning, never a correction: what was published stays as it was, and what is counted, too.
#pragma once

#include <string>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/measure/measure.hpp"

namespace hotline {

// By itself. `one`: of weighted measures, the unit that a ticket is counted in.
HOTLINE_API std::vector<std::string> doubts_about(const Published& published, std::int64_t one = 1);

// And beside what was counted here, in units of `one`.
HOTLINE_API std::vector<std::string> doubts_about(const Published& published, const Fraction& counted,
                                                  std::int64_t one = 1);

}  // namespace hotline

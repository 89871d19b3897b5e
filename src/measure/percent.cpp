#include <cassert>

#include <fmt/format.h>

#include "hotline/measure/fraction.hpp"

namespace hotline {

std::string to_percent(const Fraction& fraction, int digits) {
  assert(fraction.hits >= 0 && fraction.hits <= fraction.of && digits >= 0 && digits <= 15);
  if (fraction.of == 0) return "no data";
  // Long division by hand: a product of counts may not fit in 64 bits.
  std::int64_t quotient = fraction.hits / fraction.of;
  std::int64_t rest = fraction.hits % fraction.of;
  std::int64_t one = 1;  // percent, in units of the last digit shown
  for (int i = 0; i < digits + 2; ++i) {
    quotient = quotient * 10 + rest * 10 / fraction.of;
    rest = rest * 10 % fraction.of;
    if (i < digits) one *= 10;
  }
  if (rest >= fraction.of - rest) ++quotient;
  const bool looks_complete = quotient == 100 * one;
  if (looks_complete && fraction.hits != fraction.of) --quotient;
  if (digits == 0) return fmt::format("{} %", quotient);
  return fmt::format("{}.{:0{}} %", quotient / one, quotient % one, digits);
}

}  // namespace hotline

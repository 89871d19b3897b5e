#include <cassert>

#include <fmt/format.h>

#include "hotline/measure/fraction.hpp"

namespace hotline {
namespace {

struct Percent {
  std::int64_t units = 0;  // of the last digit shown
  std::int64_t one = 1;
};

Percent rounded(const Fraction& fraction, int digits) {
  assert(fraction.hits >= 0 && fraction.hits <= fraction.of && digits >= 0 && digits <= 15);
  // Long division by hand: a product of counts may not fit in 64 bits.
  Percent percent{fraction.hits / fraction.of, 1};
  std::int64_t rest = fraction.hits % fraction.of;
  for (int i = 0; i < digits + 2; ++i) {
    percent.units = percent.units * 10 + rest * 10 / fraction.of;
    rest = rest * 10 % fraction.of;
    if (i < digits) percent.one *= 10;
  }
  if (rest >= fraction.of - rest) ++percent.units;
  const bool looks_complete = percent.units == 100 * percent.one;
  if (looks_complete && fraction.hits != fraction.of) --percent.units;
  return percent;
}

std::string written(Percent percent, int digits) {
  if (digits == 0) return fmt::format("{}", percent.units);
  return fmt::format("{}.{:0{}}", percent.units / percent.one, percent.units % percent.one, digits);
}

}  // namespace

std::string to_percent(const Fraction& fraction, int digits) {
  return fraction.of == 0 ? "no data" : written(rounded(fraction, digits), digits) + " %";
}

std::string percent_moved(const Fraction& before, const Fraction& after, int digits) {
  if (before.of == 0 || after.of == 0) return "no data";
  Percent moved = rounded(after, digits);
  moved.units -= rounded(before, digits).units;
  const std::string_view sign = moved.units < 0 ? "-" : moved.units > 0 ? "+" : "";
  if (moved.units < 0) moved.units = -moved.units;
  return fmt::format("{}{}", sign, written(moved, digits));
}

}  // namespace hotline

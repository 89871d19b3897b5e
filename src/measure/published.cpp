#include "hotline/measure/published.hpp"

#include <fmt/format.h>

#include "base/grouped.hpp"

namespace hotline {
namespace {

std::string as_written(const Published& published) { return to_percent(published.rate, published.digits); }

// The largest count whose share is not above the rate; of no interest beyond 2^43 tickets and twelve digits.
std::int64_t below(const Fraction& rate, std::int64_t of) {
  const std::int64_t whole = of / rate.of * rate.hits;
  return whole + of % rate.of * rate.hits / rate.of;
}

}  // namespace

std::vector<std::string> doubts_about(const Published& published, std::int64_t one) {
  if (!published.of || *published.of <= 0) return {};
  const std::int64_t of = *published.of * one;
  const std::int64_t first = below(published.rate, of);
  const std::int64_t next = first < of ? first + 1 : first;
  for (const std::int64_t hits : {first, next})
    if (to_percent({hits, of}, published.digits) == as_written(published)) return {};
  const auto one_of = [&](std::int64_t hits) {
    return fmt::format("{} are {}", in_units(hits, one), to_percent({hits, of}, published.digits));
  };
  return {fmt::format("no whole number of {} gives {}: {}, {}", grouped(*published.of), as_written(published),
                      one_of(first), one_of(next))};
}

std::vector<std::string> doubts_about(const Published& published, const Fraction& counted, std::int64_t one) {
  std::vector<std::string> doubts = doubts_about(published, one);
  if (published.of && *published.of * one != counted.of)
    doubts.push_back(fmt::format("published of {}, counted of {}", grouped(*published.of), in_units(counted.of, one)));
  if (const std::string rate = to_percent(counted, published.digits); rate != as_written(published))
    doubts.push_back(fmt::format("published {}, counted {}", as_written(published), rate));
  return doubts;
}

}  // namespace hotline

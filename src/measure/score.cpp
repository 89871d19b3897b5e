#include "hotline/measure/score.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace hotline {
namespace {

// Hundredths of a percent, half up; the bases of rates are far below what would overflow here.
std::int64_t published(const Fraction& rate) {
  const std::int64_t whole = rate.hits * 10'000;
  return whole / rate.of + (whole % rate.of * 2 >= rate.of ? 1 : 0);
}

}  // namespace

std::optional<Points> score(const LinearScore& shape, const Fraction& rate) {
  if (rate.of == 0) return std::nullopt;
  assert(rate.hits >= 0 && rate.hits <= rate.of && rate.of < std::int64_t{1} << 49 && shape.floor <= shape.full);
  const std::int64_t earned = shape.full * 100 - shape.slope * (shape.target - published(rate));
  return Points{std::clamp(earned, shape.floor * 100, shape.full * 100)};
}

std::string to_points(Points points, int digits) {
  assert(digits >= 0 && digits <= 4);
  std::int64_t unit = 10'000;
  for (int i = 0; i < digits; ++i) unit /= 10;
  const bool below = points.ten_thousandths < 0;
  const std::int64_t size = below ? -points.ten_thousandths : points.ten_thousandths;
  const std::int64_t rounded = (size + unit / 2) / unit;
  const std::int64_t one = 10'000 / unit;
  std::string text = fmt::format("{}{}", below && rounded > 0 ? "-" : "", rounded / one);
  if (rounded % one == 0) return text;
  text += fmt::format(".{:0{}}", rounded % one, digits);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

std::vector<std::size_t> ranks(std::span<const Points> scores) {
  std::vector<std::size_t> places;
  for (const Points score : scores)
    places.push_back(1 + static_cast<std::size_t>(std::count_if(scores.begin(), scores.end(),
                                                                [&](const Points other) { return other > score; })));
  return places;
}

}  // namespace hotline

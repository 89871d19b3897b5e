// How many points does a rate earn?
//
//   const LinearScore sign{.full = 1000, .target = 9500, .slope = 100, .floor = 0};   // of 10 points, 1 off for each
//   to_points(score(sign, {6, 7}));                                                   // percent below 95: "0.71"
//
// full, target and floor are in hundredths of a point or percent; slope in hundredths of a point for each percent. The
// rate is rounded to hundredths of a percent first, half up, as it is published; nothing else is rounded until shown.
// Promises: exact whole numbers. An empty base has no score.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hotline/export.hpp"
#include "hotline/measure/measure.hpp"

namespace hotline {

struct Points {  // in ten-thousandths, so that sums stay exact
  std::int64_t ten_thousandths = 0;
  friend auto operator<=>(const Points&, const Points&) = default;
  friend Points operator+(Points one, Points other) { return {one.ten_thousandths + other.ten_thousandths}; }
  friend Points operator-(Points one, Points other) { return {one.ten_thousandths - other.ten_thousandths}; }
};

constexpr Points points(std::int64_t whole) { return {whole * 10'000}; }

struct LinearScore {
  std::int64_t full = 0;
  std::int64_t target = 0;
  std::int64_t slope = 0;
  std::int64_t floor = 0;
};

HOTLINE_API std::optional<Points> score(const LinearScore& shape, const Fraction& rate);

// Half up, away from zero below it: "17.67"; of trailing zeroes none is shown: "66.5".
HOTLINE_API std::string to_points(Points points, int digits = 2);

// From 1; equal scores share a rank, and the next is as many further on. In the order given.
HOTLINE_API std::vector<std::size_t> ranks(std::span<const Points> scores);

}  // namespace hotline

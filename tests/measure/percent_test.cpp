#include <limits>

#include <doctest/doctest.h>

#include "hotline/measure/measure.hpp"

using namespace hotline;

TEST_CASE("a rate is printed by decimal half up from whole numbers") {
  struct Row {
    std::string why;
    Fraction fraction;
    int digits;
    std::string text;
  };
  const Row rows[] = {
      {"the city's connect rate", {2172, 2397}, 2, "90.61 %"},
      {"over all requests it cannot be", {2173, 2399}, 2, "90.58 %"},
      {"whole numbers", {249, 277}, 0, "90 %"},
      {"one digit", {251, 261}, 1, "96.2 %"},
      {"a half goes up", {1, 800}, 2, "0.13 %"},
      {"just under a half does not", {124'999, 100'000'000}, 2, "0.12 %"},
      {"zeroes after the point stay", {1, 10}, 3, "10.000 %"},
      {"none", {0, 7}, 2, "0.00 %"},
      {"no data is neither 0 nor 100", {0, 0}, 2, "no data"},
      {"all", {7, 7}, 2, "100.00 %"},
      {"100 only when all", {99'999, 100'000}, 2, "99.99 %"},
      {"100 only when all and whole numbers", {999, 1000}, 0, "99 %"},
      {"100 when all are very many", {1'000'000'000'000, 1'000'000'000'000}, 6, "100.000000 %"},
      {"counts too large to multiply", {100'000'000'000'000'000, 300'000'000'000'000'000}, 6, "33.333333 %"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(to_percent(row.fraction, row.digits) == row.text);
  }
}

TEST_CASE("two rates differ by what they are shown to differ") {
  struct Row {
    std::string why;
    Fraction before, after;
    int digits;
    std::string text;
  };
  const Row rows[] = {
      {"up", {1, 4}, {1, 2}, 2, "+25.00"},
      {"down", {1, 2}, {1, 4}, 1, "-25.0"},
      {"a little down", {9'000, 10'000}, {8'996, 10'000}, 2, "-0.04"},
      {"not at all", {1, 3}, {2, 6}, 2, "0.00"},
      {"less than is shown", {1, 3}, {1'000'001, 3'000'000}, 2, "0.00"},
      {"both are rounded first: 33.3 and 66.7", {1, 3}, {2, 3}, 1, "+33.4"},
      {"whole numbers", {1, 3}, {2, 3}, 0, "+34"},
      {"nothing counted before", {0, 0}, {2, 3}, 0, "no data"},
      {"nothing counted after", {2, 3}, {0, 0}, 0, "no data"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(percent_moved(row.before, row.after, row.digits) == row.text);
  }
}

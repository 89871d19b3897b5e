// A city's published totals, made again from the counts behind them. One point is off for all of them.
#include "hotline/measure/score.hpp"

#include <doctest/doctest.h>

using namespace hotline;

namespace {

constexpr LinearScore sign{.full = 1'000, .target = 9'500, .slope = 100, .floor = 0};
constexpr LinearScore on_time{.full = 2'000, .target = 9'500, .slope = 100, .floor = 0};
constexpr LinearScore satisfied{.full = 2'500, .target = 9'500, .slope = 50, .floor = 1'250};
constexpr LinearScore on_time_2023{.full = 2'500, .target = 10'000, .slope = 100, .floor = 0};
constexpr LinearScore satisfied_2023{.full = 2'500, .target = 9'800, .slope = 50, .floor = 1'250};

// What of each rate's full points was missed.
Points missed(const LinearScore& shape, const Fraction& rate) {
  return Points{shape.full * 100} - score(shape, rate).value();
}

}  // namespace

TEST_CASE("published totals come out of the counts behind them") {
  const Fraction all{1, 1};
  struct Row {
    std::string why;
    Fraction signed_in_time, closed_in_time, content;
    Points off;
    std::string total;
  };
  const Row rows[] = {
      {"one late signature of seven costs 9.29 points, and one late close of six all but 8.33",
       {6, 7},
       {5, 6},
       all,
       points(1),
       "78.04"},
      {"two of three closed in time earn nothing; content is at its floor", all, {2, 3}, {2, 3}, points(1), "66.5"},
      {"no point for signing, half of the content, and one off for manners", {4, 5}, all, {1, 2}, points(2), "75.5"},
      {"nothing for signing; 12.795 points for content, and half up at the end",
       {17, 22},
       all,
       {12, 17},
       points(1),
       "76.8"},
      {"four of five closed in time", all, {4, 5}, all, points(1), "84"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Points lost = missed(sign, row.signed_in_time) + missed(on_time, row.closed_in_time) +
                        missed(satisfied, row.content) + row.off;
    CHECK(to_points(points(100) - lost) == row.total);
  }
}

TEST_CASE("a score is a line between its floor and its full points") {
  struct Row {
    std::string why;
    LinearScore shape;
    Fraction rate;
    std::string points;
  };
  const Row rows[] = {
      {"6 of 7 signed", sign, {6, 7}, "0.71"},
      {"5 of 6 closed", on_time, {5, 6}, "8.33"},
      {"at the target it is full", sign, {95, 100}, "10"},
      {"above it, too", sign, {1, 1}, "10"},
      {"just below", sign, {9'499, 10'000}, "9.99"},
      {"the floor holds", satisfied, {0, 5}, "12.5"},
      {"89.82 of 100", on_time_2023, {8'982, 10'000}, "14.82"},
      {"87.5 percent", satisfied_2023, {7, 8}, "19.75"},
      {"17.665 is shown half up", satisfied_2023, {5, 6}, "17.67"},
      {"75 percent", satisfied_2023, {3, 4}, "13.5"},
      {"71.43 percent is the floor", satisfied_2023, {5, 7}, "12.5"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(to_points(score(row.shape, row.rate).value()) == row.points);
  }
  CHECK(!score(sign, {0, 0}));
}

TEST_CASE("equal scores share a rank") {
  const Points scores[] = {points(84), points(90), points(84), points(70)};
  CHECK(ranks(scores) == std::vector<std::size_t>{2, 1, 2, 4});
}

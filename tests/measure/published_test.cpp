// Figures that were published and do not add up are doubted, and neither they nor the counts are touched.
#include "hotline/measure/published.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "measure/played.hpp"

using namespace hotline;
using namespace hotline::test;

TEST_CASE("a rate that no whole number gives is doubted") {
  struct Row {
    std::string why;
    Published published;
    std::int64_t one;
    std::string doubts;
  };
  const Row rows[] = {
      {"2,399 transfer requests",
       {{9'061, 10'000}, 2, 2'399},
       1,
       "no whole number of 2,399 gives 90.61 %: 2,173 are 90.58 %, 2,174 are 90.62 %"},
      {"two fewer would do", {{9'061, 10'000}, 2, 2'397}, 1, ""},
      {"277 orders solved",
       {{962, 1'000}, 1, 277},
       1,
       "no whole number of 277 gives 96.2 %: 266 are 96.0 %, 267 are 96.4 %"},
      {"277 callers content",
       {{923, 1'000}, 1, 277},
       1,
       "no whole number of 277 gives 92.3 %: 255 are 92.1 %, 256 are 92.4 %"},
      {"without digits three counts do", {{90, 100}, 0, 277}, 1, ""},
      {"with one digit none does",
       {{900, 1'000}, 1, 277},
       1,
       "no whole number of 277 gives 90.0 %: 249 are 89.9 %, 250 are 90.3 %"},
      {"weighted tickets count in tenths",
       {{923, 1'000}, 1, 3},
       10,
       "no whole number of 3 gives 92.3 %: 2.7 are 90.0 %, 2.8 are 93.3 %"},
      {"all", {{100, 100}, 0, 7}, 1, ""},
      {"none", {{0, 100}, 0, 7}, 1, ""},
      {"nobody said of how many", {{9'061, 10'000}, 2, std::nullopt}, 1, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(fmt::format("{}", fmt::join(doubts_about(row.published, row.one), "; ")) == row.doubts);
  }
}

TEST_CASE("the counts found are the only ones there are") {
  for (std::int64_t of = 1; of <= 60; ++of)
    for (std::int64_t percent = 0; percent <= 1000; ++percent) {
      const Published published{{percent, 1'000}, 1, of};
      bool possible = false;
      for (std::int64_t hits = 0; hits <= of; ++hits)
        possible = possible || to_percent({hits, of}, 1) == to_percent(published.rate, 1);
      if (doubts_about(published).empty() != possible) FAIL_CHECK(percent << " of " << of);
    }
}

TEST_CASE("a published figure is held against what is counted") {
  const Rules rules = measure_rules(measure_file("six_calls.toml"));
  const Report report = counted(rules, replayed(rules, "six_calls.csv"));
  const MeasureCount& count = measured(report, "requests in hours");
  CHECK(fmt::format("{}", fmt::join(count.doubts, "; ")) ==
        "published of 4, counted of 5; published 75.00 %, counted 60.00 %");
  CHECK(count.rate == Fraction{3, 5});
  CHECK(to_text(report).find("doubtful: published of 4, counted of 5") != std::string::npos);
  CHECK(measured(report, "requests in hours without hang-ups").doubts.empty());
}

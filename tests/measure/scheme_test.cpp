// Appraisals written as data give the totals that were published, and places that can be explained.
#include "hotline/measure/scheme.hpp"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "measure/played.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

const Scheme& scheme(const std::string& name) {
  static const Rules rules = measure_rules(measure_file("schemes.toml"));
  const auto found =
      std::find_if(rules.schemes.begin(), rules.schemes.end(), [&](const Scheme& one) { return one.name == name; });
  REQUIRE(found != rules.schemes.end());
  return *found;
}

std::string shown(const std::optional<Points>& points) { return points ? to_points(*points) : "no data"; }

// "villages: north 66 (1), south no data; offices: ..."
std::string shown(const SchemeScore& score) {
  std::string text;
  for (const ScoredGroup& group : score.groups) {
    text += fmt::format("{}{}:", text.empty() ? "" : "; ", group.name);
    std::string_view between = " ";
    for (const Scored& row : group.rows) {
      text += fmt::format("{}{} {}", between, row.row, shown(row.total));
      if (row.place) text += fmt::format(" ({})", *row.place);
      between = ", ";
    }
  }
  return text;
}

}  // namespace

TEST_CASE("a scheme gives the totals that a city published") {
  const std::map<std::string, RatesByRow> rates{
      {"signed", {{"tower", {6, 7}}, {"sports", {4, 5}}, {"alliance", {17, 22}}}},
      {"on time", {{"tower", {5, 6}}, {"soda", {2, 3}}, {"soda in July", {4, 5}}}},
      {"content", {{"soda", {20, 30}}, {"sports", {5, 10}}, {"alliance", {120, 170}}}},
  };
  const SchemeScore score = hotline::score(scheme("linear"), rates);
  CHECK(shown(score) == ": alliance 76.8, soda 66.5, soda in July 84, sports 75.5, tower 78.04");
  const Scored& tower = score.groups.front().rows.back();
  CHECK(shown(tower.parts[0]) == "0.71");
  CHECK(shown(tower.parts[1]) == "8.33");
  CHECK(shown(tower.parts[2]) == "25");  // nobody was asked, so nothing was missed
  CHECK(shown(tower.given) == "-1");
}

TEST_CASE("a weighted scheme pools and places its groups apart") {
  const std::map<std::string, RatesByRow> rates{
      {"signed", {{"north", {1, 2}}, {"south", {1, 1}}, {"seal", {3, 3}}, {"gate", {3, 3}}}},
      {"content", {{"north", {8, 10}}, {"south", {4, 10}}, {"seal", {10, 10}}, {"gate", {10, 10}}}},
      {"on time", {{"north", {0, 3}}, {"south", {1, 1}}, {"seal", {2, 2}}, {"gate", {2, 2}}}},
  };
  // north: 15 + 32 + 0 + 7.5; south: 30 + 16 + 20 + 2.5; east had nothing to do, so stands apart and unplaced.
  CHECK(shown(hotline::score(scheme("weighted"), rates)) ==
        "villages: south 68.5 (1), north 54.5 (2), east no data; offices: gate 95 (1), seal 95 (1)");
}

TEST_CASE("points are taken off for each ticket and no more than the most") {
  const std::map<std::string, RatesByRow> rates{
      {"returned", {{"one", {1, 9}}, {"many", {9, 9}}, {"none", {0, 9}}, {"idle", {0, 0}}}}};
  CHECK(shown(hotline::score(scheme("taken off"), rates)) == ": idle 100 (1), none 100 (1), one 99.5 (3), many 98 (4)");
}

TEST_CASE("a report scores what it counted") {
  const Rules rules = measure_rules(measure_file("schemes.toml"));
  const Report report = counted(rules, replayed(rules, "schemes.csv"));
  REQUIRE(report.schemes.size() == 3);
  // signed 1/2 and on time 1/2 earn nothing, content 80 % earns 17.5: 45 + 17.5 - 1
  CHECK(shown(report.schemes[0]) == ": sports 98, tax 61.5");  // sports is named in the scheme, and had nothing to do
  CHECK(shown(report.schemes[2]) == ": tax 99.5 (1)");
  const std::string text = to_text(report);
  CHECK(text.find("linear 线性计分, by department") != std::string::npos);
  CHECK(to_json(report).find("\"total\": \"61.5\"") != std::string::npos);
}

// A question asked of a sorted list, against counting its keys one by one: lists that are even, crowded, and both.
#include "calendar/buckets.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/property.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

std::vector<std::uint32_t> spaced(std::size_t count, std::uint32_t step) {
  std::vector<std::uint32_t> keys;
  for (std::size_t i = 0; i < count; ++i) keys.push_back(static_cast<std::uint32_t>(i) * step);
  return keys;
}

std::vector<std::uint32_t> joined(std::vector<std::uint32_t> keys, const std::vector<std::uint32_t>& more,
                                  std::uint32_t after) {
  const std::uint32_t begin = keys.back() + after;
  for (const std::uint32_t key : more) keys.push_back(begin + key);
  return keys;
}

std::string first_wrong(const std::vector<std::uint32_t>& keys, std::uint32_t top) {
  const Buckets buckets(keys, top);
  const auto key_of = [&](std::size_t i) { return i < keys.size() ? keys[i] : Buckets::beyond; };
  std::vector<std::uint32_t> values = {0, top};
  for (const std::uint32_t key : keys)
    for (const std::uint32_t value : {key - 1, key, key + 1})
      if (value <= top) values.push_back(value);
  for (const std::uint32_t value : values) {
    const auto counted = std::count_if(keys.begin(), keys.end(), [&](std::uint32_t key) { return key <= value; });
    if (buckets.at_or_below(value, key_of) != static_cast<std::size_t>(counted)) return std::to_string(value);
  }
  return "";
}

}  // namespace

TEST_CASE("a question asked of a sorted list is answered as by counting") {
  struct Row {
    std::string why;
    std::vector<std::uint32_t> keys;
    std::uint32_t top;
  };
  const std::vector<Row> rows = {
      {"one key", {0}, 0},
      {"one key and much after it", {0}, 4'000'000'000U},
      {"even: two looks do", spaced(300, 40'000), 13'000'000},
      {"pairs", {0, 4, 24, 28, 48, 52, 72, 76}, 100},
      {"threes: four looks do", {0, 1, 5, 24, 25, 29, 48, 49, 53, 72, 73, 77}, 100},
      {"crowded at one end: halved", joined(spaced(60, 1), spaced(10, 86'400), 1'000'000), 3'000'000},
      {"crowded far from the rest", joined(spaced(3, 86'400), spaced(200, 1), 1'000'000'000), 2'000'000'000},
      {"equal keys, more than a bucket takes in", {0, 7, 7, 7, 7, 7, 7, 9}, 12},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(first_wrong(row.keys, row.top) == "");
  }
}

TEST_CASE("and so are questions to lists at random") {
  CHECK(counterexample(200, [] {
          std::vector<std::uint32_t> keys = {0};
          const auto widest = *rc::gen::element<std::uint32_t>(2, 30, 4'000, 90'000);
          const int count = *rc::gen::inRange(0, 120);
          for (int i = 0; i < count; ++i)
            keys.push_back(keys.back() +
                           *rc::gen::inRange<std::uint32_t>(0, *rc::gen::inRange(0, 9) == 0 ? 40 : widest));
          const std::uint32_t top = keys.back() + *rc::gen::inRange<std::uint32_t>(0, 1'000'000);
          RC_ASSERT(first_wrong(keys, top) == "");
        }) == "");
}

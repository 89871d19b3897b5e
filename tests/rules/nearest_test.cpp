#include "hotline/base/nearest.hpp"

#include <doctest/doctest.h>

using namespace hotline;

TEST_CASE("the nearest name is the one most likely meant") {
  struct Row {
    std::string why, name;
    std::vector<std::string> known;
    std::string nearest;
  };
  const Row rows[] = {
      {"a letter missing", "ofice", {"duty", "office"}, "office"},
      {"a letter too many", "offfice", {"duty", "office"}, "office"},
      {"a letter wrong", "offica", {"office"}, "office"},
      {"two letters swapped count once", "opne", {"open", "oven"}, "open"},
      {"the fewest mistakes win", "contacts", {"contract", "contact"}, "contact"},
      {"the first of equals", "ab1", {"ab2", "ab3"}, "ab2"},
      {"nothing near", "lunch", {"office", "duty"}, "none"},
      {"nothing known", "office", {}, "none"},
      {"a short name is not just any other", "a", {"b"}, "none"},
      {"one Chinese character is one letter", "税务句", {"公安局", "税务局"}, "税务局"},
      {"other Chinese characters are not near", "税", {"水"}, "none"},
      {"a third of a long name may be wrong",
       "resolve-simpel",
       {"resolve-simple", "resolve-complex"},
       "resolve-simple"},
      {"an empty name is near nothing", "", {"a"}, "none"},
      {"an endless name is near nothing", std::string(1'000'000, 'x'), {"office"}, "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(nearest(row.name, row.known).value_or("none") == row.nearest);
  }
}

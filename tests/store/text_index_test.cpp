#include "store/text_index.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace hotline {

TEST_CASE("an index finds each of many names by its number, and no other") {
  std::vector<std::string> names;
  const auto name_of = [&](std::size_t number) -> std::string_view { return names[number]; };
  TextIndex index;
  const auto add = [&](const std::string& name) {
    const std::size_t number = index.find_or_add(name, names.size(), name_of);
    if (number == names.size()) names.push_back(name);
    return number;
  };
  CHECK_FALSE(index.find("", name_of));
  CHECK(add("") == 0);  // the shortest of names
  for (std::size_t i = 1; i < 20'000; ++i) REQUIRE(add("case " + std::to_string(i)) == i);
  for (std::size_t i = 1; i < 20'000; ++i) {
    REQUIRE(index.find("case " + std::to_string(i), name_of) == i);
    REQUIRE_FALSE(index.find("other " + std::to_string(i), name_of));
  }
  CHECK(add("case 7") == 7);  // known: it keeps its number
  CHECK(names.size() == 20'000);
}

}  // namespace hotline

// Names and their numbers, beside a map.
#include "store/text_index.hpp"

#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace hotline {

TEST_CASE("each name keeps the number it was given however many come after it") {
  for (const std::size_t expected : {0u, 1u, 1'000u}) {
    CAPTURE(expected);
    TextIndex index(expected);
    std::vector<std::string> names;
    std::map<std::string, std::size_t> model;
    const auto name_of = [&](std::size_t number) -> std::string_view { return names[number]; };
    for (std::size_t i = 0; i < 5'000; ++i) {
      const std::string name = i % 7 == 0 ? std::string(i / 7 % 11, 'x') : fmt::format("23-{:08}", i * 7919 % 3'000);
      const auto known = model.find(name);
      CHECK(index.find(name, name_of) == (known == model.end() ? std::nullopt : std::optional(known->second)));
      const std::size_t number = index.find_or_add(name, names.size(), name_of);
      CHECK(number == model.try_emplace(name, names.size()).first->second);
      if (number == names.size()) names.push_back(name);
    }
    for (const auto& [name, number] : model) CHECK(index.find(name, name_of) == number);
    CHECK_FALSE(index.find("23-", name_of));
  }
}

}  // namespace hotline

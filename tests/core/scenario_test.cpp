#include "core/scenario.hpp"

#include <algorithm>

#include <doctest/doctest.h>

namespace hotline::test {

TEST_CASE("every scenario comes out as written") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(HOTLINE_SOURCE_DIR "/tests/scenarios")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() >= 10);
  for (const auto& file : files) {
    for (const std::string& fault : play_scenario(file)) FAIL_CHECK(fault);
  }
}

}  // namespace hotline::test

#include "support/scenario.hpp"

#include <doctest/doctest.h>

namespace hotline::test {

TEST_CASE("every scenario comes out as written") {
  REQUIRE(scenarios().size() >= 10);
  for (const auto& file : scenarios()) {
    for (const std::string& fault : play_scenario(file)) FAIL_CHECK(fault);
  }
}

}  // namespace hotline::test

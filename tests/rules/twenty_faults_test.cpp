#include <algorithm>
#include <sstream>

#include <doctest/doctest.h>

#include "rules/sample.hpp"

using namespace hotline;

TEST_CASE("twenty faults in one file are found in one pass and in the order of the file") {
  const std::string faults = faults_of(file_text("tests/rules/twenty_faults.toml"));
  CHECK(std::count(faults.begin(), faults.end(), '\n') == 20);
  CHECK(faults == file_text("tests/rules/twenty_faults.txt"));
}

TEST_CASE("faults are the same whenever they are asked for") {
  const std::string text = file_text("tests/rules/twenty_faults.toml");
  CHECK(faults_of(text) == faults_of(text));
}

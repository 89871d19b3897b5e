// Small rules files with one fault each, in the folder broken. The first line of each says how it is refused.
#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "rules/sample.hpp"

using namespace hotline;

namespace {

std::vector<std::string> broken_files() {
  const std::string folder = "tests/rules/broken/";
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator{std::string{HOTLINE_SOURCE_DIR} + "/" + folder})
    files.push_back(folder + entry.path().filename().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("each broken file is refused as its first line says") {
  const std::vector<std::string> files = broken_files();
  CHECK(files.size() >= 79);
  constexpr std::string_view mark = "# refused: ";
  for (const std::string& file : files) {
    CAPTURE(file);
    const std::string text = file_text(file);
    const std::string first = text.substr(0, text.find('\n'));
    REQUIRE(first.starts_with(mark));
    CHECK(faults_of(text) == "rules.toml:" + first.substr(mark.size()) + "\n");
  }
}

// What the manual shows is true.
#include <doctest/doctest.h>

#include "rules/sample.hpp"

using namespace hotline;

namespace {

std::vector<std::string> blocks_in(const std::string& page, std::string_view language) {
  std::vector<std::string> blocks;
  const std::string begin = "```" + std::string{language} + "\n";
  for (std::size_t at = 0; (at = page.find(begin, at)) != std::string::npos;) {
    at += begin.size();
    blocks.push_back(page.substr(at, page.find("```", at) - at));
  }
  return blocks;
}

}  // namespace

TEST_CASE("every example in the manual is sound") {
  const std::vector<std::string> examples = blocks_in(file_text("docs/rules.md"), "toml");
  CHECK(examples.size() == 3);
  for (const std::string& example : examples) {
    CAPTURE(example);
    CHECK(faults_of(example) == "");
  }
}

TEST_CASE("the fault in the manual is what its example would get") {
  const std::string page = file_text("docs/rules.md");
  const std::string guard = ", when = { contacts = \"1\" } },\n]";
  const std::string example = blocks_in(page, "toml").at(1);
  CHECK(faults_of(edited(example, guard, " },\n]")) == blocks_in(page, "text").at(0));
}

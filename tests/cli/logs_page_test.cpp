// docs/logs.md: every file is written as it stands on the page, every command is run and prints what the page says.
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

std::vector<std::string> lines_of_page() {
  std::ifstream in(std::string(HOTLINE_SOURCE_DIR) + "/docs/logs.md");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

struct Block {
  std::string file;  // "`events.csv`:" stands before it
  std::string language;
  std::string text;
};

std::vector<Block> blocks_of(const std::vector<std::string>& lines) {
  std::vector<Block> blocks;
  std::string named;
  bool inside = false;
  for (const std::string& line : lines) {
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({named, line.substr(3), ""});
      named.clear();
    } else if (inside) {
      blocks.back().text += line + "\n";
    } else if (line.ends_with("`:")) {
      const std::size_t begin = line.rfind('`', line.size() - 3);
      named = line.substr(begin + 1, line.size() - begin - 3);
    }
  }
  return blocks;
}

TEST_CASE("the worked examples of the page of logs do what the page says") {
  const Desk desk;
  int files = 0;
  int commands = 0;
  std::string first_report;
  for (const Block& block : blocks_of(lines_of_page())) {
    if (!block.file.empty()) {
      desk.write(block.file, block.text);
      ++files;
    }
    if (block.language != "console") continue;
    const std::string command = block.text.substr(10, block.text.find('\n') - 10);  // "$ hotline "
    CAPTURE(command);
    const Said said = desk.says(command);
    CHECK(said.code == 0);
    CHECK(said.out + said.err == block.text.substr(block.text.find('\n') + 1));
    if (commands++ == 0) first_report = said.out;
    CHECK(said.out == first_report);  // the same week, whatever its shape
  }
  CHECK(files == 9);
  CHECK(commands == 4);
}

}  // namespace
}  // namespace hotline::test

// docs/logs.md: every file is written as it stands on the page, every command is run and prints what the page says. The
// question of docs/what-if.md is asked of the same files.
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

std::vector<std::string> lines_of_page(const std::string& page) {
  std::ifstream in(std::string(HOTLINE_SOURCE_DIR) + "/docs/" + page);
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

std::string command_of(const Block& console) {
  const std::string prompt = "$ hotline ";
  return console.text.substr(prompt.size(), console.text.find('\n') - prompt.size());
}

std::string answer_of(const Block& console) { return console.text.substr(console.text.find('\n') + 1); }

TEST_CASE("the worked examples of the page of logs do what the page says") {
  const Desk desk;
  int files = 0;
  int commands = 0;
  std::string first_report;
  for (const Block& block : blocks_of(lines_of_page("logs.md"))) {
    if (!block.file.empty()) {
      desk.write(block.file, block.text);
      ++files;
    }
    if (block.language != "console") continue;
    const std::string command = command_of(block);
    CAPTURE(command);
    const Said said = desk.says(command);
    CHECK(said.code == 0);
    CHECK(said.out + said.err == answer_of(block));
    if (commands++ == 0) first_report = said.out;
    CHECK(said.out == first_report);  // the same week, whatever its shape
  }
  CHECK(files == 9);
  CHECK(commands == 4);
}

TEST_CASE("the page of what-if asks what it says of the same week") {
  const Desk desk;
  for (const Block& block : blocks_of(lines_of_page("logs.md")))
    if (!block.file.empty()) desk.write(block.file, block.text);
  std::string rules = desk.read("desk.toml");
  rules.replace(rules.find("2 working days"), 14, "1 working day");
  desk.write("one-day.toml", rules);
  const auto blocks = blocks_of(lines_of_page("what-if.md"));
  REQUIRE(blocks.size() == 1);
  CHECK(desk.says(command_of(blocks[0])) == Said{0, answer_of(blocks[0]), ""});
}

}  // namespace
}  // namespace hotline::test

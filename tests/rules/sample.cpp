#include "rules/sample.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace hotline {

std::string file_text(std::string_view path) {
  std::ifstream file{std::string{HOTLINE_SOURCE_DIR} + "/" + std::string{path}, std::ios::binary};
  REQUIRE_MESSAGE(file.is_open(), "cannot open ", std::string{path});
  return {std::istreambuf_iterator<char>{file}, {}};
}

const std::string& sample() {
  static const std::string text = file_text("tests/rules/sample.toml");
  return text;
}

std::string edited(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t at = text.find(before);
  REQUIRE_MESSAGE(at != std::string_view::npos, "the sample has no ", std::string{before});
  REQUIRE_MESSAGE(text.find(before, at + 1) == std::string_view::npos, "the sample has several ", std::string{before});
  std::string result{text.substr(0, at)};
  result += after;
  result += text.substr(at + before.size());
  return result;
}

std::string without_mark(std::string_view marked) {
  std::string text{marked};
  std::erase(text, '^');
  return text;
}

std::string place_in(std::string_view text, std::string_view marked) {
  const std::size_t at = text.find(without_mark(marked));
  REQUIRE_MESSAGE(at != std::string_view::npos, "the text has no ", without_mark(marked));
  const std::string_view before = text.substr(0, at + marked.find('^'));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const std::string_view in_line = before.substr(line_start);
  const auto letters = std::count_if(in_line.begin(), in_line.end(),
                                     [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; });
  return fmt::format("{}:{}", line, letters + 1);
}

std::string faults_of(std::string_view text) {
  std::string lines;
  for (const Finding& fault : read_rules(text, "rules.toml").faults) lines += to_text(fault) + "\n";
  return lines;
}

}  // namespace hotline

// Whatever is in a file, reading it ends, says where, and breaks nothing.
#include <random>

#include <doctest/doctest.h>

#include "rules/sample.hpp"

using namespace hotline;

namespace {

void read_anyhow(const std::string& text) {
  const Reading reading = read_rules(text, "rules.toml");
  CHECK(reading.rules.has_value() == reading.faults.empty());
  for (const Finding& fault : reading.faults) {
    CHECK(fault.message.size() < 2000);
    CHECK((fault.line == 0) == (fault.column == 0));
  }
}

// Its calendars have no zone, so that none is compiled, which takes longest. All else is read as ever.
std::string without_zones() {
  const std::string text = edited(sample(), "\"Asia/Shanghai\"", "\"?\"");
  return edited(text, "\"+08:00\"", "\"?\"");
}

}  // namespace

TEST_CASE("a file cut off anywhere is read without breaking") {
  const std::string text = without_zones();
  std::mt19937 random{12345};
  for (int i = 0; i < 100; ++i) read_anyhow(text.substr(0, random() % text.size()));
}

TEST_CASE("a file with wrong bytes is read without breaking") {
  const std::string text = without_zones();
  std::mt19937 random{1515};
  constexpr std::string_view likely = "\"'[]{}=,.#\n\\ \t-0a\x80\xE7\x00";
  for (int i = 0; i < 200; ++i) {
    std::string broken = text;
    for (auto flips = random() % 4; flips != 0; --flips)
      broken[random() % broken.size()] =
          random() % 2 == 0 ? likely[random() % likely.size()] : static_cast<char>(random() % 256);
    read_anyhow(broken);
  }
}

TEST_CASE("a file with values of every type at every key is read without breaking") {
  const std::string text = without_zones();
  const std::string values[] = {"1",    "1.5", "true",      "2023-01-01", "09:00:00", "[]",  "[1]",
                                "[[]]", "{}",  "{ a = 1 }", "\"\"",       "\"x\"",    "[{}]"};
  std::mt19937 random{277};
  for (int i = 0; i < 200; ++i) {
    std::string broken = text;
    const std::size_t from = broken.find(" = ", random() % broken.size());
    if (from == std::string::npos) continue;
    std::size_t to = broken.find_first_of("\n,}", from);
    if (broken[from + 3] == '{' || broken[from + 3] == '[') to = broken.find('\n', from);
    broken.replace(from + 3, to - from - 3, values[random() % std::size(values)]);
    read_anyhow(broken);
  }
}

TEST_CASE("calendars with wrong bytes are read without breaking") {
  const std::string text = sample().substr(0, sample().find("[attribute]"));
  std::mt19937 random{1212};
  for (int i = 0; i < 20; ++i) {
    std::string broken = text;
    broken[random() % broken.size()] = "09-:\"["[random() % 6];
    read_anyhow(broken);
  }
}

#include "support/desk.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace hotline::test {

const Rules& desk_rules() {
  static const Rules rules = [] {
    std::ifstream file(HOTLINE_SOURCE_DIR "/tests/scenarios/desk.toml", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    Reading reading = read_rules(text, "desk.toml");
    if (!reading.rules) throw std::runtime_error(to_text(reading.faults.front()));
    return std::move(*reading.rules);
  }();
  return rules;
}

}  // namespace hotline::test

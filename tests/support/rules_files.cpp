#include "support/rules_files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace hotline::test {

Rules rules_in(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  Reading reading = read_rules(text, file.filename().string());
  if (!reading.rules) throw std::runtime_error(to_text(reading.faults.front()));
  return std::move(*reading.rules);
}

std::vector<std::filesystem::path> shipped_rules() {
  std::vector<std::filesystem::path> files;
  for (const auto& folder : std::filesystem::directory_iterator(HOTLINE_SOURCE_DIR "/examples"))
    if (std::filesystem::exists(folder.path() / "rules.toml")) files.push_back(folder.path() / "rules.toml");
  std::sort(files.begin(), files.end());
  return files;
}

const Rules& desk_rules() {
  static const Rules rules = rules_in(HOTLINE_SOURCE_DIR "/tests/scenarios/desk.toml");
  return rules;
}

}  // namespace hotline::test

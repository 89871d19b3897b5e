#include "support/boston.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace hotline::test {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

template <class T>
T loaded(std::optional<T> value, const std::vector<Finding>& faults) {
  if (!value) throw std::runtime_error(to_text(faults.front()));
  return std::move(*value);
}

}  // namespace

std::filesystem::path data_folder() {
  if (const char* named = std::getenv("HOTLINE_DATA")) return named;
  return std::filesystem::path(HOTLINE_SOURCE_DIR) / ".." / "shared" / "data";
}

std::optional<Boston> boston() {
  const std::filesystem::path path = data_folder() / "boston311_2011.csv.gz";
  if (!std::filesystem::exists(path)) {
    fmt::print("skipped: log not present\n");
    return std::nullopt;
  }
  const std::filesystem::path examples = std::filesystem::path(HOTLINE_SOURCE_DIR) / "examples" / "boston";
  Reading rules_read = read_rules(text_of(examples / "rules.toml"), "rules.toml");
  Rules rules = loaded(std::move(rules_read.rules), rules_read.faults);
  MapReading map_read = read_map(text_of(examples / "map.toml"), "map.toml", &rules);
  LogMap map = loaded(std::move(map_read.map), map_read.faults);
  Result<Log> log = read_log({path}, map, rules);
  if (!log) throw std::runtime_error(log.error().message);
  return Boston{std::move(rules), std::move(map), std::move(*log)};
}

}  // namespace hotline::test

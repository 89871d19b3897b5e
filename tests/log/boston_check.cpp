// The real log of a real hotline, when it is at hand: every row of it can be used.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/log/log.hpp"

using namespace hotline;

namespace {

std::filesystem::path data_folder() {
  if (const char* named = std::getenv("HOTLINE_DATA")) return named;
  return std::filesystem::path(HOTLINE_SOURCE_DIR) / ".." / "shared" / "data";
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int complain(const std::vector<Finding>& faults) {
  for (const Finding& fault : faults) fmt::print("{}\n", to_text(fault));
  return 1;
}

int wrong = 0;

template <class T>
void expect(std::string_view what, const T& found, const T& wanted) {
  if (found == wanted) return;
  fmt::print("{}: {}, where {} was expected\n", what, found, wanted);
  ++wrong;
}

}  // namespace

int main() {
  const std::filesystem::path path = data_folder() / "boston311_2011.csv.gz";
  if (!std::filesystem::exists(path)) {
    fmt::print("skipped: log not present\n");
    return 77;
  }
  const std::filesystem::path examples = std::filesystem::path(HOTLINE_SOURCE_DIR) / "examples" / "boston";
  const Reading rules = read_rules(text_of(examples / "rules.toml"), "rules.toml");
  if (!rules.rules) return complain(rules.faults);
  const MapReading map = read_map(text_of(examples / "map.toml"), "map.toml", &*rules.rules);
  if (!map.map) return complain(map.faults);
  const Result<Log> log = read_log({path}, map.map, *rules.rules);
  if (!log) {
    fmt::print("{}\n", log.error().message);
    return 1;
  }
  const Zone& zone = map.map->zone;
  expect<std::size_t>("rows", log->rows, 58'251);
  expect<std::size_t>("rejects", log->rejects.size(), 0);
  expect<std::size_t>("commands", log->commands.size(), 58'251 + 54'570);
  std::size_t opened = 0, with_target = 0;
  for (const LoggedCommand& entry : log->commands) {
    opened += entry.command.verb == "open" ? 1U : 0U;
    with_target += entry.command.due ? 1U : 0U;
  }
  expect<std::size_t>("opened", opened, 58'251);
  expect<std::size_t>("with a target", with_target, 58'251 - 10'981);
  expect<std::string>("first", to_text(log->commands.front().command.at, zone), "2011-07-01T01:32:33-04:00");
  expect<std::string>("last", to_text(log->commands.back().command.at, zone), "2019-10-31T15:25:56-04:00");
  return wrong == 0 ? 0 : 1;
}

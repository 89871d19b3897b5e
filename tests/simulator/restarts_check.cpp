// A year of Boston and a month of Shanghai, told to a file that is closed and opened again after every 1,000 commands:
// the same bytes of every event, the same refusals and the same printed report as told without a stop.
#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

#include "hotline/log/replay.hpp"
#include "hotline/report/count.hpp"
#include "hotline/store/memory_store.hpp"
#include "hotline/store/sqlite_store.hpp"
#include "support/boston.hpp"
#include "support/rules_files.hpp"
#include "support/sanitized.hpp"
#include "support/temp_folder.hpp"

namespace hotline::test {
namespace {

constexpr std::size_t commands_at_once = 1'000;

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

struct Outcome {
  std::map<std::string, std::string> events;  // by case
  std::string report;
  std::string rejects;
  int restarts = 0;
};

void keep_what_is_there(Store& store, const Rules& rules, Instant until, Outcome& outcome) {
  for (Position after = 0;;) {
    const auto page = value_of(store.read(after, 10'000));
    if (page.empty()) break;
    for (const KeptEntry& kept : page) outcome.events[kept.entry.case_id.text] += kept.entry.events;
    after = page.back().position;
  }
  Engine engine = value_of(Engine::open(store, rules));
  Counter counter(rules);
  if (const auto visited = engine.each_case([&](const Case& matter) { counter.add(matter); }); !visited)
    throw std::runtime_error(visited.error().message);
  const Report report = counter.report(until);
  outcome.report = to_text(report) + to_json(report);
}

void keep_rejects(const Replayed& replayed, Outcome& outcome) {
  for (const Reject& reject : replayed.rejects) outcome.rejects += reject.message + '\n';
}

Outcome without_a_stop(const Rules& rules, const Log& log, Instant until) {
  const auto store = open_memory_store();
  Outcome outcome;
  {
    Engine engine = value_of(Engine::open(*store, rules));
    keep_rejects(value_of(replay(engine, log, until)), outcome);
  }
  keep_what_is_there(*store, rules, until, outcome);
  return outcome;
}

Outcome with_restarts(const Rules& rules, const Log& log, Instant until) {
  const TempFolder folder;
  const auto file = folder / "tickets.hotline";
  Outcome outcome;
  Log without_commands = log;
  without_commands.commands.clear();
  for (std::size_t place = 0; place < log.commands.size(); place += commands_at_once) {
    const std::size_t end = std::min(log.commands.size(), place + commands_at_once);
    Log piece = without_commands;
    piece.commands = {log.commands.begin() + static_cast<std::ptrdiff_t>(place),
                      log.commands.begin() + static_cast<std::ptrdiff_t>(end)};
    if (place > 0) piece.rejects.clear();
    const auto store = value_of(open_sqlite_store(file));
    Engine engine = value_of(Engine::open(*store, rules));
    keep_rejects(value_of(replay(engine, piece, end == log.commands.size() ? until : piece.commands.back().command.at)),
                 outcome);
    ++outcome.restarts;
  }
  const auto store = value_of(open_sqlite_store(file));
  if (const auto faults = value_of(store->check()); !faults.empty()) throw std::runtime_error(faults.front());
  keep_what_is_there(*store, rules, until, outcome);
  return outcome;
}

void compare(const std::string& city, const Rules& rules, const Log& log, Tally& tally) {
  const Instant until = log.commands.back().command.at;
  const Outcome whole = without_a_stop(rules, log, until);
  const Outcome broken = with_restarts(rules, log, until);
  std::size_t bytes = 0;
  for (const auto& [id, events] : whole.events) bytes += events.size();
  fmt::print("{}: {} cases, {} bytes of events, {} restarts\n", city, whole.events.size(), bytes, broken.restarts);
  tally.expect(city + ": events are the same", broken.events == whole.events, true);
  tally.expect(city + ": the report is the same", broken.report == whole.report, true);
  tally.expect(city + ": refusals are the same", broken.rejects == whole.rejects, true);
  tally.expect(city + ": there is something to compare", whole.events.size() > 1'000 && broken.restarts > 10, true);
}

}  // namespace
}  // namespace hotline::test

int main() {
  using namespace hotline;
  using namespace hotline::test;
  Tally tally;
  const Rules shanghai = rules_in(HOTLINE_SOURCE_DIR "/examples/shanghai/rules.toml");
  compare("Shanghai", shanghai,
          read_log({HOTLINE_SOURCE_DIR "/examples/shanghai/trial-month.csv.gz"}, std::nullopt, shanghai).value(),
          tally);
  if (!sanitized)
    if (const auto city = boston()) compare("Boston", city->rules, city->log, tally);
  return tally.exit_code();
}

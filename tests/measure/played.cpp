#include "measure/played.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/engine/engine.hpp"
#include "hotline/log/replay.hpp"
#include "hotline/store/memory_store.hpp"

namespace hotline::test {
namespace {

std::filesystem::path beside(const std::string& name) {
  return std::filesystem::path{HOTLINE_SOURCE_DIR} / "tests" / "measure" / name;
}

}  // namespace

std::string measure_file(const std::string& name) {
  std::ifstream in(beside(name), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Rules measure_rules(const std::string& text) {
  Reading reading = read_rules(text, "rules.toml");
  for (const Finding& fault : reading.faults) MESSAGE(to_text(fault));
  REQUIRE(reading.rules);
  return std::move(*reading.rules);
}

std::vector<Case> replayed(const Rules& rules, const std::string& file) {
  const auto log = read_log({beside(file)}, std::nullopt, rules);
  REQUIRE(log);
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, rules).value();
  const auto outcome = replay(engine, *log);
  REQUIRE(outcome);
  for (const Reject& reject : outcome->rejects) FAIL_CHECK(reject.place.line << ": " << reject.message);
  std::vector<Case> cases;
  REQUIRE(engine.each_case([&](const Case& matter) { cases.push_back(matter); }));
  return cases;
}

Report counted(const Rules& rules, const std::vector<Case>& cases, const CountOptions& options) {
  Counter counter(rules, options);
  for (const Case& matter : cases) counter.add(matter);
  return counter.report({});
}

const MeasureCount& measured(const Report& report, const std::string& name) {
  const auto found = std::find_if(report.measures.begin(), report.measures.end(),
                                  [&](const MeasureCount& one) { return one.measure.name == name; });
  REQUIRE(found != report.measures.end());
  return *found;
}

std::string tickets_of(const MeasureCount& count) {
  static constexpr std::string_view verdicts[] = {"hit", "missed", "dropped"};
  std::string text;
  for (const CountedTicket& one : count.tickets)
    text += fmt::format("{}{}/{} {}", text.empty() ? "" : ", ", one.id.text, one.ticket,
                        verdicts[static_cast<int>(one.verdict)]);
  return text;
}

}  // namespace hotline::test

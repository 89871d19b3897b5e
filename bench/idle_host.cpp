// What does an engine that waits keep in memory? A host reads rules, opens a file of tickets, tells one command and
// would now wait: resident memory at each step, and how much of it is nobody else's. Run by bench/costs.
//
//   idle_host RULES FILE
//   idle_host RULES        without a file: the tickets are in memory
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "hotline/engine/engine.hpp"
#include "hotline/store/memory_store.hpp"
#include "hotline/store/sqlite_store.hpp"

using namespace hotline;

namespace {

// In kilobytes, of the lines that begin so.
std::int64_t memory(const std::string& beginning) {
  std::ifstream file("/proc/self/smaps_rollup");
  std::int64_t sum = 0;
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(beginning)) sum += std::stoll(line.substr(line.find(':') + 1));
  return sum;
}

void show(const std::string& step) {
  fmt::print("  {:<44} {:>6} KB, {:>6} of them its own\n", step, memory("Rss:"), memory("Private_"));
}

Command first_command(const Rules& rules) {
  Command open;
  open.id = {"c-1"};
  open.case_id = {"2303-0001"};
  open.verb = open_verb;
  open.at = Instant{std::chrono::seconds{1'677'832'200}};
  for (const Workflow& workflow : rules.workflows)
    if (open.kind.empty() && workflow.kind != escalation_kind) open.kind = workflow.kind;
  return open;
}

Result<std::unique_ptr<Store>> store_in(const std::filesystem::path& tickets) {
  if (tickets.empty()) return open_memory_store();
  return open_sqlite_store(tickets);
}

Result<void> wait_with(const std::filesystem::path& rules_file, const std::filesystem::path& tickets) {
  std::ifstream file(rules_file);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  Reading reading = read_rules(text, rules_file.string());
  if (!reading.rules) return fail(Fault::bad_input, to_text(reading.faults.front()));
  show("its rules read");

  const auto store = store_in(tickets);
  if (!store) return tl::make_unexpected(store.error());
  show("its tickets open");

  const Command open = first_command(*reading.rules);
  auto engine = Engine::open(**store, std::move(*reading.rules));
  if (!engine) return tl::make_unexpected(engine.error());
  show("its engine open");

  if (const auto answer = engine->submit(open, open.at); !answer) return tl::make_unexpected(answer.error());
  const auto wake = engine->next_wake();
  if (!wake) return tl::make_unexpected(wake.error());
  show("one command told, and idle");
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    fmt::print(stderr, "usage: idle_host RULES [FILE]\n");
    return 2;
  }
  show("a host that has done nothing");
  const auto waited = wait_with(argv[1], argc == 3 ? argv[2] : "");
  if (!waited) fmt::print(stderr, "{}\n", waited.error().message);
  return waited ? 0 : 1;
}

// How long after a start is a desk at work again, and how much of that follows the number of open orders?
//
// From opening the file to the first command on disk; beside reading the file from end to end, which a store that
// rebuilds its state in memory cannot beat. Also where the process before was killed in the middle of its work.
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "hotline/store/sqlite_store.hpp"
#include "orders.hpp"
#include "scratch.hpp"

namespace {

using namespace hotline;
using namespace std::chrono_literals;

constexpr Instant opened = bench::day_start(2023, 3, 1) + 4h;

Told told(std::size_t order, std::string_view verb, std::string_view by, Instant at) {
  Command command;
  command.case_id.text = fmt::format("23-{:08}", order);
  command.id.text = fmt::format("{}-{}", command.case_id.text, verb);
  command.verb = verb;
  command.by = by;
  command.at = at;
  if (verb == "open") command.kind = "order";
  return {std::move(command), at, {}};
}

void copy(const std::string& from, const std::string& to) {
  for (const char* part : {"", "-wal"})
    std::filesystem::copy_file(from + part, to + part, std::filesystem::copy_options::overwrite_existing);
}

// Orders that are all dispatched, and so have two running clocks each. `killed` is the file as a kill would leave it.
void fill(const std::string& file, std::size_t orders, const std::string& killed) {
  const auto store = open_sqlite_store(file).value();
  Engine engine = Engine::open(*store, bench::rules()).value();
  std::vector<Told> batch;
  for (std::size_t order = 0; order < orders; ++order) {
    batch.push_back(told(order, "open", "agent", opened));
    batch.push_back(told(order, "dispatch", "dispatcher", opened));
    if (batch.size() < 2'000 && order + 1 < orders) continue;
    engine.submit(batch).value();
    batch.clear();
  }
  copy(file, killed);
}

double first_command(bench::Run& run, const std::string& file, std::size_t order) {
  const bench::Stopwatch whole;
  const auto store = open_sqlite_store(file).value();
  Engine engine = Engine::open(*store, bench::rules()).value();
  const Answer answer = engine.submit(told(order, "sign", "unit", opened + 1min).command, opened + 1min).value();
  const double seconds = whole.seconds();
  run.answers("the first command is applied", answer.kind == Answer::Kind::applied);
  const auto wake = engine.next_wake().value();
  run.answers("the first breach is ahead", wake && *wake > opened);
  return seconds;
}

double read_through(const std::string& file) {
  const bench::Stopwatch whole;
  std::ifstream in(file, std::ios::binary);
  std::vector<char> part(1 << 20);
  std::int64_t sum = 0;
  while (in.read(part.data(), static_cast<std::streamsize>(part.size())) || in.gcount() > 0) sum += part.front();
  bench::keep(sum);
  return whole.seconds();
}

}  // namespace

int main(int argc, char** argv) {
  bench::Run run(argc, argv);
  const bench::Folder folder;
  for (const std::size_t orders : {run.size(500, 150'000, 1'000'000), run.size(5'000, 300'000, 10'000'000)}) {
    const std::string file = folder.file("orders.hotline");
    const std::string killed = folder.file("killed.hotline");
    fill(file, orders, killed);
    double start = 1e9;
    double after_kill = 1e9;
    double read = 1e9;
    for (int round = 0; round < run.rounds(); ++round) {
      read = std::min(read, read_through(file));
      start = std::min(start, first_command(run, file, static_cast<std::size_t>(round)));
      if (orders > 1'000'000) continue;  // each round copies it
      const std::string again = folder.file("again.hotline");
      copy(killed, again);
      after_kill = std::min(after_kill, first_command(run, again, 0));
    }
    fmt::print("{} open orders, {} MB: first command after {:.1f} ms, reading the file {:.1f} ms\n", orders,
               std::filesystem::file_size(file) >> 20U, start * 1e3, read * 1e3);
    if (after_kill < 1e9) fmt::print("after a kill: first command after {:.1f} ms\n", after_kill * 1e3);
    run.at_most("from opening to the first command, of reading the file", start / read, 1);
  }
  return run.result();
}

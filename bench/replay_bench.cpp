// What does a replay cost beside merely reading the log, and how does it grow?
//
// The limit is the log's own CSV library, which counts cells and does nothing else. Boston's log takes part where it
// is at hand (HOTLINE_DATA, or shared/data beside the project), unpacked first.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <csv.h>
#include <zlib.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/log/replay.hpp"
#include "hotline/report/count.hpp"
#include "hotline/report/whatif.hpp"
#include "hotline/store/memory_store.hpp"
#include "orders.hpp"
#include "scratch.hpp"

namespace {

using namespace hotline;
namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void unpack(const fs::path& from, const std::string& to) {
  const gzFile packed = gzopen(from.c_str(), "rb");
  std::ofstream plain(to, std::ios::binary);
  std::vector<char> part(1 << 16);
  for (int got = 0; (got = gzread(packed, part.data(), static_cast<unsigned>(part.size()))) > 0;)
    plain.write(part.data(), got);
  gzclose(packed);
}

std::uint64_t cells_in(const fs::path& path) {
  const std::string text = text_of(path);
  std::uint64_t cells = 0;
  const auto count = [](void*, std::size_t, void* into) { ++*static_cast<std::uint64_t*>(into); };
  csv_parser parser;
  csv_init(&parser, CSV_APPEND_NULL);
  csv_parse(&parser, text.data(), text.size(), count, nullptr, &cells);
  csv_fini(&parser, count, nullptr, &cells);
  csv_free(&parser);
  return cells;
}

void require(const Result<void>& done) {
  if (!done) throw std::runtime_error(done.error().message);
}

struct City {
  Rules rules;
  std::optional<LogMap> map;
  fs::path log;
};

struct Whole {
  double reading = 0;
  double replaying = 0;
  double counting = 0;
  std::uint64_t events = 0;
  std::string report;
  double seconds() const { return reading + replaying + counting; }
};

Whole from_log_to_report(const City& city) {
  Whole whole;
  const bench::Stopwatch reading;
  const Log log = read_log({city.log}, city.map, city.rules).value();
  whole.reading = reading.seconds();
  const bench::Stopwatch replaying;
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, city.rules).value();
  const Replayed replayed = replay(engine, log).value();
  whole.replaying = replaying.seconds();
  const bench::Stopwatch counting;
  Counter counter(city.rules);
  require(engine.each_case([&](const Case& matter) {
    counter.add(matter);
    whole.events += matter.version;
  }));
  whole.report = to_text(counter.report(replayed.until));
  whole.counting = counting.seconds();
  return whole;
}

void beside_reading(bench::Run& run, const char* name, const City& city) {
  double bare = 1e9;
  Whole best;
  for (int round = 0; round < std::min(run.rounds(), 5); ++round) {
    const bench::Stopwatch parsing;
    run.answers("the log has cells", cells_in(city.log) > 0);
    bare = std::min(bare, parsing.seconds());
    Whole whole = from_log_to_report(city);
    run.answers("the report is the same in every round", round == 0 || whole.report == best.report);
    if (round == 0 || whole.seconds() < best.seconds()) best = std::move(whole);
  }
  fmt::print("{}: {} events; reading {:.2f} s, replaying {:.2f} s, counting {:.2f} s; parsing alone {:.2f} s\n", name,
             best.events, best.reading, best.replaying, best.counting, bare);
  run.at_most(fmt::format("{}: from the log to the report, of parsing alone", name), best.seconds() / bare, 20);
}

void write_log(const std::string& file, std::size_t orders) {
  std::ofstream out(file);
  out << "id,case,verb,at,by,kind,department\n";
  for (const Told& told : bench::lives(orders)) {
    const Command& command = told.command;
    const auto department = command.set.find("department");
    out << fmt::format("{},{},{},{},{},{},{}\n", command.id.text, command.case_id.text, command.verb,
                       to_text(command.at, Zone::utc()), command.by, command.kind,
                       department == command.set.end() ? std::string_view{} : std::string_view{department->second});
  }
}

std::optional<fs::path> boston() {
  const char* named = std::getenv("HOTLINE_DATA");
  const fs::path folder =
      named != nullptr ? fs::path(named) : fs::path(HOTLINE_BENCH_SOURCE) / ".." / "shared" / "data";
  const fs::path log = folder / "boston311_2011.csv.gz";
  return fs::exists(log) ? std::optional(log) : std::nullopt;
}

City boston_city(const std::string& log) {
  const fs::path examples = fs::path(HOTLINE_BENCH_SOURCE) / "examples" / "boston";
  Rules rules = *read_rules(text_of(examples / "rules.toml"), "rules.toml").rules;
  LogMap map = *read_map(text_of(examples / "map.toml"), "map.toml", &rules).map;
  return {std::move(rules), std::move(map), log};
}

void tell_all(Engine& engine, std::span<const Told> told) {
  for (std::span<const Told> left = told; !left.empty();) {
    const auto part = left.first(std::min<std::size_t>(1'000, left.size()));
    engine.submit(part).value();
    left = left.subspan(part.size());
  }
  require(engine.advance(told.back().recorded_at));
}

// Seconds an event.
double replayed(bench::Run& run, std::span<const Told> told) {
  const std::size_t orders = told.size() / 6;
  const std::size_t before = bench::most_bytes_so_far();
  const bench::Stopwatch whole;
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, bench::rules()).value();
  tell_all(engine, told);
  const double seconds = whole.seconds();
  std::uint64_t events = 0;
  const auto summed = engine.each_case([&](const Case& matter) { events += matter.version; });
  run.answers("every order is closed", summed && events > 6 * orders);
  fmt::print("{:>9} events: {:>9.0f} events a second, {:.1f} s, {} MB more than before\n", events,
             static_cast<double>(events) / seconds, seconds, (bench::most_bytes_so_far() - before) >> 20U);
  return seconds / static_cast<double>(events);
}

// The same promises, some of them shorter.
Rules stricter() {
  std::string text(bench::order_rules);
  text.replace(text.find("bench-1"), 7, "bench-2");
  text.replace(text.find("15 working days"), 15, "10 working days");
  return bench::rules(text);
}

template <class Take>
void replay_into(const Rules& rules, std::span<const Told> told, const Take& take) {
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, rules).value();
  tell_all(engine, told);
  require(engine.each_case(take));
}

// Of one replay that counts; both take the log as it lies in memory.
void what_if(bench::Run& run, std::span<const Told> told) {
  const Rules before = bench::rules();
  const Rules after = stricter();
  const Instant until = told.back().recorded_at;
  const bench::Stopwatch one;
  Counter counter(before);
  replay_into(before, told, [&](const Case& matter) { counter.add(matter); });
  const Report alone = counter.report(until);
  const double seconds = one.seconds();

  const bench::Stopwatch both;
  WhatIf question(before, after);
  replay_into(before, told, [&](const Case& matter) { question.before(matter); });
  replay_into(after, told, [&](const Case& matter) { question.after(matter); });
  const WhatIfAnswer answer = std::move(question).answer(until);
  const double what_if = both.seconds();
  run.answers("the first side is the replay alone", to_text(answer.before) == to_text(alone));
  fmt::print("{} orders under two rules: {:.1f} s, {} newly late\n", told.size() / 6, what_if,
             answer.all.of(PromiseChange::Kind::newly_late));
  run.at_most("a what-if, of one replay", what_if / seconds, 2.5);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Run run(argc, argv);
  const bench::Folder folder;
  const std::string generated = folder.file("orders.csv");
  write_log(generated, run.size(500, 10'000, 50'000));
  beside_reading(run, "orders", {bench::rules(), std::nullopt, generated});
  if (const auto log = boston(); log && run.size(0, 1) == 1) {
    const std::string plain = folder.file("boston.csv");
    unpack(*log, plain);
    beside_reading(run, "Boston", boston_city(plain));
  }
  const std::vector<Told> year = bench::lives(run.size(2'000, 75'000, 750'000), std::chrono::days{365});
  const double small = replayed(run, bench::lives(run.size(200, 7'500, 75'000), std::chrono::days{365}));
  const double large = replayed(run, year);
  run.at_most("an event of ten times as many, of one of the fewer", large / small, 1.5);
  what_if(run, year);
  return run.result();
}

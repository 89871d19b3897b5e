// hotline replay RULES LOG...: had these rules watched this log, who would have kept which promise?
#include "hotline/log/replay.hpp"

#include <fmt/format.h>

#include "commands.hpp"
#include "files.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/log/log.hpp"
#include "hotline/report/count.hpp"
#include "hotline/rules/zone_of.hpp"
#include "hotline/store/memory_store.hpp"
#include "hotline/store/sqlite_store.hpp"
#include "log_map.hpp"
#include "progress.hpp"
#include "reporting.hpp"
#include "rules_file.hpp"
#include "unusable.hpp"

namespace hotline {
namespace {

struct Wanted {
  std::optional<LogMap> map;
  std::optional<Instant> until;
  CountOptions count;
};

Result<Wanted> read_wanted(const ReplayArgs& args, const Rules& rules) {
  Wanted wanted;
  const auto count = read_wanted(args.report, rules);
  if (!count) return tl::make_unexpected(count.error());
  wanted.count = *count;
  if (args.rejects)
    if (const auto possible = can_write(*args.rejects); !possible) return tl::make_unexpected(possible.error());
  if (!args.until) return wanted;
  const auto until = read_instant("--until", *args.until, zone_of(rules));
  if (!until) return tl::make_unexpected(until.error());
  wanted.until = *until;
  return wanted;
}

Result<std::unique_ptr<Store>> open_store(const std::optional<std::string>& db) {
  if (db) return open_sqlite_store(*db);
  return open_memory_store();
}

// What an earlier run told stays as it is, and is no fault of this log.
Result<std::uint64_t> leave_out_told(Store& store, Log& log) {
  const Result<Epoch> epoch = store.epoch();
  if (!epoch) return tl::make_unexpected(epoch.error());
  if (*epoch == 0) return 0;
  std::vector<LoggedCommand> fresh;
  for (LoggedCommand& entry : log.commands) {
    const auto known = store.find(entry.command.id);
    if (!known) return tl::make_unexpected(known.error());
    if (known->empty()) fresh.push_back(std::move(entry));
  }
  const std::uint64_t told = log.commands.size() - fresh.size();
  log.commands = std::move(fresh);
  return told;
}

struct Outcome {
  std::vector<std::filesystem::path> files;
  std::uint64_t rows = 0;
  std::uint64_t passed_over = 0;
  std::uint64_t told_before = 0;
  Replayed replayed;
  std::optional<Report> report;  // none: no line could be used
};

Result<Report> count(Engine& engine, const Rules& rules, const CountOptions& options, Instant until) {
  Counter counter(rules, options);
  return engine.each_case([&](const Case& matter) { counter.add(matter); }).map([&] { return counter.report(until); });
}

Result<Outcome> run(const ReplayArgs& args, const Rules& rules, const Wanted& wanted, World& world) {
  Progress progress(world);
  Result<Log> log = read_log({args.logs.begin(), args.logs.end()}, wanted.map, rules, progress.of("reading the log"));
  if (!log) return tl::make_unexpected(log.error());
  Outcome outcome{log->files, log->rows, log->passed_over, 0, {}, std::nullopt};
  if (log->commands.empty()) {
    outcome.replayed.rejects = std::move(log->rejects);
    return outcome;
  }
  const Instant until = wanted.until.value_or(log->commands.back().command.at);

  const auto store = open_store(args.db);
  if (!store) return tl::make_unexpected(store.error());
  const auto told_before = leave_out_told(**store, *log);
  if (!told_before) return tl::make_unexpected(told_before.error());
  outcome.told_before = *told_before;
  Result<Engine> engine = Engine::open(**store, rules);
  if (!engine) return tl::make_unexpected(engine.error());
  auto replayed = replay(*engine, *log, until, progress.of("replaying"));
  if (!replayed) return tl::make_unexpected(replayed.error());
  outcome.replayed = std::move(*replayed);
  auto report = count(*engine, rules, wanted.count, until);
  if (!report) return tl::make_unexpected(report.error());
  outcome.report = std::move(*report);
  return outcome;
}

void tell_what_was_left_out(const Outcome& outcome, const ReplayArgs& args, World& world) {
  if (outcome.told_before > 0) world.err << fmt::format("already in {}: {}\n", *args.db, outcome.told_before);
  if (outcome.replayed.after_until > 0)
    world.err << fmt::format("later than --until, left out: {}\n", outcome.replayed.after_until);
  world.err << passed_over_summary(outcome.passed_over, outcome.rows);
  world.err << unusable_summary(outcome.replayed.rejects, outcome.files, outcome.rows);
}

Result<void> write_rejects(const Outcome& outcome, const ReplayArgs& args) {
  if (!args.rejects) return {};
  return write_file(*args.rejects, unusable_csv(outcome.replayed.rejects, outcome.files));
}

// Where a ticket file was written, it answers; else the log once more.
std::vector<std::string> again(const ReplayArgs& args) {
  if (args.db) return {"report", args.rules, "--db", *args.db};
  std::vector<std::string> words{"replay", args.rules};
  words.insert(words.end(), args.logs.begin(), args.logs.end());
  if (args.map) words.insert(words.end(), {"--map", *args.map});
  if (args.until) words.insert(words.end(), {"--until", *args.until});
  return words;
}

std::string names_of(const std::vector<std::string>& logs) { return fmt::format("{}", fmt::join(logs, ", ")); }

}  // namespace

int run_replay(const ReplayArgs& args, World& world) {
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  auto wanted = read_wanted(args, *rules);
  if (!wanted) return world.fail(wanted.error());
  if (args.map && !(wanted->map = load_map(*args.map, *rules, world))) return no_answer;

  const auto outcome = run(args, *rules, *wanted, world);
  if (!outcome) return world.fail(outcome.error());
  if (outcome->report)
    if (const auto told = deliver(*outcome->report, args.report, again(args), world); !told)
      return world.fail(told.error());
  tell_what_was_left_out(*outcome, args, world);
  if (const auto written = write_rejects(*outcome, args); !written) return world.fail(written.error());
  if (!outcome->report)
    return world.fail({Fault::bad_input, fmt::format("no line of {} can be used", names_of(args.logs))});
  return args.strict && !outcome->replayed.rejects.empty() ? bad_news : answered;
}

}  // namespace hotline

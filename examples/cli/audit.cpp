// hotline audit LOG... --map MAP --rules RULES: do another system's dates and verdicts follow from the rules?
#include "hotline/report/audit.hpp"

#include <fmt/format.h>

#include "commands.hpp"
#include "hotline/calendar/limit.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/log/replay.hpp"
#include "hotline/rules/zone_of.hpp"
#include "hotline/store/memory_store.hpp"
#include "log_map.hpp"
#include "progress.hpp"
#include "rules_file.hpp"
#include "tables.hpp"
#include "unusable.hpp"

namespace hotline {
namespace {

Result<void> take_tolerance(const AuditArgs& args, LogMap& map) {
  if (!args.tolerance) return {};
  const auto limit = parse_limit(*args.tolerance);
  if (!limit || limit->counting != Counting::elapsed)
    return fail(Fault::bad_input,
                fmt::format("--tolerance: '{}' is not a length of time: write \"3 minutes\"", *args.tolerance));
  for (AuditMap& audit : map.audits) audit.tolerance = std::chrono::seconds{limit->amount};
  return {};
}

struct Audited {
  AuditAnswer answer;
  Replayed replayed;
  std::uint64_t rows = 0;
  std::uint64_t passed_over = 0;
};

Result<Audited> ask(const AuditArgs& args, const Rules& rules, const LogMap& map, World& world) {
  std::optional<Instant> until;
  if (args.until) {
    const auto at = read_instant("--until", *args.until, zone_of(rules));
    if (!at) return tl::make_unexpected(at.error());
    until = *at;
  }
  Progress progress(world);
  const auto log = read_log({args.logs.begin(), args.logs.end()}, map, rules, progress.of("reading the log"));
  if (!log) return tl::make_unexpected(log.error());
  if (log->commands.empty())
    return fail(Fault::bad_input, fmt::format("no line of {} can be used", fmt::join(args.logs, ", ")));
  const auto store = open_memory_store();
  Result<Engine> engine = Engine::open(*store, rules);
  if (!engine) return tl::make_unexpected(engine.error());
  auto replayed = replay(*engine, *log, until, progress.of("replaying"));
  if (!replayed) return tl::make_unexpected(replayed.error());
  Audit audit(rules, map.audits, log->stated, replayed->until);
  if (const auto added = engine->each_case([&](const Case& matter) { audit.add(matter); }); !added)
    return tl::make_unexpected(added.error());
  Audited audited{std::move(audit).answer(), std::move(*replayed), log->rows, log->passed_over};
  audited.answer.files = log->files;
  return audited;
}

}  // namespace

int run_audit(const AuditArgs& args, World& world) {
  if (const auto possible = check_wanted(args.wanted); !possible) return world.fail(possible.error());
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  auto map = load_map(args.map, *rules, world, Audits::read);
  if (!map) return no_answer;
  if (map->audits.empty())
    return world.fail({Fault::bad_input, fmt::format("{} does not say what the other system stated: write [[audit]] "
                                                     "with due = \"column\"",
                                                     args.map)});
  if (const auto taken = take_tolerance(args, *map); !taken) return world.fail(taken.error());
  const auto audited = ask(args, *rules, *map, world);
  if (!audited) return world.fail(audited.error());
  const AuditAnswer& answer = audited->answer;
  const InEveryForm forms{{"对账", "Audit"},
                          [&](auto rows) { return to_text(answer, rows); },
                          [&] { return to_json(answer); },
                          [&](auto rows) { return tables_of(answer, rows); }};
  if (const auto told = deliver(forms, args.wanted, world); !told) return world.fail(told.error());
  if (audited->replayed.after_until > 0)
    world.err << fmt::format("later than --until, left out: {}\n", audited->replayed.after_until);
  world.err << passed_over_summary(audited->passed_over, audited->rows);
  world.err << unusable_summary(audited->replayed.rejects, answer.files, audited->rows);
  return answered;
}

}  // namespace hotline

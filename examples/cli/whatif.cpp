// hotline whatif LOG... --rules A --against B: had other rules watched this log, whose promise would have ended
// otherwise?
#include "hotline/report/whatif.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "commands.hpp"
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

struct Side {  // one of the two
  std::string_view name;
  Rules rules;
  std::optional<LogMap> map;
  Log log;
  Replayed replayed;
};

std::optional<Side> load(std::string_view name, const std::string& rules_file, const std::optional<std::string>& map,
                         World& world) {
  auto rules = load_rules(rules_file, world);
  if (!rules) return std::nullopt;
  Side side{name, std::move(*rules), std::nullopt, {}, {}};
  if (map && !(side.map = load_map(*map, side.rules, world))) return std::nullopt;
  return side;
}

Result<void> read(Side& side, const WhatIfArgs& args, Progress& progress) {
  auto log = read_log({args.logs.begin(), args.logs.end()}, side.map, side.rules, progress.of("reading the log"));
  if (!log) return fail(log.error().fault, fmt::format("{}: {}", side.name, log.error().message));
  if (log->commands.empty())
    return fail(Fault::bad_input, fmt::format("{}: no line of {} can be used", side.name, fmt::join(args.logs, ", ")));
  side.log = std::move(*log);
  return {};
}

// In a store of its own, which is gone before the other side's is made.
Result<void> play(Side& side, Instant until, Progress& progress, const std::function<void(const Case&)>& visit) {
  const auto store = open_memory_store();
  Result<Engine> engine = Engine::open(*store, side.rules);
  if (!engine) return tl::make_unexpected(engine.error());
  auto replayed = replay(*engine, side.log, until, progress.of(side.name));
  if (!replayed) return tl::make_unexpected(replayed.error());
  side.replayed = std::move(*replayed);
  side.log.commands = {};
  return engine->each_case(visit);
}

Result<std::optional<Instant>> read_until(const WhatIfArgs& args, const Rules& rules) {
  if (!args.until) return std::nullopt;
  return read_instant("--until", *args.until, zone_of(rules)).map([](Instant at) { return std::optional(at); });
}

Result<void> check_groups(const WhatIfArgs& args, const Side& before, const Side& after) {
  for (const std::string& by : args.by)
    for (const Side* side : {&before, &after})
      if (side->rules.attribute(by) == nullptr && side->rules.label(by) == nullptr)
        return fail(Fault::not_found,
                    fmt::format("{}: no attribute or label '{}': --by takes what both rules have", side->name, by));
  return {};
}

Result<WhatIfAnswer> ask(const WhatIfArgs& args, Side& before, Side& after, World& world) {
  Progress progress(world);
  auto until = read_until(args, after.rules);
  if (!until) return tl::make_unexpected(until.error());
  for (Side* side : {&before, &after})
    if (const auto done = read(*side, args, progress); !done) return tl::make_unexpected(done.error());
  const Instant last = std::max(before.log.commands.back().command.at, after.log.commands.back().command.at);
  const Instant stops = until->value_or(last);
  WhatIf question(before.rules, after.rules, {.by = args.by});
  const auto played = play(before, stops, progress, [&](const Case& matter) { question.before(matter); }).and_then([&] {
    return play(after, stops, progress, [&](const Case& matter) { question.after(matter); });
  });
  if (!played) return tl::make_unexpected(played.error());
  question.refused(before.replayed.rejects, after.replayed.rejects);
  WhatIfAnswer answer = std::move(question).answer(stops);
  answer.files = before.log.files;
  return answer;
}

void tell_what_was_left_out(const Side& before, const Side& after, World& world) {
  if (before.replayed.after_until > 0)
    world.err << fmt::format("later than --until, left out: {}\n", before.replayed.after_until);
  world.err << passed_over_summary(before.log.passed_over, before.log.rows);
  for (const Side* side : {&before, &after})
    if (!side->replayed.rejects.empty())
      world.err << fmt::format("{}: {} of {} lines had something that could not be used\n", side->name,
                               side->replayed.rejects.size(), side->log.rows);
}

}  // namespace

int run_whatif(const WhatIfArgs& args, World& world) {
  if (const auto possible = check_wanted(args.wanted); !possible) return world.fail(possible.error());
  auto before = load("before", args.rules, args.map, world);
  auto after = load("after", args.against, args.against_map ? args.against_map : args.map, world);
  if (!before || !after) return no_answer;
  if (const auto known = check_groups(args, *before, *after); !known) return world.fail(known.error());
  const auto answer = ask(args, *before, *after, world);
  if (!answer) return world.fail(answer.error());
  const InEveryForm forms{{"规则对比", "What if"},
                          [&](auto rows) { return to_text(*answer, rows); },
                          [&] { return to_json(*answer); },
                          [&](auto rows) { return tables_of(*answer, rows); }};
  if (const auto told = deliver(forms, args.wanted, world); !told) return world.fail(told.error());
  tell_what_was_left_out(*before, *after, world);
  return answered;
}

}  // namespace hotline

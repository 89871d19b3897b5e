// hotline report RULES --db FILE: who kept which promise, of the cases in a ticket file?
#include <algorithm>

#include <fmt/format.h>

#include "commands.hpp"
#include "hotline/report/count.hpp"
#include "hotline/rules/zone_of.hpp"
#include "kept.hpp"
#include "reporting.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

// The case as the entries written down by then tell it; what is written down later may report what was before.
Result<KeptCase> case_known_at(Store& store, const CaseId& id, Instant known_at) {
  const auto entries = store.load(id);
  if (!entries) return tl::make_unexpected(entries.error());
  KeptCase kept;
  kept.matter.id = id;
  for (const KeptEntry& entry : *entries) {
    if (entry.entry.recorded_at > known_at) break;
    const auto events = events_in(entry.entry.events);
    if (!events) return tl::make_unexpected(events.error());
    for (const Event& event : *events) evolve(kept.matter, event);
    kept.recorded_at = entry.entry.recorded_at;
  }
  return kept;
}

// As of the last entry: what fell due since then is not yet written down.
Result<Report> count(Store& store, const Rules& rules, const CountOptions& options, std::optional<Instant> known_at) {
  Counter counter(rules, options);
  std::optional<Instant> last;
  const auto counted = each_case_id(store, [&](const CaseId& id) {
    const auto found = known_at ? case_known_at(store, id, *known_at) : kept_case(store, id);
    return found.map([&](const KeptCase& kept) {
      if (!kept.matter.exists()) return;
      counter.add(kept.matter);
      last = std::max(last.value_or(kept.recorded_at), kept.recorded_at);
    });
  });
  if (!counted) return tl::make_unexpected(counted.error());
  if (!last)
    return fail(Fault::not_found, known_at ? "the file holds no case that was known then" : "the file holds no case");
  return counter.report(*last);
}

}  // namespace

int run_report(const ReportArgs& args, World& world) {
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  const auto options = read_wanted(args.report, *rules);
  if (!options) return world.fail(options.error());
  std::optional<Instant> known_at;
  if (args.known_at) {
    const auto at = read_instant("--known-at", *args.known_at, zone_of(*rules));
    if (!at) return world.fail(at.error());
    known_at = *at;
  }
  const auto store = open_kept(args.db);
  if (!store) return world.fail(store.error());
  const auto delivered = count(**store, *rules, *options, known_at).and_then([&](const Report& report) {
    std::vector<std::string> again{"report", args.rules, "--db", args.db};
    if (args.known_at) again.insert(again.end(), {"--known-at", *args.known_at});
    return deliver(report, args.report, again, world);
  });
  return delivered ? answered : world.fail(delivered.error());
}

}  // namespace hotline

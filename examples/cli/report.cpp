// hotline report RULES --db FILE: who kept which promise, of the cases in a ticket file?
#include <algorithm>

#include <fmt/format.h>

#include "commands.hpp"
#include "hotline/report/count.hpp"
#include "kept.hpp"
#include "reporting.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

// As of the last entry: what fell due since then is not yet written down.
Result<Report> count(Store& store, const Rules& rules, const CountOptions& options) {
  Counter counter(rules, options);
  std::optional<Instant> last;
  const auto counted = each_kept_id(store, [&](const CaseId& id) {
    return kept_case(store, id).map([&](const KeptCase& kept) {
      counter.add(kept.matter);
      last = std::max(last.value_or(kept.recorded_at), kept.recorded_at);
    });
  });
  if (!counted) return tl::make_unexpected(counted.error());
  if (!last) return fail(Fault::not_found, "the file holds no case");
  return counter.report(*last);
}

}  // namespace

int run_report(const ReportArgs& args, World& world) {
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  const auto options = read_wanted(args.report, *rules);
  if (!options) return world.fail(options.error());
  const auto store = open_kept(args.db);
  if (!store) return world.fail(store.error());
  const auto delivered = count(**store, *rules, *options).and_then([&](const Report& report) {
    return deliver(report, args.report, world);
  });
  return delivered ? answered : world.fail(delivered.error());
}

}  // namespace hotline

#include "reporting.hpp"

#include <tuple>

#include <fmt/format.h>

#include "files.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/rules/zone_of.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

Measure::Basis basis_named(std::string_view name) {
  using Basis = Measure::Basis;
  return name == "dispatch" ? Basis::dispatch
         : name == "due"    ? Basis::due
         : name == "close"  ? Basis::close
                            : Basis::intake;
}

// A date alone is its local midnight.
Result<Instant> read_edge(std::string_view option, const std::string& text, const Zone& zone) {
  const auto date = parse_date(text);
  if (!date) return read_instant(option, text, zone);
  return zone.to_instant(std::chrono::local_days{*date}, Skipped::gap_end);
}

}  // namespace

Result<CountOptions> read_wanted(const ReportWanted& wanted, const Rules& rules) {
  std::vector<std::string> known;
  for (const Attribute& attribute : rules.attributes) known.push_back(attribute.name);
  for (const Label& label : rules.labels) known.push_back(label.name);
  for (const std::string& by : wanted.by)
    if (rules.attribute(by) == nullptr && rules.label(by) == nullptr) return unknown("attribute or label", by, known);
  if (wanted.out)
    if (const auto possible = can_write(*wanted.out); !possible) return tl::make_unexpected(possible.error());
  CountOptions options{.by = wanted.by, .basis = basis_named(wanted.basis), .with_tickets = wanted.tickets};
  const Zone zone = zone_of(rules);
  for (const auto& [option, text, into] :
       {std::tuple{"--from", &wanted.from, &options.from}, std::tuple{"--to", &wanted.to, &options.to}}) {
    if (!*text) continue;
    const auto at = read_edge(option, **text, zone);
    if (!at) return tl::make_unexpected(at.error());
    *into = *at;
  }
  if (options.from && options.to && *options.from >= *options.to)
    return fail(Fault::bad_input,
                fmt::format("--to '{}' is not after --from '{}': nothing lies between them", *wanted.to, *wanted.from));
  return options;
}

Result<void> deliver(const Report& report, const ReportWanted& wanted, World& world) {
  const std::string text = wanted.form == "json" ? to_json(report) : to_text(report);
  if (wanted.out) return write_file(*wanted.out, text);
  world.out << text;
  return {};
}

}  // namespace hotline

#include "reporting.hpp"

#include <algorithm>
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

// What the measures are broken down by, where nobody asked for anything else.
std::vector<std::string> usual_groups(const Rules& rules) {
  std::vector<std::string> names;
  for (const Measure& measure : rules.measures)
    for (const std::string& by : measure.by) {
      const bool is_field = rules.attribute(by) != nullptr || rules.label(by) != nullptr;
      if (is_field && std::find(names.begin(), names.end(), by) == names.end()) names.push_back(by);
    }
  return names;
}

bool has_detail(const ReportWanted& wanted) {
  return wanted.over_time || wanted.table || wanted.list || wanted.form == "csv" || wanted.form == "html";
}

std::string as_typed(const std::string& word) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=+,@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string text = "'";
  for (const char letter : word) text += letter == '\'' ? std::string{"'\\''"} : std::string(1, letter);
  return text + '\'';
}

// The command that lists the tickets of a figure, but for its name.
std::string list_command(const ReportWanted& wanted, const std::vector<std::string>& again) {
  std::vector<std::string> words{"hotline"};
  for (const std::string& word : again) words.push_back(as_typed(word));
  for (const std::string& by : wanted.by) words.insert(words.end(), {"--by", as_typed(by)});
  for (const auto& [option, value] : {std::pair{"--from", &wanted.from}, std::pair{"--to", &wanted.to}})
    if (*value) words.insert(words.end(), {option, as_typed(**value)});
  if (wanted.basis != "intake") words.insert(words.end(), {"--basis", wanted.basis});
  words.emplace_back("--list");
  return fmt::format("{}", fmt::join(words, " "));
}

Result<std::string> written(const ReportTable& table, const std::string& form) {
  if (form == "html") return to_html(table.title, {table});
  return form == "csv" ? to_csv(table) : form == "json" ? to_json(table) : to_text(table);
}

Result<std::string> one_table(const Report& report, const std::string& name, const std::string& form) {
  const std::vector<ReportTable> tables = tables_of(report);
  std::vector<std::string> known;
  for (const ReportTable& table : tables) {
    if (table.name == name) return written(table, form);
    known.push_back(table.name);
  }
  return unknown("table", name, known);
}

Result<std::string> written(const Report& report, const ReportWanted& wanted, const std::vector<std::string>& again) {
  if (wanted.list)
    return tickets_of(report, *wanted.list).and_then([&](const ReportTable& table) {
      return written(table, wanted.form);
    });
  if (wanted.table) return one_table(report, *wanted.table, wanted.form);
  if (wanted.form == "csv") return to_csv(tables_of(report));
  if (wanted.form == "html")
    return to_html(report, {wanted.language == "zh" ? Language::zh : Language::en, list_command(wanted, again)});
  return wanted.form == "json" ? to_json(report) : to_text(report);
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
  if (has_detail(wanted)) {
    options.detail = DetailOptions{wanted.form == "html" && !wanted.table ? wanted.list_at_most : 0, {}};
    if (wanted.list) options.detail->only = *wanted.list;
    if (options.by.empty()) options.by = usual_groups(rules);
  }
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

Result<void> deliver(const Report& report, const ReportWanted& wanted, const std::vector<std::string>& again,
                     World& world) {
  return written(report, wanted, again).and_then([&](const std::string& text) -> Result<void> {
    if (wanted.out) return write_file(*wanted.out, text);
    world.out << text;
    return {};
  });
}

}  // namespace hotline

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr KeyRule title_rule{"title", Shape::title, R"(title = { zh = "先行联系", en = "First contact" })"};
constexpr KeyRule limit_rule{"limit", Shape::text, R"(limit = "1 working day")", required};
constexpr KeyRule start_rule{"start", Shape::text, R"(start = "next-opening")"};
constexpr KeyRule first_day_rule{"first-day", Shape::text, R"(first-day = "include")"};
constexpr KeyRule end_rule{"end", Shape::text, R"(end = "midnight")"};
constexpr KeyRule calendar_rule{"calendar", Shape::text, R"(calendar = "office")"};
constexpr KeyRule starts_rule{"starts", Shape::table, R"(starts = { on = "dispatch" })", required};
constexpr KeyRule meets_rule{"meets", Shape::table, R"(meets = { on = "contact" })", required};
constexpr KeyRule pauses_rule{"pauses", Shape::table, R"(pauses = { in = "parked" })"};
constexpr KeyRule cancels_rule{"cancels", Shape::table, R"(cancels = { on = "withdraw" })"};
constexpr KeyRule resets_rule{"resets", Shape::table, R"(resets = { on = "rework" })"};

constexpr KeyRule resumes_rule{"resumes", Shape::table, R"(resumes = { on = "resume" })"};
constexpr KeyRule continues_rule{"continues", Shape::table, R"(continues = { on = "reopen" })"};
constexpr KeyRule extends_rule{"extends", Shape::any, R"(extends = [ { on = "approve", by = "5 working days" } ])"};
constexpr KeyRule within_rule{"within", Shape::any, R"(within = { target = "resolve", margin = "1 working day" })"};
constexpr KeyRule on_change_rule{"on-change", Shape::text, R"(on-change = "re-derive", "restart" or "keep")"};
constexpr KeyRule ladder_rule{"ladder", Shape::text, R"(ladder = "standard")"};
constexpr KeyRule does_rule{"does", Shape::text, R"(does = "auto-sign")", required};

constexpr KeyRule target_keys[] = {title_rule,     limit_rule,  start_rule,     first_day_rule, end_rule,
                                   calendar_rule,  starts_rule, meets_rule,     pauses_rule,    resumes_rule,
                                   cancels_rule,   resets_rule, continues_rule, extends_rule,   within_rule,
                                   on_change_rule, ladder_rule};
constexpr KeyRule timer_keys[] = {
    title_rule,   limit_rule,   start_rule,  first_day_rule, end_rule,     calendar_rule, starts_rule,    pauses_rule,
    resumes_rule, cancels_rule, resets_rule, continues_rule, extends_rule, within_rule,   on_change_rule, does_rule};

std::optional<Limit> read_limit(const TableReader& table, FaultList& faults) {
  const auto text = table.text("limit");
  if (!text) return std::nullopt;
  Result<Limit> limit = parse_limit(text->text);
  if (!limit) {
    faults.add(text->place, limit.error().message);
    return std::nullopt;
  }
  using Option = Result<Limit> (*)(Limit, std::string_view);
  constexpr std::pair<std::string_view, Option> options[] = {
      {"start", with_start}, {"first-day", with_first_day}, {"end", with_end}};
  for (const auto& [key, with] : options)
    if (const auto option = table.text(key)) {
      const Result<Limit> changed = with(*limit, option->text);
      if (changed)
        limit = changed;
      else
        faults.add(option->place, changed.error().message);
    }
  return *limit;
}

void check_calendar(const TableReader& table, const std::optional<Limit>& limit, RulesSource& source) {
  if (const auto calendar = table.text("calendar"))
    check_known("calendar", *calendar, source.names.calendars, source.faults);
  if (!limit || !needs_calendar(*limit) || table.holds("calendar")) return;
  const auto text = table.text("limit");
  source.faults.add(text->place, fmt::format("{} counts on a calendar, and {} names none: add calendar = \"{}\"",
                                             quoted(text->text), table.title(), example_calendar(source)));
}

Target read_common(const TableReader& table, const std::string& name, RulesSource& source) {
  const auto workflows = source.names.workflows_of(name);
  const auto trigger = [&](const KeyRule& rule) { return read_trigger(table, rule, workflows, source); };
  const std::optional<Limit> limit = read_limit(table, source.faults);
  check_calendar(table, limit, source);
  Target target{.name = name,
                .title = table.title_of("title"),
                .limit = limit.value_or(Limit{}),
                .calendar = table.text_or_empty("calendar"),
                .starts = trigger(starts_rule),
                .meets = trigger(meets_rule),
                .pauses = read_pauses(table, pauses_rule, workflows, source),
                .cancels = trigger(cancels_rule),
                .resets = trigger(resets_rule),
                .ladder = table.text_or_empty("ladder"),
                .does = std::nullopt,
                .resumes = trigger(resumes_rule),
                .continues = trigger(continues_rule)};
  read_clock_extras(table, limit, target, source);
  return target;
}

Target read_target(const TomlNode& node, RulesSource& source) {
  const TableReader table{node, fmt::format("[target.{}]", shortened(node.key)), target_keys, source.faults};
  if (const auto ladder = table.text("ladder")) check_known("ladder", *ladder, source.names.ladders, source.faults);
  return read_common(table, node.key, source);
}

Target read_timer(const TomlNode& node, RulesSource& source) {
  const TableReader table{node, fmt::format("[timer.{}]", shortened(node.key)), timer_keys, source.faults};
  if (has(source.names.targets, node.key))
    source.faults.add(node.key_place,
                      fmt::format("{} is a target already: give the timer another name", quoted(node.key)));
  const auto verb = table.text("does");
  if (verb) check_system_verb(*verb, source.names.workflows_of(node.key), source.faults);
  Target timer = read_common(table, node.key, source);
  timer.does = verb ? verb->text : "";
  return timer;
}

}  // namespace

std::vector<Target> read_targets(RulesSource& source) {
  std::vector<std::pair<TomlPlace, Target>> placed;
  for_each_named(source.root, "target", source.faults,
                 [&](const TomlNode& node) { placed.emplace_back(node.key_place, read_target(node, source)); });
  for_each_named(source.root, "timer", source.faults,
                 [&](const TomlNode& node) { placed.emplace_back(node.key_place, read_timer(node, source)); });
  std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Target> targets;
  for (auto& [place, target] : placed) targets.push_back(std::move(target));
  return targets;
}

}  // namespace hotline

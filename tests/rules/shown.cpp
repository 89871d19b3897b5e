#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/limit.hpp"
#include "rules/sample.hpp"

namespace hotline {
namespace {

std::string list(const std::vector<std::string>& names) { return fmt::format("[{}]", fmt::join(names, " | ")); }

std::string show(const Title& title) { return fmt::format("{} / {}", title.zh, title.en); }

std::string show(const Match& match) {
  std::string text;
  for (const auto& [name, values] : match.values) text += fmt::format(" {}={}", name, list(values));
  return text;
}

std::string show(std::string_view name, const Trigger& trigger) {
  if (trigger.empty()) return "";
  return fmt::format("\n  {} on {} in {}", name, list(trigger.on), list(trigger.in));
}

std::string show(const Workflow& workflow) {
  std::string text = fmt::format("workflow {}: {} -> {}, levels {}\n", workflow.kind, workflow.initial,
                                 list(workflow.finals), list(workflow.levels));
  for (const Transition& one : workflow.transitions)
    text += fmt::format("  {}: {} -> {} by {}{}\n", one.on, list(one.from), one.to, list(one.by), show(one.when));
  return text;
}

std::string show(const Target& target) {
  return fmt::format("{} {}: {}, {} on '{}', ladder '{}', does '{}'{}{}{}{}{}\n",
                     target.is_promise() ? "target" : "timer", target.name, show(target.title), to_text(target.limit),
                     target.calendar, target.ladder, target.does.value_or(""), show("starts", target.starts),
                     show("meets", target.meets), show("pauses", target.pauses), show("cancels", target.cancels),
                     show("resets", target.resets));
}

std::string show(const Ladder& ladder) {
  constexpr std::string_view names[] = {"share", "due", "before", "after"};
  std::string text = fmt::format("ladder {}\n", ladder.name);
  for (const Rung& rung : ladder.rungs) {
    const bool counts = rung.at == Rung::At::before_due || rung.at == Rung::At::after_due;
    text +=
        fmt::format("  '{}' {} {}% {} on '{}': raise '{}' tell {} in '{}' does '{}'\n", rung.text,
                    names[static_cast<int>(rung.at)], rung.percent, counts ? to_text(rung.amount) : "-", rung.calendar,
                    rung.raise.value_or(""), list(rung.tell), rung.tell_in.value_or(""), rung.does.value_or(""));
  }
  return text;
}

std::string show(const Picks& picks) {
  return fmt::format("kind '{}'{} reached {} in {} met {} breached {}", picks.kind, show(picks.attributes),
                     list(picks.reached), list(picks.in), list(picks.met), list(picks.breached));
}

std::string show(const Measure& measure) {
  constexpr std::string_view names[] = {"intake", "dispatch", "due", "close"};
  return fmt::format("measure {}: {}\n  of {}\n  hits {}\n  drop {}\n  basis {}, goal {}, by {}, {} digits\n",
                     measure.name, show(measure.title), show(measure.of), show(measure.hits), show(measure.drop),
                     names[static_cast<int>(measure.basis)],
                     measure.goal ? fmt::format("{}/{}", measure.goal->hits, measure.goal->of) : "none",
                     list(measure.by), measure.digits);
}

std::string show(const OrderToOpen& order) {
  std::string text = order.kind;
  for (const auto& [name, value] : order.attributes) text += fmt::format(" {}={}", name, value);
  return text;
}

std::string show(const Directory& directory) {
  std::string text;
  for (const auto& [key, one] : directory.departments)
    text += fmt::format("department {} {}: {} under '{}'\n", key, one.name, show(one.title), one.parent);
  for (const auto& [key, one] : directory.numbers)
    text += fmt::format("number {} {}: {} in {}, then {}\n", key, one.number, one.department, one.hours,
                        list(one.busy_forward));
  for (const auto& [key, one] : directory.matters)
    text += fmt::format("matter {} {}: {} of {} on {}\n", key, one.name, show(one.title), one.owner, list(one.numbers));
  return text + fmt::format("off hours: {}\nfailed: {}\n", show(directory.off_hours), show(directory.failed));
}

}  // namespace

std::string shown(const Rules& rules) {
  std::string text =
      fmt::format("version {}, effective {}\n", rules.version, rules.effective ? to_text(*rules.effective) : "never");
  for (const auto& [name, calendar] : rules.calendars) {
    text += fmt::format("calendar {} {} in {}, known until {}\n", name, calendar.name(), calendar.zone().name(),
                        calendar.known_until() ? to_text(*calendar.known_until()) : "ever");
  }
  for (const Attribute& one : rules.attributes)
    text += fmt::format("attribute {} {} during '{}'\n", one.name, list(one.values), one.during);
  for (const Label& one : rules.labels) text += fmt::format("label {}: {}\n", one.name, one.title);
  for (const Workflow& one : rules.workflows) text += show(one);
  for (const Target& one : rules.targets) text += show(one);
  for (const Ladder& one : rules.ladders) text += show(one);
  for (const Policy& one : rules.policies)
    text += fmt::format("policy {} for {}:{} gives {}\n", one.name, one.kind, show(one.when), list(one.targets));
  for (const Measure& one : rules.measures) text += show(one);
  return text + show(rules.directory);
}

}  // namespace hotline

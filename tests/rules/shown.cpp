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
  return fmt::format("\n  {} on {} in {}{}", name, list(trigger.on), list(trigger.in), show(trigger.when));
}

std::string show(const Attribute& attribute) {
  std::string text =
      fmt::format("attribute {} {} during '{}'", attribute.name, list(attribute.values), attribute.during);
  if (attribute.counts) text += fmt::format(" counts {} to {}", attribute.counts->verb, attribute.counts->cap);
  if (!attribute.clock.empty()) text += fmt::format(" clock {}", attribute.clock);
  if (attribute.legs) text += fmt::format(" legs {}{}", attribute.legs->kind, show(attribute.legs->when));
  return text + "\n";
}

std::string show(const Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) text += fmt::format(" {}={}", name, value);
  return text;
}

std::string show(const Transition& one) {
  std::string text =
      fmt::format("  {}: {} -> {} by {}{}", one.on, list(one.from), one.to, list(one.by), show(one.when));
  if (!one.set.empty()) text += fmt::format(" set{}", show(one.set));
  if (one.opens) text += fmt::format(" opens {}{}", one.opens->kind, show(one.opens->set));
  if (one.raise) text += fmt::format(" raise {}", *one.raise);
  if (!one.tell.empty()) text += fmt::format(" tell {}", list(one.tell));
  return text + "\n";
}

std::string show(const Workflow& workflow) {
  std::string text = fmt::format("workflow {}: {} -> {}, levels {}\n", workflow.kind, workflow.initial,
                                 list(workflow.finals), list(workflow.levels));
  if (!workflow.lead.values.empty()) text += fmt::format("  lead{}\n", show(workflow.lead));
  for (const Transition& one : workflow.transitions) text += show(one);
  return text;
}

std::string show(const Target& target) {
  constexpr std::string_view effects[] = {"re-derive", "restart", "keep"};
  std::string text = fmt::format("{} {}: {}, {} on '{}', ladder '{}', does '{}', on change {}",
                                 target.is_promise() ? "target" : "timer", target.name, show(target.title),
                                 to_text(target.limit), target.calendar, target.ladder, target.does.value_or(""),
                                 effects[static_cast<int>(target.on_change)]);
  const std::pair<std::string_view, const Trigger*> triggers[] = {
      {"starts", &target.starts},      {"meets", &target.meets},     {"pauses", &target.pauses},
      {"resumes", &target.resumes},    {"cancels", &target.cancels}, {"resets", &target.resets},
      {"continues", &target.continues}};
  for (const auto& [name, trigger] : triggers) text += show(name, *trigger);
  if (target.pause_at_most) text += fmt::format("\n  paused at most {}", to_text(*target.pause_at_most));
  for (const Extension& one : target.extends)
    text += fmt::format("\n  extends on {} asked {} by {}", list(one.on), list(one.asked), to_text(one.by));
  if (target.within)
    text += fmt::format("\n  within {} less {}", list(target.within->targets),
                        target.within->margin.amount == 0 ? "nothing" : to_text(target.within->margin));
  return text + "\n";
}

std::string show(const Ladder& ladder) {
  constexpr std::string_view names[] = {"share", "due", "before", "after"};
  constexpr std::string_view missed[] = {"highest", "all", "held"};
  std::string text = fmt::format("ladder {}, missed {}\n", ladder.name, missed[static_cast<int>(ladder.missed)]);
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
  std::string drop;
  for (const Picks& picks : measure.drop) drop += (drop.empty() ? "" : " or ") + show(picks);
  const auto& published = measure.published;
  return fmt::format(
      "measure {}: {}\n  of {}\n  hits {}\n  drop {}\n  basis {}, goal {}, by {}, {} digits, published {}\n",
      measure.name, show(measure.title), show(measure.of), show(measure.hits), drop,
      names[static_cast<int>(measure.basis)],
      measure.goal ? fmt::format("{}/{}", measure.goal->hits, measure.goal->of) : "none", list(measure.by),
      measure.digits,
      published ? fmt::format("{} of {} from {} to {}", to_percent(published->rate, published->digits),
                              published->of.value_or(0), to_text(published->from.value_or(Date{})),
                              to_text(published->to.value_or(Date{})))
                : "nothing");
}

std::string show(const SchemePart& part) {
  constexpr std::string_view names[] = {"rate", "any", "share", "each"};
  return fmt::format("  {} by {}: {} at {}, {} a percent, from {}; off {}{}{}\n", part.measure,
                     names[static_cast<int>(part.counts)], part.line.full, part.line.target, part.line.slope,
                     part.line.floor, to_points(part.off),
                     part.at_most ? fmt::format(" at most {}", to_points(*part.at_most)) : "",
                     part.full_when_empty ? ", full when empty" : "");
}

std::string show(const Scheme& scheme) {
  std::string text = fmt::format("scheme {}: {} by {} from {}{}\n", scheme.name, show(scheme.title), scheme.by,
                                 to_points(scheme.start), scheme.ranked ? ", ranked" : "");
  for (const SchemePart& part : scheme.parts) text += show(part);
  for (const GivenPoints& given : scheme.given)
    text += fmt::format("  given '{}' {}: {}\n", given.of, to_points(given.points), given.why);
  for (const auto& [name, members] : scheme.groups) text += fmt::format("  group {} {}\n", name, list(members));
  return text;
}

std::string show(const OrderToOpen& order) { return order.kind + show(order.attributes); }

std::string show(const Directory& directory) {
  std::string text;
  for (const auto& [key, one] : directory.departments) {
    text += fmt::format("department {} {}: {} under '{}'", key, one.name, show(one.title), one.parent);
    for (const auto& [measure, goal] : one.goals) text += fmt::format(", {} {}/{}", measure, goal.hits, goal.of);
    for (const auto& [flag, is_set] : one.flags) text += fmt::format(", {} {}", flag, is_set);
    text += "\n";
  }
  for (const auto& [key, one] : directory.numbers)
    text += fmt::format("number {} {}: {} in {}, then {}\n", key, one.number, one.department, one.hours,
                        list(one.busy_forward));
  for (const auto& [key, one] : directory.matters)
    text += fmt::format("matter {} {}: {} of {} on {}\n", key, one.name, show(one.title), one.owner, list(one.numbers));
  for (const auto& [key, one] : directory.seats)
    text += fmt::format("seats {} {}: {} of {} in {}, {} with {} each from {}\n", key, one.name, show(one.title),
                        one.department, one.hours, list(one.seats), one.capacity,
                        one.lasting.from ? to_text(*one.lasting.from) : "ever");
  return text + fmt::format("off hours: {}\nfailed: {}\none owner: {}\n", show(directory.off_hours),
                            show(directory.failed), show(directory.one_owner));
}

}  // namespace

std::string shown(const Rules& rules) {
  std::string text =
      fmt::format("version {}, effective {}\n", rules.version, rules.effective ? to_text(*rules.effective) : "never");
  for (const auto& [name, calendar] : rules.calendars) {
    text += fmt::format("calendar {} {} in {}, known until {}\n", name, calendar.name(), calendar.zone().name(),
                        calendar.known_until() ? to_text(*calendar.known_until()) : "ever");
  }
  for (const Attribute& one : rules.attributes) text += show(one);
  for (const Label& one : rules.labels) text += fmt::format("label {}: {}\n", one.name, one.title);
  for (const Workflow& one : rules.workflows) text += show(one);
  for (const Target& one : rules.targets) text += show(one);
  for (const Ladder& one : rules.ladders) text += show(one);
  for (const Policy& one : rules.policies)
    text += fmt::format("policy {} for {}:{} gives {}\n", one.name, one.kind, show(one.when), list(one.targets));
  for (const Always& one : rules.always)
    text +=
        fmt::format("always {} for {}{}{}\n", one.name, one.kind, show("before", one.before), show("needs", one.needs));
  for (const Measure& one : rules.measures) text += show(one);
  for (const Scheme& one : rules.schemes) text += show(one);
  if (rules.watch)
    text += fmt::format("watch {} on {}, returned {} reassigned {} reopened {}\n", to_text(rules.watch->near),
                        rules.watch->calendar, list(rules.watch->returned), list(rules.watch->reassigned),
                        list(rules.watch->reopened));
  for (const auto& [word, title] : rules.words) text += fmt::format("word {}: {}\n", word, show(title));
  return text + show(rules.directory);
}

}  // namespace hotline

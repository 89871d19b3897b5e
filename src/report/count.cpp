#include "hotline/report/count.hpp"

#include <algorithm>

#include "base/names.hpp"
#include "hotline/rules/zone_of.hpp"

namespace hotline {
namespace {

using Status = Clock::Status;

bool is_counted(const Clock& clock) {
  return clock.promise && clock.status != Status::superseded && clock.status != Status::corrected;
}

void count(const Clock& clock, PromiseCount& into) {
  into.made += 1;
  if (clock.breached) into.breached += 1;
  if (clock.status == Status::cancelled) {
    into.cancelled += 1;
  } else if (clock.status == Status::met) {
    (clock.breached ? into.late : into.on_time) += 1;
  } else {
    (clock.breached ? into.overdue : into.open) += 1;
  }
}

bool any_clock(const Ticket& ticket, const std::vector<std::string>& targets, bool (*wanted)(const Clock&)) {
  return std::any_of(ticket.clocks.begin(), ticket.clocks.end(), [&](const Clock& clock) {
    return is_counted(clock) && has(targets, clock.target) && wanted(clock);
  });
}

bool is_met(const Clock& clock) { return clock.status == Status::met && !clock.breached; }
bool is_breached(const Clock& clock) { return clock.breached; }
bool is_undecided(const Clock& clock) { return clock.is_open() && !clock.breached; }

// An attribute or label; empty where the ticket has none.
const std::string& field_of(const Ticket& ticket, const std::string& name) {
  static const std::string none;
  if (const auto found = ticket.attributes.find(name); found != ticket.attributes.end()) return found->second;
  const auto found = ticket.labels.find(name);
  return found == ticket.labels.end() ? none : found->second;
}

void count(const Ticket& ticket, MeasureCount& into) {
  if (!holds(into.measure.of, ticket)) return;
  if (!into.measure.drop.empty() && holds(into.measure.drop, ticket)) return;
  const bool by_due = into.measure.basis == Measure::Basis::due;
  if (by_due && any_clock(ticket, into.measure.hits.met, is_undecided)) return;
  const Fraction one{holds(into.measure.hits, ticket) ? 1 : 0, 1};
  const auto add = [&](Fraction& rate) {
    rate.hits += one.hits;
    rate.of += one.of;
  };
  add(into.rate);
  for (MeasureCount::Group& group : into.groups) add(group.rows[field_of(ticket, group.by)]);
}

// Measures see labels too, guards do not.
bool holds(const Match& match, const Ticket& ticket) {
  return std::all_of(match.values.begin(), match.values.end(),
                     [&](const auto& wanted) { return has(wanted.second, field_of(ticket, wanted.first)); });
}

}  // namespace

bool holds(const Picks& picks, const Ticket& ticket) {
  const auto reached = [&](const std::string& state) { return ticket.was_in(state); };
  return (picks.kind.empty() || picks.kind == ticket.kind) && holds(picks.attributes, ticket) &&
         (picks.reached.empty() || std::any_of(picks.reached.begin(), picks.reached.end(), reached)) &&
         (picks.in.empty() || has(picks.in, ticket.state)) &&
         (picks.met.empty() || any_clock(ticket, picks.met, is_met)) &&
         (picks.breached.empty() || any_clock(ticket, picks.breached, is_breached));
}

std::optional<bool> MeasureCount::goal_met() const {
  if (!measure.goal || rate.of == 0) return std::nullopt;
  return rate.hits * measure.goal->of >= measure.goal->hits * rate.of;
}

Counter::Counter(const Rules& rules, const CountOptions& options) : rules_(rules) {
  report_.rules = rules.version;
  report_.zone = zone_of(rules);
  report_.groups = {{"target", {}}, {"policy", {}}};
  for (const auto& [name, department] : rules.directory.departments) report_.titles.emplace(name, department.title);
  for (const auto& [name, matter] : rules.directory.matters) report_.titles.emplace(name, matter.title);
  if (const Workflow* escalation = rules.workflow(escalation_kind)) {
    for (const std::string& level : escalation->levels) {
      if (level != escalation->initial) report_.escalated.emplace_back(level, 0);
    }
  }
  for (const std::string& by : options.by) report_.groups.push_back({by, {}});
  for (const Measure& measure : rules.measures) {
    MeasureCount counted{measure, {}, {}};
    for (const std::string& by : measure.by) counted.groups.push_back({by, {}});
    report_.measures.push_back(std::move(counted));
  }
}

void Counter::add(const Case& matter) {
  for (const Ticket& ticket : matter.tickets) {
    if (ticket.kind == escalation_kind) {
      for (auto& [level, cases] : report_.escalated) cases += ticket.was_in(level) ? 1 : 0;
      continue;
    }
    report_.tickets += 1;
    const Workflow* workflow = rules_.workflow(ticket.kind);
    if (workflow == nullptr || !workflow->is_final(ticket.state)) report_.open_tickets += 1;
    bool promised = false;
    for (const Clock& clock : ticket.clocks) {
      if (!is_counted(clock)) continue;
      promised = true;
      count(clock, report_.promises);
      for (Grouped& group : report_.groups) {
        const std::string& row = group.by == "target"   ? clock.target
                                 : group.by == "policy" ? ticket.policy
                                                        : field_of(ticket, group.by);
        count(clock, group.rows[row]);
      }
    }
    if (!promised) report_.without_promise += 1;
    for (MeasureCount& measure : report_.measures) count(ticket, measure);
  }
}

Report Counter::report(Instant until) const {
  Report report = report_;
  report.until = until;
  return report;
}

}  // namespace hotline

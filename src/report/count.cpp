#include "hotline/report/count.hpp"

#include <algorithm>
#include <tuple>

#include "hotline/measure/published.hpp"
#include "hotline/rules/zone_of.hpp"
#include "report/detail_counter.hpp"
#include "report/picked.hpp"
#include "report/placed_promises.hpp"
#include "report/tally.hpp"
#include "report/watched.hpp"

namespace hotline {
namespace {

void note(const Watched& seen, Watched& into) {
  into.paused += seen.paused;
  into.returned += seen.returned;
  into.anew += seen.anew;
  into.reopened += seen.reopened;
}

bool is_in_period(std::optional<Instant> at, const CountOptions& options) {
  return at && (!options.from || *at >= *options.from) && (!options.to || *at < *options.to);
}

std::vector<std::string> targets_in(const Measure& measure) {
  std::vector<std::string> all;
  const auto add = [&](const Picks& picks) {
    for (const auto* targets : {&picks.met, &picks.breached}) all.insert(all.end(), targets->begin(), targets->end());
  };
  add(measure.hits);
  add(measure.of);
  for (const Picks& drop : measure.drop) add(drop);
  return all;
}

// What the ticket adds to the numerator, in units of `one`; nothing: it has no weight, so is not counted.
std::optional<std::int64_t> weight_of(const Looked& looked, const Measure& measure) {
  if (!measure.weights) return looked.holds(measure.hits) ? 1 : 0;
  const auto found = measure.weights->values.find(looked.field(measure.weights->of));
  return found == measure.weights->values.end() ? std::nullopt : std::optional{found->second};
}

struct Tally {
  const Looked& looked;
  const CountOptions& options;
  const Zone& zone;
  MeasureCount& into;
  DetailCounter* detail;

  void count() {
    const Measure& measure = into.measure;
    if (!looked.holds(measure.of)) return;
    const auto at = looked.counts_at(measure.basis, measure.counted_at, targets_in(measure));
    if (!is_in_period(at, options)) return;
    const std::optional<std::int64_t> weight = weight_of(looked, measure);
    const auto dropped =
        std::find_if(measure.drop.begin(), measure.drop.end(), [&](const Picks& drop) { return looked.holds(drop); });
    if (dropped != measure.drop.end()) {
      into.dropped += 1;
      into.dropped_by[static_cast<std::size_t>(dropped - measure.drop.begin())] += 1;
      keep(CountedTicket::Verdict::dropped, 0, *at);
    } else if (weight) {
      add(*weight, *at);
      keep(*weight > 0 ? CountedTicket::Verdict::hit : CountedTicket::Verdict::missed, *weight, *at);
    }
  }

  std::string group_of(const std::string& by, Instant at) const {
    const bool own = looked.rules.attribute(by) != nullptr || looked.rules.label(by) != nullptr;
    return by == month_group && !own ? month_of(at, zone) : looked.field(by);
  }
  void add(std::int64_t weight, Instant at) {
    const std::int64_t one = into.measure.weights ? into.measure.weights->one : 1;
    const auto add_to = [&](Fraction& rate) {
      rate.hits += weight;
      rate.of += one;
    };
    add_to(into.rate);
    for (MeasureCount::Group& group : into.groups) add_to(group.rows[group_of(group.by, at)]);
  }
  void keep(CountedTicket::Verdict verdict, std::int64_t weight, Instant at) {
    if (!options.with_tickets && detail == nullptr) return;
    CountedTicket counted{looked.matter.id, looked.ticket.number, verdict, weight, {}};
    for (const std::string& by : into.measure.by) counted.groups.push_back(group_of(by, at));
    if (detail != nullptr) detail->measured(into, counted, at);
    if (options.with_tickets) into.tickets.push_back(std::move(counted));
  }
};

bool is_before(const CountedTicket& one, const CountedTicket& other) {
  return std::tie(one.id.text, one.ticket) < std::tie(other.id.text, other.ticket);
}

std::optional<bool> is_met(const std::optional<Fraction>& goal, const Fraction& rate) {
  if (!goal || rate.of == 0) return std::nullopt;
  return rate.hits * goal->of >= goal->hits * rate.of;
}

constexpr std::string_view department_group = "department";

// Every department answers for the measure's goal, or for its own.
void set_goals(MeasureCount& count, const Directory& directory) {
  for (MeasureCount::Group& group : count.groups) {
    if (group.by != department_group) continue;
    for (const auto& [row, rate] : group.rows) {
      auto goal = goal_of(directory, row, count.measure.name);
      if (!goal && directory.departments.contains(row)) goal = count.measure.goal;
      if (goal) group.goals.emplace(row, *goal);
    }
  }
}

// Whether the report counts what was published: the same days, or everything.
bool is_period_of(const Published& published, const Report& report) {
  const auto midnight = [&](const std::optional<Date>& day, int later) {
    return day ? std::optional{report.zone.to_instant(std::chrono::local_days{*day} + std::chrono::days{later},
                                                      Skipped::gap_end)}
               : std::nullopt;
  };
  return report.from == midnight(published.from, 0) && report.to == midnight(published.to, 1);
}

SchemeScore scored(const Scheme& scheme, const std::vector<MeasureCount>& measures) {
  std::map<std::string, RatesByRow> rates;
  for (const MeasureCount& count : measures)
    for (const MeasureCount::Group& group : count.groups)
      if (group.by == scheme.by) rates[count.measure.name] = group.rows;
  return score(scheme, rates);
}

}  // namespace

std::optional<bool> MeasureCount::goal_met() const { return is_met(measure.goal, rate); }

std::optional<bool> MeasureCount::Group::goal_met(const std::string& row) const {
  const auto goal = goals.find(row);
  const auto counted = rows.find(row);
  if (goal == goals.end() || counted == rows.end()) return std::nullopt;
  return is_met(goal->second, counted->second);
}

Counter::Counter(const Rules& rules, const CountOptions& options) : rules_(rules), options_(options), in_force_(rules) {
  report_.rules = rules.version;
  report_.from = options.from;
  report_.to = options.to;
  report_.with_tickets = options.with_tickets;
  report_.zone = zone_of(rules);
  report_.is_watched = rules.watch.has_value();
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
    MeasureCount counted{measure, {}, 0, std::vector<std::int64_t>(measure.drop.size()), {}};
    for (const std::string& by : measure.by) counted.groups.push_back({by, {}});
    report_.measures.push_back(std::move(counted));
  }
  for (const Target& target : rules.targets) report_.words.emplace("target/" + target.name, target.title);
  for (const Label& label : rules.labels) report_.words.emplace("label/" + label.name, Title{label.title, {}});
  for (const auto& [name, title] : rules.words) report_.words.emplace("word/" + name, title);
  if (options.detail) detail_ = std::make_unique<DetailCounter>(rules, options, report_.zone);
}

Counter::Counter(Counter&&) noexcept = default;
Counter::~Counter() = default;

void Counter::add(const Case& matter) {
  judge_as_current(in_force_, matter);
  const Judge judge{in_force_, matter};
  for (const Ticket& ticket : matter.tickets) {
    const Looked looked{rules_, matter, ticket, judge};
    if (ticket.kind == escalation_kind) {
      const Looked first{rules_, matter, matter.tickets.front(), judge};
      if (is_counted(first)) count_escalated(first, ticket);
      continue;
    }
    add(looked);
    for (MeasureCount& measure : report_.measures) {
      const Judge own{in_force_, matter, measure.measure.deadline, measure.measure.breaches};
      const Looked by_measure{rules_, matter, ticket, own};
      Tally{by_measure, options_, report_.zone, measure, detail_.get()}.count();
    }
  }
}

void Counter::count_escalated(const Looked& first, const Ticket& escalation) {
  if (detail_) detail_->look_at(first);
  for (auto& [level, cases] : report_.escalated) {
    if (!escalation.was_in(level)) continue;
    cases += 1;
    if (detail_) detail_->counted("escalated/" + level);
  }
}

bool Counter::is_counted(const Looked& looked) const {
  return (!options_.from && !options_.to) || is_in_period(looked.counts_at(options_.basis, {}, {}), options_);
}

void Counter::add(const Looked& looked) {
  const Ticket& ticket = looked.ticket;
  const bool by_due = options_.basis == Measure::Basis::due;
  const bool is_whole = !options_.from && !options_.to;
  const bool is_in = is_counted(looked);
  if (detail_) detail_->begin(looked, is_in);
  if (is_in) {
    report_.tickets += 1;
    const Workflow* workflow = rules_.workflow(ticket.kind);
    const bool is_open = workflow == nullptr || !workflow->is_final(ticket.state);
    if (is_open) report_.open_tickets += 1;
    if (detail_) detail_->counted("tickets/all");
    if (detail_ && is_open) detail_->counted("tickets/open");
  }
  bool promised = false;
  for (const Judged& promise : looked.judge.promises_of(ticket)) {
    promised = true;
    if (!is_whole && !(by_due ? is_in_period(looked.judge.due(ticket, *promise.clock), options_) : is_in)) continue;
    const Watched seen =
        rules_.watch ? watched(*promise.clock, ticket, looked.matter, *rules_.watch, in_force_) : Watched{};
    tally(promise.end, promise.breached, report_.promises);
    note(seen, report_.promises.watched);
    if (detail_) {
      detail_->promise(promise, seen, "all", "");
      detail_->time_used(promise);
    }
    for (Grouped& group : report_.groups) {
      const std::string row = group.by == "target"   ? promise.clock->target
                              : group.by == "policy" ? ticket.policy
                                                     : looked.field(group.by);
      PromiseCount& counted = group.rows[row];
      tally(promise.end, promise.breached, counted);
      note(seen, counted.watched);
      if (detail_) detail_->promise(promise, seen, group.by, row);
    }
  }
  if (promised || !is_in) return;
  report_.without_promise += 1;
  if (detail_) detail_->counted("tickets/without-promise");
}

Report Counter::report(Instant until) const {
  Report report = report_;
  report.until = until;
  if (detail_) report.detail = detail_->detail(until);
  for (MeasureCount& count : report.measures) {
    std::sort(count.tickets.begin(), count.tickets.end(), is_before);
    set_goals(count, rules_.directory);
    const std::int64_t one = count.measure.weights ? count.measure.weights->one : 1;
    if (const auto& published = count.measure.published)
      count.doubts =
          is_period_of(*published, report) ? doubts_about(*published, count.rate, one) : doubts_about(*published, one);
  }
  for (const Scheme& scheme : rules_.schemes) report.schemes.push_back(scored(scheme, report.measures));
  return report;
}

}  // namespace hotline

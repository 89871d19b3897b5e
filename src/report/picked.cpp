#include "report/picked.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/names.hpp"
#include "core/facts.hpp"
#include "hotline/workflow/workflow.hpp"

namespace hotline {
namespace {

bool any_of(const std::vector<Judged>& promises, const std::vector<std::string>& targets,
            bool (*wanted)(const Judged&)) {
  return std::any_of(promises.begin(), promises.end(),
                     [&](const Judged& one) { return has(targets, one.clock->target) && wanted(one); });
}

bool on_time(const Judged& one) { return one.end == Judged::End::on_time; }
bool breached(const Judged& one) { return one.breached; }

}  // namespace

std::string Looked::field(const std::string& name) const {
  if (rules.attribute(name) != nullptr) return Facts{rules, matter, ticket}.value_of(name);
  for (const Ticket* at = &ticket; at != nullptr; at = matter.ticket(at->under))
    if (const auto found = at->labels.find(name); found != at->labels.end()) return found->second;
  return {};
}

bool Looked::holds(const Picks& picks) const {
  const auto reached = [&](const std::string& state) { return ticket.was_in(state); };
  const auto done = [&](const Move& move) { return has(picks.did, move.verb); };
  if (!picks.kind.empty() && picks.kind != ticket.kind) return false;
  for (const auto& [name, wanted] : picks.attributes.values)
    if (!has(wanted, field(name))) return false;
  if (!picks.reached.empty() && std::none_of(picks.reached.begin(), picks.reached.end(), reached)) return false;
  if (!picks.in.empty() && !has(picks.in, ticket.state)) return false;
  if (!picks.did.empty() && std::none_of(ticket.moves.begin(), ticket.moves.end(), done)) return false;
  if (picks.met.empty() && picks.breached.empty()) return true;
  const std::vector<Judged> promises = judge.promises_of(ticket);
  if (!picks.met.empty() && (!any_of(promises, picks.met, on_time) || any_of(promises, picks.met, breached)))
    return false;
  return picks.breached.empty() || any_of(promises, picks.breached, breached);
}

std::optional<Instant> Looked::first_move(const Trigger& trigger) const {
  const auto found = std::find_if(ticket.moves.begin(), ticket.moves.end(), [&](const Move& move) {
    return has(trigger.on, move.verb) || has(trigger.in, move.to);
  });
  return found == ticket.moves.end() ? std::nullopt : std::optional{found->at};
}

// By its first promise, so that a ticket taken up again moves no figure of a month gone by. One still open and not past
// due, or called off before, has not fallen due.
std::optional<Instant> Looked::fell_due(const std::vector<std::string>& promises) const {
  for (const Judged& one : judge.promises_of(ticket)) {
    if (!promises.empty() && !has(promises, one.clock->target)) continue;
    if (!one.breached && (one.end == Judged::End::open || one.end == Judged::End::cancelled)) continue;
    return judge.due(ticket, *one.clock);
  }
  return std::nullopt;
}

std::optional<Instant> Looked::counts_at(Measure::Basis basis, const Trigger& counted_at,
                                         const std::vector<std::string>& promises) const {
  static const Trigger dispatch{.on = {"dispatch"}, .in = {}, .when = {}};
  switch (basis) {
    case Measure::Basis::intake:
      return ticket.opened_at;
    case Measure::Basis::dispatch:
      return first_move(counted_at.empty() ? dispatch : counted_at);
    case Measure::Basis::due:
      return fell_due(promises);
    case Measure::Basis::close:
      break;
  }
  if (!counted_at.empty()) return first_move(counted_at);
  const Workflow* workflow = rules.workflow(ticket.kind);
  return workflow == nullptr ? std::nullopt : first_move({.on = {}, .in = workflow->finals, .when = {}});
}

std::string month_of(Instant at, const Zone& zone) {
  const Date date{std::chrono::floor<std::chrono::days>(zone.to_local(at))};
  return fmt::format("{:04}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
}

}  // namespace hotline

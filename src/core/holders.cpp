#include "hotline/core/holders.hpp"

#include <algorithm>
#include <set>

namespace hotline {
namespace {

// How much of a clock's limit has been used at any instant of its life.
class Usage {
 public:
  static Result<Usage> of(const Clock& clock, const InForce& in_force, const Rules& rules) {
    const Target* target = rules.target(clock.target);
    const auto line = in_force.line(clock.line);
    if (!line) return tl::make_unexpected(line.error());
    if (target == nullptr || target->limit.counting == Counting::given)
      return Usage(clock, *line, clock.since.time_since_epoch().count());
    return start_key(*line, target->limit, clock.since).map([&](Key from) { return Usage(clock, *line, from); });
  }

  Key at(Instant at) const {
    Key used = 0;
    Key from = from_;
    for (const Pause& pause : pauses_) {
      if (at <= pause.from) break;
      const Key stood = line_.counted_since(from, pause.from);
      used += stood - from;
      if (at <= pause.to) return used;
      from = line_.counted_since(stood, pause.to);
    }
    return used + line_.counted_since(from, at) - from;
  }

 private:
  Usage(const Clock& clock, const Line& line, Key from) : line_(line), from_(from), pauses_(clock.pauses) {
    if (clock.paused_since) pauses_.push_back({*clock.paused_since, Instant::max()});
  }

  Line line_;
  Key from_;
  std::vector<Pause> pauses_;
};

struct Leg {
  const Ticket* ticket;
  Instant from;
  Instant to;
  bool lead;
};

std::vector<Leg> legs_of(const Case& matter, const Ticket& above, Instant begin, Instant end, const Rules& rules) {
  std::vector<Leg> legs;
  for (const Ticket& ticket : matter.tickets) {
    if (ticket.under != above.number) continue;
    const Workflow& workflow = *rules.workflow(ticket.kind);
    const Instant to = workflow.is_final(ticket.state) ? std::min(ticket.changed_at, end) : end;
    const Instant from = std::max(ticket.opened_at, begin);
    if (from < to) legs.push_back({&ticket, from, to, workflow.lead.holds(ticket.attributes)});
  }
  return legs;
}

TicketNumber holder_at(const std::vector<Leg>& legs, Instant at, TicketNumber own) {
  TicketNumber holder = own;
  for (const Leg& leg : legs)
    if (leg.lead && leg.from <= at && at < leg.to) holder = leg.ticket->number;
  return holder;
}

}  // namespace

Result<Holders> holders(const Case& matter, const Ticket& ticket, const Clock& clock, Instant upto,
                        const InForce& in_force) {
  const Rules& rules = in_force.rules_of(matter);
  const auto usage = Usage::of(clock, in_force, rules);
  if (!usage) return tl::make_unexpected(usage.error());
  const Instant end = std::max(clock.since, clock.ended_at.value_or(upto));
  const std::vector<Leg> legs = legs_of(matter, ticket, clock.since, end, rules);
  std::set<Instant> edges{clock.since, end};
  Holders result;
  for (const Leg& leg : legs) {
    if (leg.lead)
      edges.insert({leg.from, leg.to});
    else
      result.beside.push_back({leg.ticket->number, leg.from, leg.to, usage->at(leg.to) - usage->at(leg.from)});
  }
  for (auto from = edges.begin(), to = std::next(from); to != edges.end(); from = to++) {
    const TicketNumber holder = holder_at(legs, *from, ticket.number);
    const Key used = usage->at(*to) - usage->at(*from);
    if (!result.lead.empty() && result.lead.back().ticket == holder) {
      result.lead.back().to = *to;
      result.lead.back().used += used;
    } else {
      result.lead.push_back({holder, *from, *to, used});
    }
  }
  result.used = usage->at(end);
  return result;
}

}  // namespace hotline

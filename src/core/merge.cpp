#include "hotline/core/merge.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/clocks.hpp"
#include "core/draft.hpp"
#include "core/facts.hpp"
#include "core/places.hpp"
#include "core/starts.hpp"

namespace hotline {
namespace {

tl::unexpected<Error> refused(std::string why) { return fail(Fault::refused, std::move(why)); }

Result<void> stands_alone(const Case& matter, const InForce& in_force) {
  const std::string& id = matter.id.text;
  if (!matter.exists()) return refused(fmt::format("there is no case '{}'", id));
  if (!matter.merged_into.text.empty())
    return refused(fmt::format("case '{}' is merged into '{}' already", id, matter.merged_into.text));
  const Ticket& ticket = matter.tickets.front();
  if (in_force.rules_of(matter).workflow(ticket.kind)->is_final(ticket.state))
    return refused(fmt::format("case '{}' is at its end, '{}': there is nothing to merge", id, ticket.state));
  return {};
}

Result<void> can_merge(const Case& absorbed, const Case& survivor, const Command& command, const InForce& in_force) {
  if (command.with.text.empty())
    return refused(fmt::format("'{}' names no other case: say into which, as in with = \"2303-0005\"", command.verb));
  if (absorbed.id == survivor.id)
    return refused(fmt::format("case '{}' cannot be merged into itself", absorbed.id.text));
  if (survivor.merged_into == absorbed.id)
    return refused(
        fmt::format("case '{}' is merged into '{}' itself: unmerge it first", survivor.id.text, absorbed.id.text));
  if (const auto alone = stands_alone(absorbed, in_force); !alone) return alone;
  if (const auto alone = stands_alone(survivor, in_force); !alone) return alone;
  const std::string& kind = absorbed.tickets.front().kind;
  if (kind != survivor.tickets.front().kind)
    return refused(fmt::format("'{}' is of kind '{}' and '{}' is not: only tickets of one kind are merged",
                               absorbed.id.text, kind, survivor.id.text));
  return {};
}

void supersede_all(Draft& draft, Instant at) {
  std::vector<ClockRef> open;
  for (const Ticket& ticket : draft.matter().tickets)
    for (const Clock& clock : ticket.clocks)
      if (clock.is_open()) open.push_back(ref_of(ticket.number, clock));
  for (const ClockRef& ref : open) draft.add(at, ClockSuperseded{ref});
}

// When it would be due were it to run on at `at`.
Result<Instant> due_from(const Case& matter, const Ticket& ticket, Clock clock, Instant at, const InForce& in_force) {
  if (clock.status == Clock::Status::paused) {
    const auto line = in_force.line(clock.line);
    if (!line) return tl::make_unexpected(line.error());
    clock.key += line->counted_since(clock.from, at) - clock.from;
    clock.status = Clock::Status::running;
  }
  const Target& target = *in_force.rules_of(matter).target(clock.target);
  return due_places({matter, ticket, clock, target, in_force})
      .and_then([&](const Places& places) { return earliest(places, Instant::min(), in_force); })
      .map([](const std::optional<Instant>& due) { return *due; });
}

// The survivor's ticket goes on with the other's clock.
Result<void> take_over(Draft& draft, const Clock& theirs, const Case& absorbed, const Target& target, Instant at) {
  const Ticket& ticket = draft.ticket(1);
  const Clock ours = *ticket.open_clock(target.name);
  const bool stands = stands_still(target, {ticket, ticket.moves.size() - 1});
  draft.add(at, ClockSuperseded{ref_of(1, ours)});
  ClockStarted event{.clock = {1, target.name, ours.cycle + 1},
                     .promise = theirs.promise,
                     .line = theirs.line,
                     .budget = theirs.budget,
                     .from = theirs.from,
                     .key = theirs.key,
                     .since = theirs.since,
                     .pauses = theirs.pauses,
                     .skipped = {theirs.rungs.begin(), theirs.rungs.end()},
                     .taken_from = absorbed.id};
  if (theirs.paused_since) {
    const auto line = draft.in_force().line(theirs.line);
    if (!line) return tl::make_unexpected(line.error());
    event.from = line->counted_since(theirs.from, at);
    event.key = event.from + theirs.key - theirs.from;
    event.pauses.push_back({*theirs.paused_since, at});
  }
  draft.add(at, event);
  if (!stands) return {};
  return draft.in_force().line(event.line).map([&](const Line& line) {
    draft.add(at, ClockPaused{event.clock, line.counted_since(event.from, at)});
  });
}

Result<void> take_the_earlier(Draft& draft, const Case& absorbed, Instant at) {
  const Ticket& theirs = absorbed.tickets.front();
  for (const Clock& clock : theirs.clocks) {
    const Clock* ours = draft.ticket(1).open_clock(clock.target);
    const Target* target = draft.rules().target(clock.target);
    if (!clock.is_open() || ours == nullptr || target == nullptr) continue;
    const auto their_due = due_from(absorbed, theirs, clock, at, draft.in_force());
    const auto our_due = due_from(draft.matter(), draft.ticket(1), *ours, at, draft.in_force());
    if (!their_due) return tl::make_unexpected(their_due.error());
    if (!our_due) return tl::make_unexpected(our_due.error());
    if (*their_due >= *our_due) continue;
    if (const auto taken = take_over(draft, clock, absorbed, *target, at); !taken) return taken;
  }
  return {};
}

// Clocks that `of` holds are derived from the ticket's own history.
template <class Of>
Result<void> derive_again(Draft& draft, TicketNumber number, Instant at, const Of& of) {
  std::vector<std::string> targets;
  for (const Clock& clock : draft.ticket(number).clocks)
    if (of(clock) && std::find(targets.begin(), targets.end(), clock.target) == targets.end())
      targets.push_back(clock.target);
  for (const std::string& name : targets) {
    if (const Clock* open = draft.ticket(number).open_clock(name))
      draft.add(at, ClockSuperseded{ref_of(number, *open)});
    if (const auto derived = derive_clock(draft, number, *draft.rules().target(name), at, std::nullopt); !derived)
      return derived;
  }
  return {};
}

Result<void> merge(Draft& absorbed, Draft& survivor, const Command& command) {
  if (const auto able = can_merge(absorbed.matter(), survivor.matter(), command, survivor.in_force()); !able)
    return able;
  if (const auto taken = take_the_earlier(survivor, absorbed.matter(), command.at); !taken) return taken;
  survivor.add(command.at, CaseAbsorbed{absorbed.matter().id, command.by});
  supersede_all(absorbed, command.at);
  absorbed.add(command.at, CaseMerged{survivor.matter().id, command.by});
  return {};
}

// What the merge superseded: clocks whose last cycle ended then, in that way.
Result<void> unmerge(Draft& absorbed, Draft& survivor, const Command& command) {
  const Case& theirs = absorbed.matter();
  if (theirs.merged_into.text.empty())
    return refused(fmt::format("case '{}' stands alone: it is not merged into another", theirs.id.text));
  if (theirs.merged_into != survivor.matter().id)
    return refused(fmt::format("case '{}' is merged into '{}', not into '{}'", theirs.id.text, theirs.merged_into.text,
                               survivor.matter().id.text));
  absorbed.add(command.at, CaseUnmerged{survivor.matter().id, command.by});
  for (TicketNumber number = 1; number <= theirs.tickets.size(); ++number) {
    const auto derived = derive_again(absorbed, number, command.at, [&](const Clock& clock) {
      return clock.status == Clock::Status::superseded && &clock == theirs.ticket(number)->last_clock(clock.target);
    });
    if (!derived) return derived;
  }
  survivor.add(command.at, CaseReleased{theirs.id, command.by});
  return derive_again(survivor, 1, command.at,
                      [&](const Clock& clock) { return clock.is_open() && clock.taken_from == theirs.id; });
}

}  // namespace

Result<void> decide_merge(Draft& absorbed, Draft& survivor, const Command& command, Instant now) {
  if (command.at > now) return refused(fmt::format("'{}' has not happened yet", command.verb));
  return command.verb == merge_verb ? merge(absorbed, survivor, command) : unmerge(absorbed, survivor, command);
}

Result<BothCases> decide_merge(const Case& absorbed, const Case& survivor, const Command& command, Instant now,
                               const InForce& in_force) {
  Case both[] = {absorbed, survivor};
  Draft theirs(both[0], in_force);
  Draft ours(both[1], in_force);
  return decide_merge(theirs, ours, command, now).map([&] { return BothCases{theirs.take(), ours.take()}; });
}

}  // namespace hotline

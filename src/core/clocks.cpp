#include "core/clocks.hpp"

#include <algorithm>

#include <boost/container/small_vector.hpp>
#include <fmt/format.h>

#include "base/names.hpp"
#include "core/facts.hpp"
#include "core/starts.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/core/due.hpp"
#include "hotline/rules/zone_of.hpp"

namespace hotline {
namespace {

Result<void> pause(Draft& draft, TicketNumber ticket, const Clock& clock, Instant at) {
  return draft.in_force().line(clock.line).map([&, ref = ref_of(ticket, clock), from = clock.from](const Line& line) {
    draft.add(at, ClockPaused{ref, line.counted_since(from, at)});
  });
}

// What the ticket's last move means for one clock.
struct Meaning {
  enum class End { none, meet, meet_and_reset, cancel, reset, carry_on } end = End::none;
  bool pauses = false;
  bool resumes = false;
  const Extension* extension = nullptr;

  bool nothing() const { return end == End::none && !pauses && !resumes && extension == nullptr; }
};

Meaning meaning_of(const Clock& clock, const Target& target, const Ticket& ticket) {
  const Moment now{ticket, ticket.moves.size() - 1};
  Meaning meaning;
  if (clock.is_open() && pulled(target.meets, now)) {
    meaning.end = pulled(target.resets, now) ? Meaning::End::meet_and_reset : Meaning::End::meet;
  } else if (clock.is_open() && pulled(target.cancels, now)) {
    meaning.end = Meaning::End::cancel;
  } else if (pulled(target.resets, now)) {
    meaning.end = Meaning::End::reset;
  } else if (!clock.is_open() && pulled(target.continues, now)) {
    meaning.end = Meaning::End::carry_on;
  }
  if (meaning.end != Meaning::End::none || !clock.is_open()) return meaning;
  for (const Extension& extension : target.extends)
    if (has(extension.on, ticket.moves.back().verb)) meaning.extension = &extension;
  const bool stands = stands_still(target, now);
  // A running clock in a pause that had run out stays running.
  const bool stood = stands && now.move > 0 && stands_still(target, {ticket, now.move - 1});
  meaning.pauses = clock.status == Clock::Status::running && stands && !stood;
  meaning.resumes = clock.status == Clock::Status::paused && !stands;
  return meaning;
}

Result<void> end_or_begin(Draft& draft, TicketNumber number, const Target& target, Meaning::End end,
                          std::optional<Instant> given) {
  const Clock& clock = *draft.ticket(number).last_clock(target.name);
  const ClockRef ref = ref_of(number, clock);
  const Instant at = draft.ticket(number).moves.back().at;
  switch (end) {
    case Meaning::End::meet:
      draft.add(at, ClockMet{ref});
      return {};
    case Meaning::End::meet_and_reset:
      draft.add(at, ClockMet{ref});
      return start_clock(draft, number, target, given);
    case Meaning::End::cancel:
      draft.add(at, ClockCancelled{ref});
      return {};
    case Meaning::End::reset:
      if (clock.is_open()) draft.add(at, ClockSuperseded{ref});
      return start_clock(draft, number, target, given);
    case Meaning::End::carry_on:
      return continue_clock(draft, number, target);
    case Meaning::End::none:
      break;
  }
  return {};
}

Result<void> drive(Draft& draft, TicketNumber number, const Target& target, std::optional<Instant> given) {
  const Ticket& ticket = draft.ticket(number);
  const Instant at = ticket.moves.back().at;
  const Clock* last = ticket.last_clock(target.name);
  if (last == nullptr) {
    if (!pulled(target.starts, {ticket, ticket.moves.size() - 1})) return {};
    return start_clock(draft, number, target, given);
  }
  const Meaning meaning = meaning_of(*last, target, ticket);
  if (meaning.nothing()) return {};
  const bool undone = last->is_open() && last->breached && (meaning.extension != nullptr || at <= *last->breached_at);
  if (undone) correct_breach(draft, number, Clock{*last}, target, at);
  if (meaning.end != Meaning::End::none) return end_or_begin(draft, number, target, meaning.end, given);
  const Clock clock = *draft.ticket(number).last_clock(target.name);
  if (meaning.extension != nullptr) {
    const Key more = budget(meaning.extension->by, clock.line.kind);
    draft.add(at, ClockExtended{ref_of(number, clock), clock.budget + more, clock.key + more});
  }
  const Clock extended = *draft.ticket(number).last_clock(target.name);
  if (meaning.pauses) return pause(draft, number, extended, at);
  return meaning.resumes ? run_on(draft, number, extended, at) : Result<void>{};
}

using Targets = boost::container::small_vector<const Target*, 16>;

// Targets of the ticket's policy, then those whose clock it kept when the policy changed.
Targets targets_of(const Draft& draft, TicketNumber number) {
  const Ticket& ticket = draft.ticket(number);
  Targets targets;
  if (const Policy* policy = draft.rules().policy(ticket.policy))
    for (const std::string& name : policy->targets) targets.push_back(draft.rules().target(name));
  for (const Clock& clock : ticket.clocks) {
    const Target* target = draft.rules().target(clock.target);
    const bool known = std::find(targets.begin(), targets.end(), target) != targets.end();
    if (clock.is_open() && target != nullptr && !known) targets.push_back(target);
  }
  return targets;
}

bool asks(const Target& target, std::string_view verb) {
  return std::any_of(target.extends.begin(), target.extends.end(), [&](const Extension& extension) {
    return has(extension.asked.empty() ? extension.on : extension.asked, verb);
  });
}

// The due instant it is past, if it is.
Result<std::optional<Instant>> missed(const Draft& draft, const Ticket& ticket, const Clock& clock, Instant at) {
  if (clock.breached) return *clock.breached_at < at ? clock.breached_at : std::nullopt;
  if (clock.status == Clock::Status::paused) return std::nullopt;
  return due_of(draft.matter(), ticket, clock, draft.in_force()).map([&](Instant due) {
    return due < at ? std::optional(due) : std::nullopt;
  });
}

}  // namespace

void correct_breach(Draft& draft, TicketNumber ticket, const Clock& clock, const Target& target, Instant at) {
  ClockCorrected correction{ref_of(ticket, clock), clock.breach_version, {}};
  if (const Ladder* ladder = draft.rules().ladder(target.ladder)) {
    for (const std::uint32_t rung : clock.rungs) {
      const Rung::At when = ladder->rungs[rung].at;
      if (when == Rung::At::share || when == Rung::At::before_due) correction.skipped.push_back(rung);
    }
  }
  draft.add(at, std::move(correction));
}

Result<void> run_on(Draft& draft, TicketNumber ticket, const Clock& clock, Instant at) {
  return draft.in_force().line(clock.line).map([&, ref = ref_of(ticket, clock), clock](const Line& line) {
    const Key left = clock.key - clock.from;
    const Key from = line.counted_since(clock.from, at);
    draft.add(at, ClockResumed{ref, from, from + left});
  });
}

Result<void> drive_clocks(Draft& draft, TicketNumber ticket, std::optional<Instant> given) {
  for (const Target* target : targets_of(draft, ticket)) {
    if (const auto driven = drive(draft, ticket, *target, given); !driven) return driven;
  }
  return {};
}

Result<void> in_time_to_extend(const Draft& draft, TicketNumber number, std::string_view verb, Instant at) {
  const std::vector<Target>& all = draft.rules().targets;
  if (std::none_of(all.begin(), all.end(), [&](const Target& target) { return asks(target, verb); })) return {};
  const Ticket& ticket = draft.ticket(number);
  std::optional<Error> why;
  for (const Target* target : targets_of(draft, number)) {
    if (!asks(*target, verb)) continue;
    const Clock* clock = ticket.open_clock(target->name);
    if (clock == nullptr) {
      if (!why) why = Error{Fault::refused, fmt::format("'{}' finds no open clock '{}' to extend", verb, target->name)};
      continue;
    }
    const auto past = missed(draft, ticket, *clock, at);
    if (!past) return tl::make_unexpected(past.error());
    if (!*past) return {};
    why = Error{Fault::refused, fmt::format("'{}' comes too late: '{}' was due {}, and more time is asked for at or "
                                            "before due",
                                            verb, target->name, to_text(**past, zone_of(draft.rules())))};
  }
  return why ? Result<void>{tl::make_unexpected(*why)} : Result<void>{};
}

void cancel_clocks_under(Draft& draft, TicketNumber above, Instant at) {
  for (TicketNumber number = 1; number <= draft.matter().tickets.size(); ++number) {
    if (draft.ticket(number).under != above) continue;
    std::vector<ClockRef> open;
    for (const Clock& clock : draft.ticket(number).clocks)
      if (clock.is_open()) open.push_back(ref_of(number, clock));
    for (const ClockRef& ref : open) draft.add(at, ClockCancelled{ref});
    cancel_clocks_under(draft, number, at);
  }
}

}  // namespace hotline

#include "core/policies.hpp"

#include <algorithm>

#include "base/names.hpp"
#include "core/facts.hpp"
#include "core/starts.hpp"

namespace hotline {
namespace {

const Policy* policy_of(const Draft& draft, TicketNumber number, std::string_view doing) {
  const Ticket& ticket = draft.ticket(number);
  const Facts facts{draft.rules(), draft.matter(), ticket, doing};
  for (const Policy& policy : draft.rules().policies)
    if (policy.kind == ticket.kind && facts.hold(policy.when)) return &policy;
  return nullptr;
}

void supersede(Draft& draft, TicketNumber number, const std::string& target, Instant at) {
  if (const Clock* clock = draft.ticket(number).open_clock(target))
    draft.add(at, ClockSuperseded{ref_of(number, *clock)});
}

Result<void> give(Draft& draft, TicketNumber number, const Target& target, Instant at, std::optional<Instant> given) {
  if (draft.ticket(number).open_clock(target.name) != nullptr) return {};
  return derive_clock(draft, number, target, at, given);
}

bool same_ladder(const Ladder* a, const Ladder* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return std::equal(a->rungs.begin(), a->rungs.end(), b->rungs.begin(), b->rungs.end(),
                    [](const Rung& x, const Rung& y) {
                      return x.text == y.text && x.calendar == y.calendar && x.raise == y.raise && x.does == y.does;
                    });
}

bool same_promise(const Rules& before, const Rules& after, const std::string& name) {
  const Target* a = before.target(name);
  const Target* b = after.target(name);
  return a != nullptr && b != nullptr && a->limit == b->limit && a->calendar == b->calendar && a->does == b->does &&
         same_ladder(before.ladder(a->ladder), after.ladder(b->ladder));
}

}  // namespace

Result<void> choose_policy(Draft& draft, TicketNumber number, Instant at, std::optional<Instant> given,
                           std::string_view doing) {
  const std::string before = draft.ticket(number).policy;
  const Policy* chosen = policy_of(draft, number, doing);
  if (chosen == nullptr || chosen->name == before) return {};
  draft.add(at, PolicyChosen{number, chosen->name});
  if (before.empty()) return {};

  const std::vector<std::string>& left = draft.rules().policy(before)->targets;
  for (const std::string& name : left) {
    const bool kept = has(chosen->targets, name) || draft.rules().target(name)->on_change == OnChange::keep;
    if (!kept) supersede(draft, number, name, at);
  }
  for (const std::string& name : chosen->targets) {
    if (has(left, name)) continue;
    if (const auto given_it = give(draft, number, *draft.rules().target(name), at, given); !given_it) return given_it;
  }
  return {};
}

Result<void> choose_policy_anew(Draft& draft, TicketNumber number, Instant at, const Rules& before) {
  const Policy* chosen = policy_of(draft, number, {});
  if (chosen == nullptr) return {};
  if (chosen->name != draft.ticket(number).policy) draft.add(at, PolicyChosen{number, chosen->name});
  std::vector<std::string> changed;
  for (const Clock& clock : draft.ticket(number).clocks) {
    const bool runs_on = has(chosen->targets, clock.target) && same_promise(before, draft.rules(), clock.target);
    if (clock.is_open() && !runs_on) changed.push_back(clock.target);
  }
  for (const std::string& name : changed) supersede(draft, number, name, at);
  for (const std::string& name : chosen->targets)
    if (const auto given = give(draft, number, *draft.rules().target(name), at, std::nullopt); !given) return given;
  return {};
}

}  // namespace hotline

#include "simulator/oracle.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "support/slow_clock.hpp"

namespace hotline::test {
namespace {

// A corrected breach stands on what was known then, and a merged case on the start of another.
bool is_plain(const Life& life) {
  if (!life.matter.merged_into.text.empty() || !life.matter.absorbed.empty()) return false;
  return std::none_of(life.matter.tickets.begin(), life.matter.tickets.end(), [](const Ticket& ticket) {
    return std::any_of(ticket.clocks.begin(), ticket.clocks.end(), [](const Clock& clock) {
      return clock.status == Clock::Status::corrected || !clock.taken_from.text.empty();
    });
  });
}

// The slow clock takes a day to close on its own date.
bool counts(const Target& target, const Rules& rules) {
  const bool by_days =
      target.limit.counting == Counting::working_days || target.limit.counting == Counting::rolled_days;
  if (!by_days) return true;
  const Calendar& calendar = *rules.calendar(target.calendar);
  for (int day = 2; day <= 8; ++day)
    for (const Window& window : calendar.day(std::chrono::year{2023} / 1 / day).windows)
      if (window.close > std::chrono::hours{24}) return false;
  return true;
}

Instant ran_out_at(const Clock& clock) {
  if (clock.breached_at) return *clock.breached_at;
  return clock.status == Clock::Status::ran && clock.ended_at ? *clock.ended_at : never;
}

std::int64_t seconds_of(Instant at) { return at == never ? -1 : at.time_since_epoch().count(); }

void judge(const Life& life, const Ticket& ticket, const Rules& rules, std::chrono::days at_most, Instant passed,
           Judged& judged) {
  if (ticket.clocks.empty()) return;
  Instant until = passed;
  for (const Clock& clock : ticket.clocks) until = std::min(until, clock.since + at_most);
  const auto events = events_in(life.bytes).value();
  SlowClocks slow(rules, ticket, events, until);
  for (const Clock& clock : ticket.clocks) {
    if (clock.since >= until || !counts(*rules.target(clock.target), rules)) continue;
    const auto wanted = slow.run_out(clock);
    if (!wanted) continue;
    const Instant ran_out = ran_out_at(clock);
    const Instant told = ran_out < until ? ran_out : never;
    const bool capped = rules.target(clock.target)->within && told < *wanted;
    ++judged.clocks;
    judged.ran_out += told == never ? 0 : 1;
    if (told == *wanted || capped || !judged.fault.empty()) continue;
    judged.fault =
        fmt::format("I8: '{}' of case '{}', ticket {}, cycle {}, ran out at {} and should at {}\n{}", clock.target,
                    life.matter.id.text, ticket.number, clock.cycle, seconds_of(told), seconds_of(*wanted), life.bytes);
  }
}

}  // namespace

Judged judged_by_the_second(const Model& model, std::chrono::days at_most, Instant passed) {
  Judged judged;
  for (const auto& [id, life] : model.lives())
    if (life.matter.exists() && is_plain(life))
      for (const Ticket& ticket : life.matter.tickets)
        judge(life, ticket, model.in_force().rules_of(life.matter), at_most, passed, judged);
  return judged;
}

}  // namespace hotline::test

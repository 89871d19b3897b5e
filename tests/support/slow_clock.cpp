#include "support/slow_clock.hpp"

#include <algorithm>
#include <chrono>

#include "base/names.hpp"

namespace hotline::test {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;

constexpr days ahead{45};  // for ends of days and rolls past the last second asked about

// What was granted on top from its start to its end.
std::int64_t granted(const Target& target, const Ticket& ticket, const Clock& clock) {
  std::int64_t more = 0;
  for (const Move& move : ticket.moves) {
    const bool within = clock.since < move.at && move.at <= clock.ended_at.value_or(never);
    if (within && !target.extends.empty() && has(target.extends.front().on, move.verb))
      more += target.extends.front().by.amount;
  }
  return more;
}

std::vector<Pause> pauses_of(const Clock& clock) {
  std::vector<Pause> pauses = clock.pauses;
  if (clock.paused_since) pauses.push_back({*clock.paused_since, never});
  return pauses;
}

bool stands_at(const std::vector<Pause>& pauses, Instant at) {
  return std::any_of(pauses.begin(), pauses.end(),
                     [&](const Pause& pause) { return pause.from <= at && at < pause.to; });
}

// Nothing runs out before it was told, nor while it stands still.
Instant not_before(Instant due, const ClockRef& ref, const std::vector<Pause>& pauses,
                   const std::vector<Event>& events) {
  for (const Event& event : events) {
    const auto* started = std::get_if<ClockStarted>(&event.what);
    if (started && started->clock == ref) due = std::max(due, event.at);
  }
  for (const Pause& pause : pauses)
    if (pause.from <= due && due < pause.to) due = pause.to;
  return due;
}

}  // namespace

Seconds::Seconds(const Calendar& calendar, Instant from, Instant to) : from_(from) {
  const Zone& zone = calendar.zone();
  const auto first = floor<days>(zone.to_local(from));
  const auto last = floor<days>(zone.to_local(to)) + ahead;
  std::set<Instant> working;  // their midnights
  for (auto date = first; date <= last; date += days{1}) {
    const Instant midnight = zone.to_instant(date, Skipped::shift);
    midnights_.insert(midnight);
    const Hours windows = calendar.day(Date{date}).windows;
    if (windows.empty()) continue;
    working.insert(midnight);
    closings_.insert(zone.to_instant(date + windows.back().close, Skipped::shift));
  }
  for (Instant at = from; at <= to; at += seconds{1}) {
    open_.push_back(calendar.is_open(at));
    works_.push_back(working.contains(*std::prev(midnights_.upper_bound(at))));
  }
}

Instant Seconds::end_of_working_date(Instant at) const {
  for (auto end = midnights_.upper_bound(at);; ++end)
    if (std::any_of(closings_.begin(), closings_.end(),
                    [&](Instant closing) { return *std::prev(end) < closing && closing <= *end; }))
      return *end;
}

const Seconds& SlowClocks::seconds_of(const std::string& calendar) {
  const auto found = seconds_.find(calendar);
  if (found != seconds_.end()) return found->second;
  Instant first = until_;
  for (const Clock& clock : ticket_.clocks) first = std::min(first, clock.since);
  return seconds_.emplace(calendar, Seconds(*rules_.calendar(calendar), first, until_)).first->second;
}

std::optional<Instant> SlowClocks::run_out(const Clock& clock) {
  const Target& target = *rules_.target(clock.target);
  const Limit& limit = target.limit;
  const bool counts = limit.counting != Counting::given && limit.start != Start::cut_off &&
                      limit.first_day == FirstDay::exclude && limit.end != End::same_time && target.extends.size() <= 1;
  if (!counts) return std::nullopt;
  const ClockRef ref{ticket_.number, clock.target, clock.cycle};
  const std::int64_t total = limit.amount + granted(target, ticket_, clock);
  const bool ended = clock.ended_at && clock.status != Clock::Status::ran;  // running out is what is asked about
  const Instant end = ended ? std::min(*clock.ended_at, until_) : until_;
  const Seconds* calendar = target.calendar.empty() ? nullptr : &seconds_of(target.calendar);

  Instant start = clock.since;
  if (limit.start == Start::next_opening)
    while (start < end && !calendar->is_open(start)) start += seconds{1};
  const Instant start_date_ends = calendar ? calendar->end_of_date(start) : start;
  const std::vector<Pause> pauses = pauses_of(clock);
  std::int64_t used = 0;
  // At each second, what the second before has used; of days, those that close then.
  for (Instant at = start; at <= end; at += seconds{1}) {
    const Instant before = at - seconds{1};
    const bool ran = at > start && !stands_at(pauses, before);
    std::optional<Instant> day_ends;  // of a day that counts
    switch (limit.counting) {
      case Counting::elapsed:
        used += ran ? 1 : 0;
        break;
      case Counting::working_time:
        used += ran && calendar->is_open(before) ? 1 : 0;
        break;
      case Counting::whole_days:
        used += ran && calendar->works(before) ? 1 : 0;
        break;
      case Counting::working_days:
        if (ran && calendar->closes(at) && at > start_date_ends)
          day_ends = limit.end == End::close ? at : calendar->end_of_date(before);
        break;
      case Counting::days:
        if (ran && calendar->is_midnight(at) && at > start_date_ends) day_ends = at;
        break;
      case Counting::rolled_days:
        if (ran && calendar->is_midnight(at) && at > start_date_ends)
          day_ends = used + 1 < total ? at : calendar->end_of_working_date(before);
        break;
      case Counting::given:
        break;
    }
    used += day_ends ? 1 : 0;
    if (used < total) continue;
    const Instant due = not_before(day_ends.value_or(at), ref, pauses, events_);
    return due < end ? due : never;
  }
  return never;
}

}  // namespace hotline::test

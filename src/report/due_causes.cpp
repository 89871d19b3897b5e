#include "report/due_causes.hpp"

#include <array>
#include <utility>

#include "hotline/calendar/deadline.hpp"
#include "report/plain_week.hpp"

namespace hotline {
namespace {

using std::chrono::seconds;

bool is_near(Instant one, Instant other, seconds tolerance) { return std::chrono::abs(one - other) <= tolerance; }

struct Recount {  // of one clock
  Limit limit;    // extensions included
  Instant since{};
  std::vector<Pause> pauses;

  std::optional<Instant> due(const Calendar& calendar) const {
    if (pauses.empty()) {
      const auto due = due_at(calendar, limit, since);
      return due ? std::optional(*due) : std::nullopt;
    }
    const auto explained = explain(calendar, limit, since, pauses);
    return explained ? std::optional(explained->due) : std::nullopt;
  }
};

// The target's limit as long as the clock's budget, more time granted included; none where that is no whole amount.
std::optional<Limit> whole_limit(const Target& target, const Clock& clock) {
  Limit limit = target.limit;
  const Key one = budget(limit, clock.line.kind);
  if (limit.counting == Counting::given || one <= 0 || (limit.amount * clock.budget) % one != 0) return std::nullopt;
  limit.amount = limit.amount * clock.budget / one;
  return limit;
}

// Across a change of the zone's offset: our due by the wall clock of the start, or by elapsed time.
bool is_clock_change(const Zone& zone, Instant since, Instant ours, Instant theirs, seconds tolerance) {
  const seconds shift = zone.offset_at(ours) - zone.offset_at(since);
  if (shift == seconds{0}) return false;
  return is_near(ours + shift, theirs, tolerance) || is_near(ours - shift, theirs, tolerance);
}

std::vector<Limit> other_starts(const Limit& limit) {
  std::vector<Limit> others;
  for (const Start start : {Start::at_once, Start::next_opening})
    if (start != limit.start) {
      others.push_back(limit);
      others.back().start = start;
    }
  return others;
}

std::vector<Limit> other_first_days(const Limit& limit) {
  if (!counts_days(limit.counting)) return {};
  std::vector<Limit> others{limit};
  others[0].first_day = limit.first_day == FirstDay::exclude ? FirstDay::include : FirstDay::exclude;
  return others;
}

std::vector<Limit> other_ends(const Limit& limit) {
  std::vector<Limit> others;
  if (!counts_days(limit.counting)) return others;
  for (const End end : {End::close, End::midnight, End::same_time})
    if (end != limit.end && (end != End::close || limit.counting == Counting::working_days)) {
      others.push_back(limit);
      others.back().end = end;
    }
  return others;
}

}  // namespace

DueCauses::DueCauses(const Rules& rules) : rules_(rules) {}

std::optional<DueCauses::Variants> DueCauses::variants_of(const std::string& name) const {
  const auto [found, fresh] = variants_.try_emplace(name);
  if (!fresh) return found->second;
  // A limit without a calendar is counted alike on any.
  const Calendar* calendar = !name.empty()              ? rules_.calendar(name)
                             : rules_.calendars.empty() ? nullptr
                                                        : &rules_.calendars.begin()->second;
  if (calendar != nullptr)
    found->second = Variants{*calendar, without_closures(*calendar), without_openings(*calendar)};
  return found->second;
}

std::vector<DueCause> DueCauses::of(const Clock& clock, std::optional<Instant> ours, Instant theirs,
                                    seconds tolerance) const {
  const Target* target = rules_.target(clock.target);
  const auto limit = target == nullptr ? std::nullopt : whole_limit(*target, clock);
  const auto calendars = limit ? variants_of(target->calendar) : std::nullopt;
  if (!calendars) return {DueCause::other};
  Recount as_it_is{*limit, clock.since, clock.pauses};
  const auto base = as_it_is.due(calendars->plain);
  // What our count alone does not give (a leg capped by its order, a breach carried on) is not explained by it either.
  if (ours && base != ours) return {DueCause::other};

  std::vector<DueCause> causes;
  const auto gives = [&](const std::optional<Calendar>& calendar, const Recount& recount) {
    const auto due = calendar ? recount.due(*calendar) : std::nullopt;
    return due && due != base && is_near(*due, theirs, tolerance);
  };
  const auto any_gives = [&](const std::vector<Limit>& limits) {
    for (const Limit& other : limits)
      if (gives(calendars->plain, {other, as_it_is.since, as_it_is.pauses})) return true;
    return false;
  };
  const bool stands = clock.status == Clock::Status::paused;
  if (!stands) {
    if (gives(calendars->no_closures, as_it_is)) causes.push_back(DueCause::holiday);
    if (gives(calendars->no_openings, as_it_is)) causes.push_back(DueCause::make_up_day);
    if (any_gives(other_starts(*limit))) causes.push_back(DueCause::off_hours_start);
    if (any_gives(other_first_days(*limit))) causes.push_back(DueCause::first_day);
    if (any_gives(other_ends(*limit))) causes.push_back(DueCause::end_of_day);
    if (base && is_clock_change(calendars->plain.zone(), clock.since, *base, theirs, tolerance))
      causes.push_back(DueCause::clock_change);
  }
  if (stands || !clock.pauses.empty()) {
    const auto due = Recount{*limit, clock.since, {}}.due(calendars->plain);
    if (due && is_near(*due, theirs, tolerance)) causes.push_back(DueCause::pause);
  }
  if (causes.empty()) causes.push_back(DueCause::other);
  return causes;
}

}  // namespace hotline

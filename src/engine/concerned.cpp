#include "engine/concerned.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <unordered_set>

#include "engine/due_hints.hpp"

namespace hotline {
namespace {

using std::chrono::days;

constexpr std::size_t entries_per_page = 1'000;

// The end of the last working date but `later` before `at`. The calendars agree up to `at`, so either may be asked.
Instant working_date_ended(const Calendar& calendar, Instant at, int later) {
  const Zone& zone = calendar.zone();
  auto date = std::chrono::floor<days>(zone.to_local(at));
  for (int found = 0; date > std::chrono::local_days{first_date}; date -= days{1}) {
    const Date day_before{date - days{1}};
    if (!calendar.day(day_before).windows.empty() && found++ == later) break;
  }
  return zone.to_instant(date, Skipped::shift);
}

// What is received from here on may count as received at an opening past `at`.
Instant waits_from(const Calendar& calendar, Start start, Instant at) {
  switch (start) {
    case Start::at_once:
      break;
    case Start::next_opening: {
      const Instant ended = working_date_ended(calendar, at, 0);
      const auto spans = calendar.spans(ended - days{2}, at);
      return spans.empty() ? ended : spans.back().close;
    }
    case Start::cut_off:  // a day off counts as the working day after it, and late on that as on the next
      return working_date_ended(calendar, at, 1);
  }
  return at;
}

Instant told_since(const CalendarChange& change, const InForce& before, const InForce& after) {
  Instant since = change.since;
  const Calendar* calendar = before.calendar(change.calendar);
  if (calendar == nullptr || since < Instant{}) return since;
  const auto look = [&](const std::optional<Limit>& limit) {
    if (limit) since = std::min(since, waits_from(*calendar, limit->start, change.since));
  };
  for (const InForce* side : {&before, &after})
    for (const auto& [name, version] : side->versions())
      for (const Target& target : version.rules.targets) {
        if (target.calendar != change.calendar) continue;
        look(target.limit);
        look(target.pause_at_most);
      }
  return since;
}

using Take = std::function<void(const CaseId&)>;

Result<void> each_told_since(Store& store, Instant since, const Take& take) {
  auto after = store.recorded_before(since);
  if (!after) return tl::make_unexpected(after.error());
  for (;;) {
    const auto page = store.read(*after, entries_per_page);
    if (!page) return tl::make_unexpected(page.error());
    for (const KeptEntry& kept : *page)
      if (kept.entry.recorded_at >= since) take(kept.entry.case_id);
    if (page->size() < entries_per_page) return {};
    after = page->back().position;
  }
}

Result<void> each_due(Store& store, const InForce& in_force, Instant now, const Take& take) {
  auto hints = DueHints::at(store, in_force, now);
  if (!hints) return tl::make_unexpected(hints.error());
  return hints->next(std::numeric_limits<std::size_t>::max()).map([&](const std::vector<CaseId>& due) {
    for (const CaseId& id : due) take(id);
  });
}

}  // namespace

Result<std::vector<CaseId>> concerned(Store& store, const std::vector<CalendarChange>& changes, Instant now,
                                      const InForce& before, const InForce& after) {
  std::vector<CaseId> ids;
  std::unordered_set<CaseId> seen;
  const Take take = [&](const CaseId& id) {
    if (seen.insert(id).second) ids.push_back(id);
  };
  Instant since = Instant::max();
  for (const CalendarChange& change : changes) since = std::min(since, told_since(change, before, after));
  if (const auto told = each_told_since(store, since, take); !told) return tl::make_unexpected(told.error());
  const bool reaches_back =
      std::any_of(changes.begin(), changes.end(), [&](const CalendarChange& change) { return change.since <= now; });
  if (reaches_back)
    if (const auto due = each_due(store, after, now, take); !due) return tl::make_unexpected(due.error());
  return ids;
}

}  // namespace hotline

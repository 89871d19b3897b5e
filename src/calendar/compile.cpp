#include <algorithm>

#include <fmt/format.h>

#include "calendar/table.hpp"
#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

std::optional<Date> earliest_known(const CalendarSpec& spec) {
  if (spec.known_until) return spec.known_until;
  std::optional<Date> earliest;
  for (const HolidaySet& set : spec.holidays)
    if (set.known_until && (!earliest || *set.known_until < *earliest)) earliest = set.known_until;
  return earliest;
}

SortedIndex midnights_of(const LocalClock& clock) {
  std::vector<std::int64_t> midnights;
  midnights.reserve(static_cast<std::size_t>(covered_days) + 1);
  for (std::int64_t day = 0; day <= covered_days; ++day) midnights.push_back(clock.when(day * day_s));
  return SortedIndex(std::move(midnights));
}

const Hours& hours_on(const Calendar::Table& table, std::int64_t day) {
  static const Hours closed;
  return table.exists(day) ? table.layers.hours[table.layers.days[Calendar::Table::index(day)].hours] : closed;
}

// Windows that run past midnight into the next date's.
std::optional<Error> overlap(const Calendar::Table& table) {
  const Hours* today = &hours_on(table, 0);
  for (std::int64_t day = 0; day + 1 < covered_days; ++day) {
    const Hours& tomorrow = hours_on(table, day + 1);
    const bool meet =
        !today->empty() && !tomorrow.empty() && today->back().close.count() > day_s + tomorrow.front().open.count();
    if (meet)
      return Error{Fault::bad_input, fmt::format("calendar '{}': the window {} of {} overlaps the window {} of {}",
                                                 table.name, to_text(today->back()), to_text(date_of(day)),
                                                 to_text(tomorrow.front()), to_text(date_of(day + 1)))};
    today = &tomorrow;
  }
  return std::nullopt;
}

// One date's windows as instants, in order, none before `floor`: a clock change may shift a window into its
// neighbour's time, which then keeps it. What it empties disappears.
void put_spans(const LocalClock& clock, const Hours& hours, std::int64_t day, std::int64_t floor,
               std::vector<Span>& spans) {
  spans.clear();
  for (const Window& window : hours)
    spans.push_back({instant_of(clock.shifted(day * day_s + window.open.count())),
                     instant_of(clock.shifted(day * day_s + window.close.count()))});
  const auto by_open = [](const Span& a, const Span& b) { return a.open < b.open; };
  if (!std::is_sorted(spans.begin(), spans.end(), by_open)) std::sort(spans.begin(), spans.end(), by_open);
  for (Span& span : spans) {
    span.open = std::max(span.open, instant_of(floor));
    floor = std::max(floor, count_of(span.close));
  }
  std::erase_if(spans, [](const Span& span) { return span.open >= span.close; });
}

void count_days(Calendar::Table& table) {
  std::vector<Span> open;
  std::vector<Span> whole;
  std::vector<Span> today;
  std::vector<std::int64_t> closes;
  WorkingDays& working = table.working;
  working.before.reserve(static_cast<std::size_t>(covered_days) + 1);
  std::int64_t worked = 0;
  for (std::int64_t day = 0; day < covered_days; ++day) {
    working.before.push_back(static_cast<std::int32_t>(working.day.size()));
    const Hours& hours = hours_on(table, day);
    if (hours.empty()) continue;
    put_spans(table.clock, hours, day, closes.empty() ? table.begin() : closes.back(), today);
    if (today.empty()) continue;
    for (const Span& span : today) worked += (span.close - span.open).count();
    open.insert(open.end(), today.begin(), today.end());
    whole.push_back({instant_of(table.midnights[Calendar::Table::index(day)]),
                     instant_of(table.midnights[Calendar::Table::index(day + 1)])});
    working.day.push_back(day);
    working.open.push_back(count_of(today.front().open));
    working.worked.push_back(worked);
    closes.push_back(count_of(today.back().close));
  }
  working.before.push_back(static_cast<std::int32_t>(working.day.size()));
  working.close = SortedIndex(std::move(closes));
  table.open = Timeline(open);
  table.whole_days = Timeline(whole);
}

}  // namespace

Result<Calendar> Calendar::compile(const CalendarSpec& spec) {
  if (spec.known_until && !spec.known_until->ok())
    return fail(Fault::bad_input, fmt::format("calendar '{}': known-until is not a date", spec.name));
  Result<Layers> layers = lay(spec);
  if (!layers) return tl::make_unexpected(layers.error());
  LocalClock clock(spec.zone);
  SortedIndex midnights = midnights_of(clock);
  auto table = std::make_shared<Table>(Table{.name = spec.name,
                                             .zone = spec.zone,
                                             .known_until = earliest_known(spec),
                                             .layers = std::move(*layers),
                                             .clock = std::move(clock),
                                             .midnights = std::move(midnights),
                                             .working = {},
                                             .open = {},
                                             .whole_days = {}});
  if (auto fault = overlap(*table)) return tl::make_unexpected(*fault);
  count_days(*table);
  if (table->working_days() == 0)
    return fail(Fault::bad_input, fmt::format("calendar '{}' is never open: give it hours, as in "
                                              "hours = {{ mon-fri = [\"09:00-17:30\"] }}",
                                              spec.name));
  return Calendar(std::move(table));
}

}  // namespace hotline

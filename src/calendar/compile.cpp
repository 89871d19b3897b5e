#include "calendar/compile.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "calendar/known.hpp"
#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

// Most dates have the rule they had a week ago.
void keep_rules(Calendar::Table& table, Layers& layers) {
  std::map<DayRule, std::uint16_t> places;
  table.days.reserve(layers.days.size());
  for (std::size_t day = 0; day < layers.days.size(); ++day) {
    const DayRule& rule = layers.days[day];
    if (day >= 7 && rule == layers.days[day - 7]) {
      table.days.push_back(table.days[day - 7]);
      continue;
    }
    const auto [place, is_new] = places.try_emplace(rule, static_cast<std::uint16_t>(table.rules.size()));
    if (is_new) table.rules.push_back(rule);
    table.days.push_back(place->second);
  }
  table.hours = std::move(layers.hours);
  table.why = std::move(layers.why);
}

const Hours& hours_on(const Calendar::Table& table, std::int64_t day) {
  static const Hours closed;
  return table.exists(day) ? table.hours[table.rule(day).hours] : closed;
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

// `opened`: by day number, where it is not read off the hours.
void count_days(Calendar::Table& table, const std::vector<std::vector<Span>>& opened) {
  std::vector<Span> open;
  std::vector<Span> whole;
  std::vector<Span> today;
  std::vector<std::int64_t> closes;
  WorkingDays& working = table.working;
  working.before.reserve(static_cast<std::size_t>(covered_days) + 1);
  for (std::int64_t day = 0; day < covered_days; ++day) {
    working.before.push_back(static_cast<std::uint16_t>(working.day.size()));
    const Hours& hours = hours_on(table, day);
    if (hours.empty()) continue;
    if (opened.empty())
      put_spans(table.clock, hours, day, closes.empty() ? table.clock.begin() : closes.back(), today);
    else
      today = opened[Calendar::Table::index(day)];
    if (today.empty()) continue;
    open.insert(open.end(), today.begin(), today.end());
    whole.push_back({instant_of(table.midnight(day)), instant_of(table.midnight(day + 1))});
    working.day.push_back(static_cast<std::uint16_t>(day));
    closes.push_back(count_of(today.back().close));
  }
  working.before.push_back(static_cast<std::uint16_t>(working.day.size()));
  working.day.shrink_to_fit();
  working.close = SortedIndex(closes);
  table.open = Timeline(open);
  table.whole_days = Timeline(whole);
}

}  // namespace

Result<std::shared_ptr<const Calendar::Table>> tabulate(const CalendarSpec& head, Layers layers) {
  auto table = std::make_shared<Calendar::Table>(
      Calendar::Table{.name = head.name,
                      .revision = head.revision,
                      .zone = head.zone,
                      .known_until = head.known_until ? head.known_until : earliest_known(head.holidays),
                      .hours = {},
                      .why = {},
                      .rules = {},
                      .days = {},
                      .clock = LocalClock(head.zone),
                      .working = {},
                      .open = {},
                      .whole_days = {}});
  keep_rules(*table, layers);
  if (layers.opened.empty())
    if (auto fault = overlap(*table)) return tl::make_unexpected(*fault);
  count_days(*table, layers.opened);
  if (table->working_days() == 0)
    return fail(Fault::bad_input, fmt::format("calendar '{}' is never open: give it hours, as in "
                                              "hours = {{ mon-fri = [\"09:00-17:30\"] }}",
                                              head.name));
  return table;
}

Result<Calendar> Calendar::compile(const CalendarSpec& spec) {
  if (spec.known_until && !spec.known_until->ok())
    return fail(Fault::bad_input, fmt::format("calendar '{}': known-until is not a date", spec.name));
  return lay(spec)
      .and_then([&](Layers layers) { return tabulate(spec, std::move(layers)); })
      .map([](std::shared_ptr<const Table> table) { return Calendar(std::move(table)); });
}

}  // namespace hotline

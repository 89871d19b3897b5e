#include "hotline/calendar/calendar.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/table.hpp"
#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

tl::unexpected<Error> outside(const Calendar::Table& table, Instant at) {
  return fail(Fault::out_of_range, fmt::format("{} is outside 1970 to 2100, the years calendar '{}' covers",
                                               to_text(at, table.zone), table.name));
}

// The open span that holds `at`, or the next one.
Result<Span> span_from(const Calendar::Table& table, Instant at) {
  if (!table.covers(count_of(at))) return outside(table, at);
  const std::size_t found = table.open.ending_after(count_of(at));
  if (found < table.open.size()) return table.open[found];
  return fail(Fault::out_of_range, fmt::format("calendar '{}' does not open again between {} and the end of 2100",
                                               table.name, to_text(at, table.zone)));
}

}  // namespace

const std::string& Calendar::name() const { return table_->name; }
const Revision& Calendar::revision() const { return table_->revision; }
const Zone& Calendar::zone() const { return table_->zone; }
std::optional<Date> Calendar::known_until() const { return table_->known_until; }

bool Calendar::is_open(Instant at) const {
  const std::size_t found = table_->open.ending_after(count_of(at));
  return found < table_->open.size() && table_->open[found].open <= at;
}

Result<Instant> Calendar::next_opening(Instant at) const {
  return span_from(*table_, at).map([at](const Span& span) { return std::max(at, span.open); });
}

Result<Instant> Calendar::next_closing(Instant at) const {
  return span_from(*table_, at).map([](const Span& span) { return span.close; });
}

bool Calendar::is_provisional(Instant at) const {
  return table_->known_until && table_->day_at(count_of(at)) > day_number(*table_->known_until);
}

CalendarDay Calendar::day(Date date) const {
  if (!date.ok() || date < first_date || date > last_date) return {date, {}, "outside 1970 to 2100"};
  const std::int64_t day = day_number(date);
  if (!table_->exists(day)) return {date, {}, fmt::format("a date that {} skipped", table_->zone.name())};
  const DayRule& rule = table_->rule(day);
  return {date, table_->hours[rule.hours], table_->why[rule.why]};
}

std::vector<Span> Calendar::spans(Instant from, Instant to) const {
  std::vector<Span> inside;
  for (std::size_t i = table_->open.ending_after(count_of(from)); i < table_->open.size(); ++i) {
    const Span span = table_->open[i];
    if (span.open >= to) break;
    inside.push_back({std::max(span.open, from), std::min(span.close, to)});
  }
  return inside;
}

}  // namespace hotline

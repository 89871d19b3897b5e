#include <algorithm>

#include <fmt/format.h>

#include "calendar/counting.hpp"
#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/line.hpp"

namespace hotline {
namespace {

using Table = Calendar::Table;

std::vector<Span> clipped(const Timeline& timeline, Span within) {
  std::vector<Span> inside;
  for (std::size_t i = timeline.ending_after(count_of(within.open)); i < timeline.size(); ++i) {
    if (timeline[i].open >= within.close) break;
    inside.push_back({std::max(timeline[i].open, within.open), std::min(timeline[i].close, within.close)});
  }
  return inside;
}

// Which seconds of a date count, for limits that count seconds.
std::vector<Span> seconds_of(const Table& table, Counting counting, Span within) {
  if (within.open >= within.close) return {};
  if (counting == Counting::working_time) return clipped(table.open, within);
  if (counting == Counting::whole_days) return clipped(table.whole_days, within);
  return {within};
}

std::int64_t length_of(const std::vector<Span>& spans) {
  std::int64_t length = 0;
  for (const Span& span : spans) length += (span.close - span.open).count();
  return length;
}

Span date_of_table(const Table& table, std::int64_t day) {
  return {instant_of(table.midnights[Table::index(day)]), instant_of(table.midnights[Table::index(day + 1)])};
}

Span hours_of(const Table& table, std::int64_t working_day) {
  const std::size_t number = Table::index(table.working_before(working_day));
  return {instant_of(table.working.open[number]), instant_of(table.working.close[number])};
}

// The days that a count of days counts, both ends included.
struct Counted {
  std::int64_t first;
  std::int64_t last;
  bool holds(std::int64_t i) const { return first <= i && i <= last; }
};

class Explainer {
 public:
  Explainer(const Calendar& calendar, const Limit& limit, Explanation& story)
      : calendar_(calendar), table_(calendar.table()), limit_(limit), story_(story) {}

  void tell() {
    const std::int64_t first = first_day();
    const std::int64_t last = std::max(first, last_day());
    for (std::int64_t day = first; day <= last; ++day)
      story_.days.push_back(counts_days(limit_.counting) ? by_day(day) : by_second(day));
  }

 private:
  // An arrival after midnight, in the windows of the day before, may still have that day as its day 1.
  std::int64_t first_day() const {
    const std::int64_t received_on = table_.day_at(count_of(story_.from));
    if (limit_.counting != Counting::working_days) return received_on;
    return std::min(received_on, table_.working.day[Table::index(counted_days().first)]);
  }

  // A limit that runs out at 24:00 ends with that day, not with the next.
  std::int64_t last_day() const {
    const bool ends_inside = counts_days(limit_.counting) && limit_.end == End::same_time;
    return table_.day_at(count_of(story_.due) - (ends_inside ? 0 : 1));
  }

  ExplainedDay by_second(std::int64_t day) const {
    const Span date = date_of_table(table_, day);
    const Span ran{std::max(date.open, story_.received), std::min(date.close, story_.due)};
    ExplainedDay told = as_calendar_says(day);
    told.counted = seconds_of(table_, limit_.counting, ran);
    told.amount = length_of(told.counted);
    if (story_.received >= date.close) told.why += "; received later";
    return told;
  }

  ExplainedDay by_day(std::int64_t day) const {
    ExplainedDay told = as_calendar_says(day);
    if (counted_days().holds(number_of(day)) && is_countable(day)) {
      told.amount = 1;
      if (table_.works(day)) told.counted = clipped(table_.open, hours_of(table_, day));
    } else if (day == start_date()) {
      told.why += "; the start date is not counted";
    } else if (limit_.counting == Counting::rolled_days && day > counted_days().last) {
      told.why += "; rolled forward";
    } else if (day < start_date()) {
      told.why += "; received later";
    }
    return told;
  }

  ExplainedDay as_calendar_says(std::int64_t day) const {
    return {date_of(day), {}, 0, calendar_.day(date_of(day)).why};
  }

  std::int64_t start_date() const { return table_.day_at(count_of(story_.received)); }
  bool is_countable(std::int64_t day) const { return limit_.counting != Counting::working_days || table_.works(day); }

  // Working days by their number, others by their date.
  std::int64_t number_of(std::int64_t day) const {
    return limit_.counting == Counting::working_days ? table_.working_before(day) : day;
  }

  Counted counted_days() const {
    const bool included = limit_.first_day == FirstDay::include;
    std::int64_t first = 0;
    if (limit_.counting != Counting::working_days) {
      first = start_date() + (included ? 0 : 1);
    } else {
      first = start_day(table_, limit_, count_of(story_.received));
    }
    return {first, first + limit_.amount - 1};
  }

  const Calendar& calendar_;
  const Table& table_;
  const Limit& limit_;
  Explanation& story_;
};

}  // namespace

Result<Explanation> explain(const Calendar& calendar, const Limit& limit, Instant from) {
  const Result<Instant> due = due_at(calendar, limit, from);
  if (!due) return tl::make_unexpected(due.error());
  const Result<Instant> received = deemed_received(calendar, limit, from);
  if (!received) return tl::make_unexpected(received.error());
  Explanation story{from, *received, *due, calendar.is_provisional(*due), {}};
  Explainer(calendar, limit, story).tell();
  return story;
}

}  // namespace hotline

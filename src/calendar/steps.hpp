// The steps from an arrival to its due instant, the same for every limit; none of them allocates or loops:
//   arrival -> deemed received -> key of the start -> key of the end -> due
//
// All of it is here to be seen through: who knows a limit's counting in advance pays for that counting alone.
#pragma once

#include <algorithm>
#include <cstdint>

#include "calendar/table.hpp"
#include "hotline/calendar/line.hpp"

namespace hotline {

class Steps {
 public:
  explicit Steps(const Calendar::Table& table) : table_(table) {}

  Second due(const Limit& limit, Second at) const {
    if (limit.counting == Counting::given) return never;
    const Second received = deemed(limit, at);
    if (received == never) return never;
    const Second due = std::max(end(limit, received), received);  // 2100 may open for the last time in 2101
    return table_.covers(due) ? due : never;
  }

  Second deemed(const Limit& limit, Second at) const {
    if (!table_.covers(at)) return never;
    switch (limit.start) {
      case Start::at_once:
        return at;
      case Start::cut_off:
        return after_cut_off(limit.cut_off.count(), at);
      case Start::next_opening:
        break;
    }
    const std::size_t span = table_.open.ending_after(at);
    if (span >= table_.open.size()) return never;
    return std::max(at, count_of(table_.open[span].open));
  }

  LineKind kind(const Limit& limit, Second deemed) const {
    switch (limit.counting) {
      case Counting::given:
      case Counting::elapsed:
        return LineKind{};
      case Counting::working_days:
      case Counting::days:
        return LineKind{limit.counting, limit.end, {}};
      case Counting::rolled_days:
        return LineKind{limit.counting, limit.end, time_of_day(limit, deemed)};
      case Counting::working_time:
      case Counting::whole_days:
        break;
    }
    return LineKind{limit.counting, End::close, {}};
  }

  Key start(const LineKind& kind, const Limit& limit, Second deemed) const {
    switch (limit.counting) {
      case Counting::working_days:
        return start_of_working_days(limit, deemed);
      case Counting::days:
        return start_of_days(limit, deemed);
      case Counting::rolled_days:
        return date_at(deemed) - (limit.first_day == FirstDay::include ? 1 : 0);
      default:
        return reached(kind, deemed);
    }
  }

  static Key length(const Limit& limit, const LineKind& kind) {
    switch (kind.counting) {
      case Counting::working_days:
        return limit.amount * (kind.end == End::close ? 100 : day_s);
      case Counting::days:
        return limit.amount * day_s;
      default:
        return limit.amount;
    }
  }

  Second when(const LineKind& kind, Key key) const {
    switch (kind.counting) {
      case Counting::working_time:
        return when_counted(table_.open, key);
      case Counting::whole_days:
        return when_counted(table_.whole_days, key);
      case Counting::working_days:
        return kind.end == End::close ? when_closed(key) : when_on_working_day(kind.end, key);
      case Counting::days:
        return table_.clock.when(std::clamp(key, -day_s, (covered_days + 1) * day_s));
      case Counting::rolled_days:
        return when_rolled(kind, key);
      case Counting::elapsed:
      case Counting::given:
        break;
    }
    return key;
  }

  Key reached(const LineKind& kind, Second at) const {
    switch (kind.counting) {
      case Counting::working_time:
        return table_.open.before(at);
      case Counting::whole_days:
        return table_.whole_days.before(at);
      case Counting::working_days:
        return kind.end == End::close ? reached_closed(at) : reached_on_working_day(kind.end, at);
      case Counting::days:
        return table_.clock.reached(at);
      case Counting::rolled_days:
        return reached_rolled(kind, at);
      case Counting::elapsed:
      case Counting::given:
        break;
    }
    return at;
  }

  Key counted(const LineKind& kind, Second at) const {
    switch (kind.counting) {
      case Counting::working_days:
        return table_.closed(at) * (kind.end == End::close ? 100 : day_s);
      case Counting::days:
        return kind.end == End::midnight ? table_.day_at(at) * day_s : table_.clock.reached(at);
      case Counting::rolled_days:
        return days_ended(kind, at);
      default:
        return reached(kind, at);
    }
  }

  // How many working days are over, as a count of days received at `deemed` sees it: the next one is its day 1.
  std::int64_t start_day(const Limit& limit, Second deemed) const {
    if (limit.first_day == FirstDay::include) return table_.closed(deemed);
    if (limit.start == Start::next_opening) return table_.closed(deemed) + 1;
    return table_.working_before(table_.day_at(deemed) + 1);
  }

 private:
  Second end(const Limit& limit, Second received) const {
    // The Nth close is known by its number: a key would only be made of it and taken apart again.
    if (limit.counting == Counting::working_days && limit.end == End::close)
      return nth_close(start_day(limit, received) + limit.amount);
    const LineKind kind = this->kind(limit, received);
    return when(kind, start(kind, limit, received) + length(limit, kind));
  }

  // First an arrival on a date without windows becomes one at the same time on the next working day; then one at or
  // after the cut-off becomes one at the opening of the working day after.
  Second after_cut_off(std::int64_t cut_off, Second at) const {
    const std::int64_t date = table_.day_at(at);
    const std::int64_t time = table_.clock.reached(at) - date * day_s;
    const bool late = time >= cut_off;
    if (!late && table_.works(date)) return at;
    const std::int64_t number = table_.working_before(date) + (late ? 1 : 0);
    if (number >= table_.working_days()) return never;
    if (late) return table_.opening(number);
    return table_.clock.when(table_.working_day(number) * day_s + time);
  }

  // Working time and whole working days.

  Second when_counted(const Timeline& timeline, Key key) const {
    return key == 0 ? table_.clock.begin() : timeline.after(key);
  }

  // Working days that end at their close: 100 n is the nth close, between closes the share worked of the day.

  std::int64_t worked_by_close(std::int64_t days) const {
    return days == 0 ? 0 : table_.open.before(table_.closing(days - 1));
  }

  Second nth_close(std::int64_t n) const {
    if (!is_within(n, 1, table_.working_days())) return n == 0 ? table_.clock.begin() : never;
    return table_.closing(n - 1);
  }

  Second when_closed(Key key) const {
    if (key < 0) return never;
    const std::int64_t days = key / 100;
    const std::int64_t share = key % 100;
    if (share == 0) return nth_close(days);
    if (days >= table_.working_days()) return never;
    const std::int64_t worked = worked_by_close(days);
    const std::int64_t total = worked_by_close(days + 1) - worked;
    return table_.open.after(worked + ceil_div(share * total, 100));
  }

  Key reached_closed(Second at) const {
    const std::int64_t days = table_.closed(at);
    if (days == table_.working_days()) return 100 * days;
    const std::int64_t before = worked_by_close(days);
    const std::int64_t total = worked_by_close(days + 1) - before;
    return 100 * days + 100 * (table_.open.before(at) - before) / total;
  }

  // Working days by the clock. End midnight: times of day are 1 to 86,400, so that 24:00 belongs to its own day.
  // End same-time: 0 to 86,399.

  static std::int64_t earliest_time(End end) { return end == End::midnight ? 1 : 0; }

  Second when_on_working_day(End end, Key key) const {
    const std::int64_t least = earliest_time(end);
    if (key < 0) return never;
    if (key < least) return table_.clock.begin();
    const std::int64_t number = (key - least) / day_s;
    if (number >= table_.working_days()) return never;
    return table_.clock.when(table_.working_day(number) * day_s + key - number * day_s);
  }

  Key reached_on_working_day(End end, Second at) const {
    const std::int64_t least = earliest_time(end);
    const std::int64_t local = table_.clock.reached(at);
    const std::int64_t day = floor_div(local - least, day_s);
    if (day < 0) return least - 1;
    if (day >= covered_days) return day_s * table_.working_days() + least - 1;
    const std::int64_t number = table_.working_before(day);
    return table_.works(day) ? day_s * number + local - day * day_s : day_s * number + least - 1;
  }

  Key start_of_working_days(const Limit& limit, Second deemed) const {
    const std::int64_t day = start_day(limit, deemed);
    switch (limit.end) {
      case End::close:
        return 100 * day;
      case End::midnight:
        return day_s * day;
      case End::same_time:
        break;
    }
    const std::int64_t time = table_.clock.reached(deemed) - table_.day_at(deemed) * day_s;
    return day_s * (day - 1) + time;
  }

  // Calendar days.

  // Also past the covered ones: the last opening of 2100 may fall into 2101.
  std::int64_t date_at(Second at) const { return floor_div(table_.clock.reached(at), day_s); }

  Key start_of_days(const Limit& limit, Second deemed) const {
    const std::int64_t counted_from = limit.first_day == FirstDay::include ? 1 : 0;
    if (limit.end == End::same_time) return table_.clock.reached(deemed) - day_s * counted_from;
    return day_s * (date_at(deemed) + 1 - counted_from);
  }

  // Calendar days, rolled to a working day: a key is a date, its time of day is the line's.

  std::chrono::seconds time_of_day(const Limit& limit, Second deemed) const {
    if (limit.end != End::same_time) return std::chrono::seconds{day_s};
    const std::int64_t local = table_.clock.reached(deemed);
    return std::chrono::seconds{local - floor_div(local, day_s) * day_s};
  }

  Second when_rolled(const LineKind& kind, Key key) const {
    if (key < 0 || key >= covered_days) return never;
    const std::int64_t number = table_.working_before(key);
    if (number >= table_.working_days()) return never;
    return table_.clock.when(table_.working_day(number) * day_s + kind.time_of_day.count());
  }

  std::int64_t days_ended(const LineKind& kind, Second at) const {
    return floor_div(table_.clock.reached(at) - kind.time_of_day.count(), day_s);
  }

  Key reached_rolled(const LineKind& kind, Second at) const {
    const std::int64_t ended = std::min(days_ended(kind, at), covered_days - 1);
    const std::int64_t worked = ended < 0 ? 0 : table_.working_before(ended + 1);
    return worked == 0 ? -1 : table_.working_day(worked - 1);
  }

  const Calendar::Table& table_;
};

}  // namespace hotline

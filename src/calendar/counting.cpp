#include "calendar/counting.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

using Table = Calendar::Table;

// Working time and whole working days.

Second when_counted(const Table& table, const Timeline& timeline, Key key) {
  if (key == 0) return table.clock.begin();
  return key > 0 ? timeline.after(key) : std::nullopt;
}

// Working days that end at their close: 100 n is the nth close, between closes the share worked of the day.

std::int64_t worked_by_close(const Table& table, std::int64_t days) {
  return days == 0 ? 0 : table.open.before(table.closing(days - 1));
}

Second when_closed(const Table& table, Key key) {
  if (key < 0) return std::nullopt;
  const std::int64_t days = key / 100;
  const std::int64_t share = key % 100;
  if (days > table.working_days() || (days == table.working_days() && share > 0)) return std::nullopt;
  if (key == 0) return table.clock.begin();
  if (share == 0) return table.closing(days - 1);
  const std::int64_t worked = worked_by_close(table, days);
  const std::int64_t total = worked_by_close(table, days + 1) - worked;
  return table.open.after(worked + ceil_div(share * total, 100));
}

Key reached_closed(const Table& table, std::int64_t at) {
  const std::int64_t days = table.closed(at);
  if (days == table.working_days()) return 100 * days;
  const std::int64_t before = worked_by_close(table, days);
  const std::int64_t total = worked_by_close(table, days + 1) - before;
  return 100 * days + 100 * (table.open.before(at) - before) / total;
}

// Working days by the clock. End midnight: times of day are 1 to 86,400, so that 24:00 belongs to its own day.
// End same-time: 0 to 86,399.

std::int64_t earliest_time(End end) { return end == End::midnight ? 1 : 0; }

Second when_on_working_day(const Table& table, End end, Key key) {
  const std::int64_t least = earliest_time(end);
  if (key < 0) return std::nullopt;
  if (key < least) return table.clock.begin();
  const std::int64_t number = (key - least) / day_s;
  if (number >= table.working_days()) return std::nullopt;
  return table.clock.when(table.working_day(number) * day_s + key - number * day_s);
}

Key reached_on_working_day(const Table& table, End end, std::int64_t at) {
  const std::int64_t least = earliest_time(end);
  const std::int64_t local = table.clock.reached(at);
  const std::int64_t day = floor_div(local - least, day_s);
  if (day < 0) return least - 1;
  if (day >= covered_days) return day_s * table.working_days() + least - 1;
  const std::int64_t number = table.working_before(day);
  return table.works(day) ? day_s * number + local - day * day_s : day_s * number + least - 1;
}

// Calendar days, rolled to a working day: a key is a date, its time of day is the line's.

Second when_rolled(const Table& table, const LineKind& kind, Key key) {
  if (key < 0 || key >= covered_days) return std::nullopt;
  const std::int64_t number = table.working_before(key);
  if (number >= table.working_days()) return std::nullopt;
  return table.clock.when(table.working_day(number) * day_s + kind.time_of_day.count());
}

std::int64_t days_ended(const Table& table, const LineKind& kind, std::int64_t at) {
  return floor_div(table.clock.reached(at) - kind.time_of_day.count(), day_s);
}

Key reached_rolled(const Table& table, const LineKind& kind, std::int64_t at) {
  const std::int64_t ended = std::min(days_ended(table, kind, at), covered_days - 1);
  const std::int64_t worked = ended < 0 ? 0 : table.working_before(ended + 1);
  return worked == 0 ? -1 : table.working_day(worked - 1);
}

Second when_second(const Table& table, const LineKind& kind, Key key) {
  switch (kind.counting) {
    case Counting::working_time:
      return when_counted(table, table.open, key);
    case Counting::whole_days:
      return when_counted(table, table.whole_days, key);
    case Counting::working_days:
      return kind.end == End::close ? when_closed(table, key) : when_on_working_day(table, kind.end, key);
    case Counting::days:
      return table.clock.when(std::clamp(key, -day_s, (covered_days + 1) * day_s));
    case Counting::rolled_days:
      return when_rolled(table, kind, key);
    case Counting::elapsed:
    case Counting::given:
      break;
  }
  return key;
}

std::string kind_text(const Table* table, const LineKind& kind) {
  const bool plain = kind.counting == Counting::elapsed || kind.counting == Counting::given;
  return plain || table == nullptr ? "elapsed time" : fmt::format("calendar '{}'", table->name);
}

tl::unexpected<Error> never_due(const Table* table, const LineKind& kind) {
  return fail(Fault::out_of_range,
              fmt::format("the limit does not run out between 1970 and 2100 on {}", kind_text(table, kind)));
}

bool is_covered(const Table* table, std::int64_t at) {
  return table ? table->covers(at) : at >= 0 && at <= covered_days * day_s;
}

tl::unexpected<Error> not_covered(const Table* table, Instant at) {
  return fail(Fault::out_of_range, fmt::format("{} is outside the covered years 1970 to 2100",
                                               to_text(at, table ? table->zone : Zone::utc())));
}

// First an arrival on a date without windows becomes one at the same time on the next working day; then one at or after
// the cut-off becomes one at the opening of the working day after.
Second after_cut_off(const Table& table, std::int64_t cut_off, std::int64_t at) {
  const std::int64_t date = table.day_at(at);
  const std::int64_t time = table.clock.reached(at) - date * day_s;
  const bool late = time >= cut_off;
  if (!late && table.works(date)) return at;
  const std::int64_t number = table.working_before(date) + (late ? 1 : 0);
  if (number >= table.working_days()) return std::nullopt;
  if (late) return table.opening(number);
  return table.clock.when(table.working_day(number) * day_s + time);
}

Key start_of_working_days(const Table& table, const Limit& limit, std::int64_t deemed) {
  const std::int64_t day = start_day(table, limit, deemed);
  switch (limit.end) {
    case End::close:
      return 100 * day;
    case End::midnight:
      return day_s * day;
    case End::same_time:
      break;
  }
  const std::int64_t time = table.clock.reached(deemed) - table.day_at(deemed) * day_s;
  return day_s * (day - 1) + time;
}

Key start_of_days(const Table& table, const Limit& limit, std::int64_t deemed) {
  const std::int64_t counted_from = limit.first_day == FirstDay::include ? 1 : 0;
  const std::int64_t local = table.clock.reached(deemed);
  if (limit.end == End::same_time) return local - day_s * counted_from;
  return day_s * (table.day_at(deemed) + 1 - counted_from);
}

Key start_of_rolled_days(const Table& table, const Limit& limit, std::int64_t deemed) {
  return table.day_at(deemed) - (limit.first_day == FirstDay::include ? 1 : 0);
}

std::chrono::seconds time_of_day(const Table& table, const Limit& limit, std::int64_t deemed) {
  if (limit.end != End::same_time) return std::chrono::seconds{day_s};
  const std::int64_t local = table.clock.reached(deemed);
  return std::chrono::seconds{local - floor_div(local, day_s) * day_s};
}

LineKind kind_of(const Table& table, const Limit& limit, std::int64_t deemed) {
  switch (limit.counting) {
    case Counting::given:
    case Counting::elapsed:
      return LineKind{};
    case Counting::working_days:
    case Counting::days:
      return LineKind{limit.counting, limit.end, {}};
    case Counting::rolled_days:
      return LineKind{limit.counting, limit.end, time_of_day(table, limit, deemed)};
    case Counting::working_time:
    case Counting::whole_days:
      break;
  }
  return LineKind{limit.counting, End::close, {}};
}

Key start_of(const Table& table, const LineKind& kind, const Limit& limit, std::int64_t deemed) {
  switch (limit.counting) {
    case Counting::working_days:
      return start_of_working_days(table, limit, deemed);
    case Counting::days:
      return start_of_days(table, limit, deemed);
    case Counting::rolled_days:
      return start_of_rolled_days(table, limit, deemed);
    default:
      return reached_on(&table, kind, instant_of(deemed));
  }
}

}  // namespace

std::int64_t start_day(const Table& table, const Limit& limit, std::int64_t deemed) {
  if (limit.first_day == FirstDay::include) return table.closed(deemed);
  if (limit.start == Start::next_opening) return table.closed(deemed) + 1;
  return table.working_before(table.day_at(deemed) + 1);
}

Result<Instant> when_on(const Table* table, const LineKind& kind, Key key) {
  const Second second = table ? when_second(*table, kind, key) : Second(key);
  if (second && is_covered(table, *second)) return instant_of(*second);
  return never_due(table, kind);
}

Key reached_on(const Table* table, const LineKind& kind, Instant instant) {
  const std::int64_t at = count_of(instant);
  if (table == nullptr) return at;
  switch (kind.counting) {
    case Counting::working_time:
      return table->open.before(at);
    case Counting::whole_days:
      return table->whole_days.before(at);
    case Counting::working_days:
      return kind.end == End::close ? reached_closed(*table, at) : reached_on_working_day(*table, kind.end, at);
    case Counting::days:
      return table->clock.reached(at);
    case Counting::rolled_days:
      return reached_rolled(*table, kind, at);
    case Counting::elapsed:
    case Counting::given:
      break;
  }
  return at;
}

Key counted_on(const Table* table, const LineKind& kind, Instant instant) {
  if (table == nullptr) return reached_on(table, kind, instant);
  const std::int64_t at = count_of(instant);
  switch (kind.counting) {
    case Counting::working_days:
      return table->closed(at) * (kind.end == End::close ? 100 : day_s);
    case Counting::days:
      return kind.end == End::midnight ? table->day_at(at) * day_s : table->clock.reached(at);
    case Counting::rolled_days:
      return days_ended(*table, kind, at);
    default:
      return reached_on(table, kind, instant);
  }
}

Second deemed_second(const Table& table, const Limit& limit, std::int64_t at) {
  if (!table.covers(at)) return std::nullopt;
  switch (limit.start) {
    case Start::at_once:
      return at;
    case Start::cut_off:
      return after_cut_off(table, limit.cut_off.count(), at);
    case Start::next_opening:
      break;
  }
  const std::size_t span = table.open.ending_after(at);
  if (span >= table.open.size()) return std::nullopt;
  return std::max(at, count_of(table.open[span].open));
}

Second due_second(const Table& table, const Limit& limit, std::int64_t at) {
  if (limit.counting == Counting::given) return std::nullopt;
  const Second deemed = deemed_second(table, limit, at);
  if (!deemed) return std::nullopt;
  const LineKind kind = kind_of(table, limit, *deemed);
  const Second due = when_second(table, kind, start_of(table, kind, limit, *deemed) + budget(limit, kind));
  if (!due || !table.covers(*due)) return std::nullopt;
  return std::max(*due, *deemed);
}

Result<Instant> deemed_on(const Table* table, const Limit& limit, Instant at) {
  if (!is_covered(table, count_of(at))) return not_covered(table, at);
  if (limit.start == Start::at_once) return at;
  if (table == nullptr) return fail(Fault::bad_input, "a start other than at-once needs a line with a calendar");
  if (const Second deemed = deemed_second(*table, limit, count_of(at))) return instant_of(*deemed);
  return fail(Fault::out_of_range, fmt::format("calendar '{}' does not open again between {} and the end of 2100",
                                               table->name, to_text(at, table->zone)));
}

Result<Instant> due_on(const Table& table, const Limit& limit, Instant at) {
  if (const Second due = due_second(table, limit, count_of(at))) return instant_of(*due);
  if (limit.counting == Counting::given)
    return fail(Fault::bad_input, "'given' has no length: its due instant comes with the command");
  const Result<Instant> deemed = deemed_on(&table, limit, at);
  return deemed ? never_due(&table, kind_of(table, limit, count_of(*deemed))) : deemed;
}

Result<LineKind> kind_on(const Table* table, const Limit& limit, Instant at) {
  const bool keeps_time = limit.counting == Counting::rolled_days && limit.end == End::same_time;
  if (!keeps_time) return kind_of(*table, limit, count_of(at));
  return deemed_on(table, limit, at).map([&](Instant deemed) { return kind_of(*table, limit, count_of(deemed)); });
}

Result<Key> start_on(const Table* table, const LineKind& kind, const Limit& limit, Instant at) {
  return deemed_on(table, limit, at).map([&](Instant deemed) {
    return table ? start_of(*table, kind, limit, count_of(deemed)) : reached_on(table, kind, deemed);
  });
}

}  // namespace hotline

#include "support/slow_calendar.hpp"

#include <algorithm>

#include "hotline/calendar/hours.hpp"

namespace hotline::test {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::weekday;

namespace {

constexpr days day{1};

std::vector<Span> sorted(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.open < b.open; });
  return spans;
}

// What is found for a date, found once.
template <class Found, class Find>
const Found& remembered(std::map<sys_days, Found>& memory, sys_days date, const Find& find) {
  const auto known = memory.find(date);
  return known != memory.end() ? known->second : memory.emplace(date, find(date)).first->second;
}

}  // namespace

const SlowCalendar::Given& SlowCalendar::given_on(sys_days date) const {
  return remembered(given_, date, [this](sys_days on) { return find_given(on); });
}
const Hours& SlowCalendar::hours_on(sys_days date) const {
  return remembered(hours_, date, [this](sys_days on) { return find_hours(on); });
}
const std::vector<Span>& SlowCalendar::spans_on(sys_days date) const {
  return remembered(spans_, date, [this](sys_days on) { return find_spans(on); });
}

SlowCalendar::Given SlowCalendar::make_up(sys_days date) const {
  if (spec_.make_up_hours) return {*spec_.make_up_hours, weekday{date}};
  if (spec_.make_up) return as_on(*spec_.make_up);
  for (unsigned i = 1; i <= 7; ++i)
    if (!spec_.week.on(weekday{i}).empty()) return as_on(weekday{i});
  return as_on(weekday{date});
}

SlowCalendar::Given SlowCalendar::find_given(sys_days date) const {
  if (date < first() || date > last()) return {{}, weekday{date}};
  Given given = as_on(weekday{date});
  for (const HolidaySet& set : spec_.holidays)
    for (const Holiday& holiday : set.days)
      if (sys_days{holiday.date} == date) given = holiday.works ? make_up(date) : Given{{}, weekday{date}};
  for (const DatedHours& exception : spec_.days) {
    if (date < sys_days{exception.from} || date > sys_days{exception.to}) continue;
    if (const weekday* like = std::get_if<weekday>(&exception.hours)) given = as_on(*like);
    if (const Hours* own = std::get_if<Hours>(&exception.hours)) given = {*own, weekday{date}};
  }
  return given;
}

// Is this time of that date, perhaps past its end, in a break or a closed part of some date?
bool SlowCalendar::is_cut(sys_days date, seconds time) const {
  for (int other = -1; other <= 2; ++other) {
    const sys_days of = date + other * day;
    if (of < first() || of > last()) continue;
    const seconds there = time - other * day;
    const auto holds = [&](const Window& cut) { return cut.open <= there && there < cut.close; };
    const Hours& breaks = spec_.breaks.on(given_on(of).like);
    if (std::any_of(breaks.begin(), breaks.end(), holds)) return true;
    for (const DatedHours& exception : spec_.days)
      if (sys_days{exception.from} <= of && of <= sys_days{exception.to} &&
          std::any_of(exception.closed.begin(), exception.closed.end(), holds))
        return true;
  }
  return false;
}

// Between two edges nothing changes, so the time at the earlier one answers for all of it.
Hours SlowCalendar::find_hours(sys_days date) const {
  if (midnight(date) == midnight(date + day)) return {};
  const Hours whole = given_on(date).hours;
  if (whole.empty()) return {};
  std::vector<seconds> edges;
  const auto add_edges = [&](const Hours& windows, seconds shift) {
    for (const Window& window : windows) {
      edges.push_back(window.open + shift);
      edges.push_back(window.close + shift);
    }
  };
  add_edges(whole, seconds{0});
  for (int other = -1; other <= 2; ++other) {
    for (const Hours& breaks : spec_.breaks.days) add_edges(breaks, other * day);
    for (const DatedHours& exception : spec_.days) add_edges(exception.closed, other * day);
  }
  std::sort(edges.begin(), edges.end());
  Hours hours;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    if (edges[i] == edges[i + 1]) continue;
    const bool opens = std::any_of(whole.begin(), whole.end(), [&](const Window& window) {
      return window.open <= edges[i] && edges[i] < window.close;
    });
    if (!opens || is_cut(date, edges[i])) continue;
    if (!hours.empty() && hours.back().close == edges[i])
      hours.back().close = edges[i + 1];
    else
      hours.push_back({edges[i], edges[i + 1]});
  }
  return hours;
}

// A clock change may push windows onto one another: the earlier one keeps the time, also over midnight.
std::vector<Span> SlowCalendar::find_spans(sys_days date) const {
  const auto as_instants = [&](sys_days on) {
    std::vector<Span> spans;
    for (const Window& window : hours_on(on)) {
      const Span span{spec_.zone.to_instant(LocalTime{on.time_since_epoch()} + window.open, Skipped::shift),
                      spec_.zone.to_instant(LocalTime{on.time_since_epoch()} + window.close, Skipped::shift)};
      if (span.open < span.close) spans.push_back(span);
    }
    return sorted(spans);
  };
  Instant taken = Instant::min();
  for (int ago = 3; ago > 0; --ago)
    for (const Span& span : as_instants(date - ago * day)) taken = std::max(taken, span.close);
  std::vector<Span> kept;
  for (Span span : as_instants(date)) {
    span.open = std::max(span.open, taken);
    if (span.open < span.close) kept.push_back(span);
    taken = std::max(taken, span.close);
  }
  return kept;
}

bool SlowCalendar::is_open(Instant at) const {
  for (int ago = 3; ago >= -1; --ago)
    for (const Span& span : spans_on(date_of(at) - ago * day))
      if (span.open <= at && at < span.close) return true;
  return false;
}

seconds SlowCalendar::worked(Instant from, Instant to) const {
  seconds sum{0};
  for (sys_days date = date_of(from) - 3 * day; date <= date_of(to) + day; date += day)
    for (const Span& span : spans_on(date))
      sum += std::max(seconds{0}, std::min(span.close, to) - std::max(span.open, from));
  return sum;
}

Instant SlowCalendar::local(sys_days date, seconds time) const {
  return spec_.zone.to_instant(LocalTime{date.time_since_epoch()} + time, Skipped::gap_end);
}

Instant SlowCalendar::midnight(sys_days date) const { return local(date, seconds{0}); }

sys_days SlowCalendar::date_of(Instant at) const {
  sys_days date = std::chrono::floor<days>(at) + 2 * day;
  while (midnight(date) > at) date -= day;
  return date;
}

// While the clock repeats itself it has got no further than before it was put back.
seconds SlowCalendar::time_of(Instant at) const {
  LocalTime furthest = spec_.zone.to_local(at);
  for (Instant change = spec_.zone.next_transition(at - 3 * day); change <= at;
       change = spec_.zone.next_transition(change))
    furthest = std::max(furthest, spec_.zone.to_local(change - seconds{1}));
  return furthest - LocalTime{date_of(at).time_since_epoch()};
}

sys_days SlowCalendar::next_working(sys_days date) const {
  do {
    date += day;
    if (date > last()) throw PastTheEnd{};
  } while (!works(date));
  return date;
}

std::optional<Span> SlowCalendar::next_open(Instant at) const {
  std::optional<Span> found;
  for (sys_days date = date_of(at) - 3 * day; date <= last(); date += day) {
    for (const Span& span : spans_on(date)) {
      if (span.close <= at) continue;
      if (found && found->close < span.open) return found;
      found = Span{found ? found->open : span.open, span.close};
    }
    if (found && found->close < midnight(date + day)) return found;
  }
  return found;
}

std::int64_t SlowCalendar::working_days(sys_days after, sys_days to) const {
  std::int64_t count = 0;
  for (sys_days date = after + day; date <= to; date += day) count += works(date) ? 1 : 0;
  return count;
}

Instant SlowCalendar::received(const Limit& limit, Instant at) const {
  if (limit.start == Start::at_once) return at;
  if (limit.start == Start::next_opening) {
    const std::optional<Span> next = next_open(at);
    if (!next) throw PastTheEnd{};
    return std::max(at, next->open);
  }
  sys_days date = date_of(at);
  const seconds time = time_of(at);
  if (works(date) && time < limit.cut_off) return at;
  if (!works(date)) date = next_working(date);
  return time < limit.cut_off ? local(date, time) : spans_on(next_working(date)).front().open;
}

std::vector<Span> SlowCalendar::whole_day(sys_days date) const {
  if (!works(date)) return {};
  return {{midnight(date), midnight(date + day)}};
}

Instant SlowCalendar::run_out(bool whole_days, seconds left, Instant from) const {
  for (sys_days date = date_of(from) - 3 * day; date <= last(); date += day) {
    for (const Span& span : whole_days ? whole_day(date) : spans_on(date)) {
      const Instant start = std::max(span.open, from);
      if (start >= span.close) continue;
      if (left <= span.close - start) return start + left;
      left -= span.close - start;
    }
  }
  throw PastTheEnd{};
}

// Day 1 of a count of working days.
sys_days SlowCalendar::first_counted(const Limit& limit, Instant deemed) const {
  sys_days still_open = date_of(deemed) - 3 * day;  // the first working day that has not closed
  while (!works(still_open) || spans_on(still_open).back().close <= deemed) still_open = next_working(still_open);
  if (limit.first_day == FirstDay::include) return still_open;
  return next_working(limit.start == Start::next_opening ? still_open : date_of(deemed));
}

Instant SlowCalendar::nth_working_day(const Limit& limit, Instant deemed) const {
  sys_days date = first_counted(limit, deemed);
  for (std::int64_t n = 1; n < limit.amount; ++n) date = next_working(date);
  if (limit.end == End::close) return spans_on(date).back().close;
  return limit.end == End::midnight ? midnight(date + day) : local(date, time_of(deemed));
}

Instant SlowCalendar::nth_day(const Limit& limit, Instant deemed) const {
  sys_days date = date_of(deemed) + static_cast<int>(limit.amount) * day;
  if (limit.first_day == FirstDay::include) date -= day;
  if (limit.counting == Counting::rolled_days && !works(date)) date = next_working(date);
  return limit.end == End::midnight ? midnight(date + day) : local(date, time_of(deemed));
}

Instant SlowCalendar::runs_out(const Limit& limit, Instant deemed) const {
  const seconds length{limit.amount};
  switch (limit.counting) {
    case Counting::working_time:
      return run_out(false, length, deemed);
    case Counting::whole_days:
      return run_out(true, length, deemed);
    case Counting::working_days:
      return std::max(deemed, nth_working_day(limit, deemed));
    case Counting::days:
    case Counting::rolled_days:
      return std::max(deemed, nth_day(limit, deemed));
    case Counting::elapsed:
    case Counting::given:
      break;
  }
  return deemed + length;
}

std::optional<Instant> SlowCalendar::deemed(const Limit& limit, Instant at) const {
  try {
    return received(limit, at);
  } catch (const PastTheEnd&) {
    return std::nullopt;
  }
}

std::optional<Instant> SlowCalendar::due(const Limit& limit, Instant from) const {
  try {
    const Instant due = runs_out(limit, received(limit, from));
    return covers(due) ? std::optional(due) : std::nullopt;
  } catch (const PastTheEnd&) {
    return std::nullopt;
  }
}

}  // namespace hotline::test

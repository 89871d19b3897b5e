#include "support/scenes.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "hotline/calendar/holiday_rules.hpp"
#include "support/calendars.hpp"

namespace hotline::test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::weekday;

// Half hours, midnights, whole dates, negative and double summer time.
const std::vector<std::string>& zones() {
  static const std::vector<std::string> names = {
      "UTC",          "Asia/Shanghai",    "America/New_York",  "Australia/Lord_Howe", "Pacific/Apia",
      "Asia/Beirut",  "America/Havana",   "America/St_Johns",  "Africa/Casablanca",   "America/Sao_Paulo",
      "+05:45",       "Europe/Dublin",    "Pacific/Kwajalein", "Antarctica/Troll",    "Antarctica/Casey",
      "Africa/Cairo", "America/Asuncion", "Africa/Monrovia"};
  return names;
}

// A date at random, or one at which the zone changes its clock; now and then the first or last there is.
Instant random_moment(Dice& dice, const Zone& zone) {
  const int last = static_cast<int>(sys_days{last_date}.time_since_epoch().count());
  const int days_in = dice.one_in(25) ? (dice.coin() ? 0 : last) : dice.pick(0, last);
  const Instant moment = sys_days{days{days_in}} + seconds{dice.pick(0, 86'399)};
  const Instant change = zone.next_transition(moment);
  return dice.coin() && change <= sys_days{last_date} ? change : moment;
}

// Up to three windows from a few cuts of the day, some past its end.
Hours random_hours(Dice& dice, int last_hour) {
  std::vector<seconds> cuts;
  for (int i = 2 * dice.pick(0, 3); i > 0; --i) {
    const seconds cut =
        std::chrono::minutes{30 * dice.pick(0, 2 * last_hour)} + seconds{dice.coin() ? 0 : dice.pick(-1, 1)};
    cuts.push_back(std::clamp(cut, seconds{0}, seconds{hours{last_hour}}));
  }
  std::sort(cuts.begin(), cuts.end());
  Hours made;
  for (std::size_t i = 0; i + 1 < cuts.size(); i += 2)
    if (cuts[i] < cuts[i + 1] && cuts[i] < hours{24}) made.push_back({cuts[i], cuts[i + 1]});
  return in_order(made).value_or(Hours{});
}

Hours some_hours(Dice& dice, int last_hour) {
  Hours made = random_hours(dice, last_hour);
  return made.empty() ? Hours{{hours{9}, hours{12}}} : made;
}

Hours short_break(Dice& dice) {
  const seconds open = std::chrono::minutes{10 * dice.pick(0, 6 * 24 - 1)};
  return {{open, open + std::chrono::minutes{dice.pick(1, 60)}}};
}

weekday random_weekday(Dice& dice) { return weekday{static_cast<unsigned>(dice.pick(0, 6))}; }

YearlyDate random_yearly_date(Dice& dice) {
  const std::chrono::month month{static_cast<unsigned>(dice.pick(1, 12))};
  switch (dice.pick(0, 2)) {
    case 0:
      return WeekdayOfMonth{month, random_weekday(dice), dice.pick(0, 5)};
    case 1:
      return DaysFromEaster{dice.pick(-50, 60)};
    default:
      return std::chrono::month_day{month, std::chrono::day{static_cast<unsigned>(dice.pick(1, 29))}};
  }
}

HolidaySet yearly_set(Dice& dice, const std::vector<Instant>& moments) {
  HolidayRules rules{"yearly", {}};
  for (int i = dice.pick(1, 5); i > 0; --i) {
    HolidayRule& rule = rules.rules.emplace_back();
    rule.on = random_yearly_date(dice);
    if (dice.coin()) {  // where it will be met
      const Date near{std::chrono::floor<days>(dice.one_of(moments)) + days{dice.pick(-3, 12)}};
      rule.on = std::chrono::month_day{near.month(), near.day()};
    }
    rule.works = dice.one_in(4);
    rule.observed = static_cast<Observed>(rule.works ? 0 : dice.pick(0, 2));
  }
  return holidays_by(rules);
}

bool is_covered(Date date) { return first_date <= date && date <= last_date; }

void add_dates(Dice& dice, sys_days today, HolidaySet& set) {
  for (int offset = -6; offset < 20; offset += dice.pick(1, 6)) {
    const Date date{today + days{offset}};
    if (is_covered(date)) set.days.push_back({date, dice.coin(), "", ""});
  }
}

// Hours of its own, those of a weekday, or the usual ones; often with a part of the day closed: a half day.
DatedHours random_exception(Dice& dice, sys_days today, int last_hour) {
  const sys_days from = std::clamp(today + days{dice.pick(-4, 12)}, sys_days{first_date}, sys_days{last_date});
  DatedHours made{from, std::min(from + days{dice.pick(0, 3)}, sys_days{last_date}), random_hours(dice, last_hour), ""};
  const int kind = dice.pick(0, 3);
  if (kind == 1) made.hours = random_weekday(dice);
  if (kind == 2) made.hours = UsualHours{};
  if (kind == 2 || dice.one_in(3)) made.closed = some_hours(dice, dice.coin() ? 24 : 30);
  return made;
}

// A make-up day takes a weekday's hours, hours of its own, or those that all open weekdays share.
void add_make_up(Dice& dice, CalendarSpec& spec) {
  const weekday like = random_weekday(dice);
  if (spec.week.on(like).empty()) spec.week.on(like) = {{hours{9}, hours{17}}};
  const int kind = dice.pick(0, 2);
  if (kind == 0) spec.make_up = like;
  if (kind == 1) spec.make_up_hours = some_hours(dice, 24);
  if (kind == 2) {
    const Hours shared = spec.week.on(like);
    const Hours breaks = spec.breaks.on(like);
    for (std::size_t i = 0; i < 7; ++i) {
      if (spec.week.days[i].empty()) continue;
      spec.week.days[i] = shared;
      spec.breaks.days[i] = breaks;
    }
  }
}

template <class Visit>
void for_each_hours(CalendarSpec& spec, const Visit& visit) {
  for (Hours& on : spec.week.days) visit(on);
  for (DatedHours& exception : spec.days)
    if (Hours* own = std::get_if<Hours>(&exception.hours)) visit(*own);
}

}  // namespace

CalendarSpec random_spec(Dice& dice, const Zone& zone, const std::vector<Instant>& moments) {
  CalendarSpec spec;
  spec.name = "random";
  spec.zone = zone;
  const int last_hour = dice.coin() ? 30 : 24;
  for (Hours& on : spec.week.days) on = random_hours(dice, last_hour);
  if (dice.coin())
    for (Hours& breaks : spec.breaks.days)
      if (dice.coin()) breaks = dice.one_in(4) ? random_hours(dice, 30) : short_break(dice);
  add_make_up(dice, spec);
  if (dice.one_in(3)) spec.holidays.push_back(yearly_set(dice, moments));
  HolidaySet dates{"dates", {}, std::nullopt};
  const bool has_dates = dice.coin();
  for (const Instant moment : moments) {
    const sys_days today = std::chrono::floor<days>(moment);
    if (has_dates) add_dates(dice, today, dates);
    for (int i = dice.pick(0, 3); i > 0; --i)
      spec.days.push_back(random_exception(dice, today, dice.one_in(4) ? last_hour : 24));
  }
  if (has_dates) spec.holidays.push_back(dates);
  return spec;
}

// Most random calendars with nights overlap somewhere: those keep to their own dates. Breaks that swallow a weekday go.
Scene scene_of(CalendarSpec spec, std::vector<Instant> moments) {
  Result<Calendar> calendar = Calendar::compile(spec);
  if (!calendar && says(calendar, "overlaps")) {
    for_each_hours(spec, [](Hours& on) {
      for (Window& window : on) window.close = std::min(window.close, seconds{hours{24}});
    });
    calendar = Calendar::compile(spec);
  }
  if (!calendar && says(calendar, "leave nothing of its hours")) {
    spec.breaks = {};
    return scene_of(std::move(spec), std::move(moments));
  }
  if (!calendar) {
    fmt::print(stderr, "a random calendar is refused: {}\n", calendar.error().message);
    std::abort();
  }
  return {spec, *calendar, SlowCalendar(spec), std::move(moments)};
}

Scene random_scene(Dice& dice, int moments) {
  const Zone zone = zone_of(dice.one_of(zones()));
  std::vector<Instant> around;
  for (int i = 0; i < moments; ++i) around.push_back(random_moment(dice, zone));
  CalendarSpec spec = random_spec(dice, zone, around);
  return scene_of(std::move(spec), std::move(around));
}

Instant random_instant(Dice& dice, const SlowCalendar& slow, Instant around) {
  const sys_days date = slow.date_of(around) + days{dice.pick(-3, 6)};
  const std::vector<Span>& spans = slow.spans_on(date);
  const seconds nudge{dice.pick(-1, 1)};
  switch (dice.pick(0, 3)) {
    case 0:
      return slow.midnight(date) + nudge;
    case 1:
      return around + seconds{dice.pick(-7'200, 7'200)};
    case 2:
      if (!spans.empty()) return (dice.coin() ? dice.one_of(spans).open : dice.one_of(spans).close) + nudge;
      [[fallthrough]];
    default:
      return slow.midnight(date) + seconds{dice.pick(0, 86'399)};
  }
}

Limit random_limit(Dice& dice) {
  Limit limit{.counting = static_cast<Counting>(dice.pick(0, 5)), .amount = dice.pick(1, 12)};
  static_assert(static_cast<int>(Counting::rolled_days) == 5);
  limit.start = static_cast<Start>(dice.pick(0, 2));
  if (limit.start == Start::cut_off) {
    limit.cut_off = std::chrono::minutes{30 * dice.pick(0, 48)};
    if (limit.cut_off < hours{24} && dice.one_in(4)) limit.cut_off += seconds{dice.pick(1, 59)};
  }
  if (!counts_days(limit.counting)) {
    limit.amount = std::max<std::int64_t>(1, 3'600 * limit.amount + dice.pick(-1, 1) * dice.pick(0, 3'600));
    return limit;
  }
  const bool working = limit.counting == Counting::working_days;
  limit.first_day = dice.coin() ? FirstDay::include : FirstDay::exclude;
  limit.end = dice.coin() ? End::same_time : working && dice.coin() ? End::close : End::midnight;
  return limit;
}

bool has_nights(const CalendarSpec& spec) {
  bool found = false;
  CalendarSpec copy = spec;
  for_each_hours(copy, [&](const Hours& on) { found |= !on.empty() && on.back().close > hours{24}; });
  return found;
}

}  // namespace hotline::test

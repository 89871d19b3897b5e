// Sets by yearly rules, against a walk that asks of every date whether a rule falls on it.
#include <algorithm>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "hotline/calendar/holiday_rules.hpp"
#include "support/property.hpp"

using namespace hotline;
using namespace hotline::test;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

namespace {

// The church's own tables: the golden number, the century's corrections, the full moon, the Sunday after it.
sys_days easter(std::chrono::year of) {
  const int year = static_cast<int>(of);
  const int golden = year % 19 + 1;
  const int century = year / 100 + 1;
  const int leaps_left_out = 3 * century / 4 - 12;
  const int moon_correction = (8 * century + 5) / 25 - 5;
  int epact = (11 * golden + 20 + moon_correction - leaps_left_out) % 30;
  if (epact < 0) epact += 30;
  if ((epact == 25 && golden > 11) || epact == 24) ++epact;
  const int moon = 44 - epact < 21 ? 74 - epact : 44 - epact;  // of March
  sys_days date = sys_days{of / std::chrono::March / 1} + days{moon - 1};
  do date += days{1};
  while (weekday{date} != std::chrono::Sunday);
  return date;
}

struct FallsOn {
  sys_days date;

  bool operator()(std::chrono::month_day on) const {
    return Date{date}.month() == on.month() && Date{date}.day() == on.day();
  }
  bool operator()(const WeekdayOfMonth& on) const {
    if (Date{date}.month() != on.month || weekday{date} != on.weekday) return false;
    if (on.nth == 0) return Date{date + days{7}}.month() != on.month;
    return (static_cast<int>(static_cast<unsigned>(Date{date}.day())) - 1) / 7 + 1 == on.nth;
  }
  bool operator()(DaysFromEaster on) const {
    const sys_days sunday = date - days{on.days};
    return easter(Date{sunday}.year()) == sunday;
  }
};

bool is_weekend(sys_days date) {
  return weekday{date} == std::chrono::Saturday || weekday{date} == std::chrono::Sunday;
}

std::vector<sys_days> walked(const HolidayRule& rule) {
  std::vector<sys_days> found;
  const sys_days end{std::chrono::year{2102} / std::chrono::June / 1};
  for (sys_days date{std::chrono::year{1969} / std::chrono::June / 1}; date < end; date += days{1}) {
    const auto* easter_rule = std::get_if<DaysFromEaster>(&std::get<YearlyDate>(rule.on));
    const int year = static_cast<int>(Date{date - days{easter_rule ? easter_rule->days : 0}}.year());
    const bool holds = year >= rule.from_year.value_or(1970) && year <= rule.to_year.value_or(2101) && year >= 1970 &&
                       year <= 2101 && std::find(rule.except.begin(), rule.except.end(), year) == rule.except.end();
    if (holds && std::visit(FallsOn{date}, std::get<YearlyDate>(rule.on))) found.push_back(date);
  }
  return found;
}

std::set<sys_days> walked(const std::vector<HolidayRule>& rules) {
  std::set<sys_days> off;
  for (const HolidayRule& rule : rules)
    for (const sys_days date : walked(rule)) off.insert(date);
  for (const HolidayRule& rule : rules) {
    for (sys_days date : walked(rule)) {
      if (rule.observed == Observed::never || !is_weekend(date)) continue;
      if (rule.observed == Observed::nearest_weekday)
        date += weekday{date} == std::chrono::Saturday ? days{-1} : days{1};
      else
        while (is_weekend(date) || off.contains(date)) date += days{1};
      off.insert(date);
    }
  }
  return off;
}

HolidayRule random_rule(Dice& dice) {
  HolidayRule rule;
  const std::chrono::month month{static_cast<unsigned>(dice.pick(1, 12))};
  switch (dice.pick(0, 2)) {
    case 0:
      rule.on = WeekdayOfMonth{month, weekday{static_cast<unsigned>(dice.pick(0, 6))}, dice.pick(0, 5)};
      break;
    case 1:
      rule.on = DaysFromEaster{dice.pick(-99, 99)};
      break;
    default:
      rule.on = std::chrono::month_day{month, std::chrono::day{static_cast<unsigned>(dice.pick(1, 31))}};
  }
  rule.observed = static_cast<Observed>(dice.pick(0, 2));
  if (dice.coin()) rule.from_year = dice.pick(1970, 2040);
  if (dice.coin()) rule.to_year = dice.pick(2040, 2100);
  for (int i = dice.pick(0, 2); i > 0; --i) rule.except.push_back(dice.pick(1970, 2100));
  return rule;
}

// Two holidays in a row compete for the days on which they are observed.
HolidayRule day_after(HolidayRule rule) {
  if (const auto* on = std::get_if<std::chrono::month_day>(&std::get<YearlyDate>(rule.on)))
    rule.on = std::chrono::month_day{on->month(), on->day() + days{1}};
  else if (const auto* moving = std::get_if<DaysFromEaster>(&std::get<YearlyDate>(rule.on)))
    rule.on = DaysFromEaster{moving->days + 1};
  rule.observed = Observed::next_weekday;
  return rule;
}

}  // namespace

TEST_CASE("yearly rules fall on the dates that a walk over all years finds") {
  CHECK(counterexample(150, [] {
          Dice dice = rapidcheck_dice();
          HolidayRules rules{"random", {}};
          for (int i = dice.pick(1, 5); i > 0; --i) rules.rules.push_back(random_rule(dice));
          for (int i = dice.pick(0, 2); i > 0; --i) rules.rules.push_back(day_after(rules.rules.back()));
          std::vector<sys_days> found;
          for (const Holiday& holiday : holidays_by(rules).days) found.push_back(holiday.date);
          std::vector<sys_days> expected;
          for (const sys_days date : walked(rules.rules))
            if (sys_days{first_date} <= date && date <= sys_days{last_date}) expected.push_back(date);
          RC_ASSERT(found == expected);
        }) == "");
}

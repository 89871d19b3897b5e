#include "hotline/calendar/holiday_rules.hpp"

#include <algorithm>
#include <map>

#include "calendar/days.hpp"
#include "calendar/yearly_date.hpp"

namespace hotline {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

bool is_weekend(sys_days date) {
  return weekday{date} == std::chrono::Saturday || weekday{date} == std::chrono::Sunday;
}

bool holds_in(const HolidayRule& rule, int year) {
  if (rule.from_year && year < *rule.from_year) return false;
  if (rule.to_year && year > *rule.to_year) return false;
  return std::find(rule.except.begin(), rule.except.end(), year) == rule.except.end();
}

class Set {
 public:
  explicit Set(const HolidayRules& rules) : rules_(rules) {}

  HolidaySet laid() {
    for (const HolidayRule& rule : rules_.rules) put_all(rule);
    for (const HolidayRule& rule : rules_.rules)
      if (rule.observed != Observed::never)
        for (const Date date : dates_of(rule)) observe(date, rule);
    for (const HolidayRule& rule : rules_.rules)
      if (std::holds_alternative<DateRange>(rule.on)) put_all(rule);  // also over an observed day
    HolidaySet set{rules_.name, {}, rules_.known_until};
    for (auto& [date, holiday] : days_)
      if (first_date <= holiday.date && holiday.date <= last_date) set.days.push_back(std::move(holiday));
    return set;
  }

 private:
  void put_all(const HolidayRule& rule) {
    for (const Date date : dates_of(rule)) put(date, rule, rule.name);
  }

  void put(sys_days date, const HolidayRule& rule, std::string name) {
    days_[date] = {date, rule.works, std::move(name), ""};
  }

  void observe(sys_days date, const HolidayRule& rule) {
    if (!is_weekend(date)) return;
    sys_days observed = date;
    if (rule.observed == Observed::nearest_weekday)
      observed += weekday{date} == std::chrono::Saturday ? days{-1} : days{1};
    else
      while (is_weekend(observed) || days_.contains(observed)) observed += days{1};
    put(observed, rule, rule.name.empty() ? "observed holiday" : rule.name + ", observed");
  }

  const HolidayRules& rules_;
  std::map<sys_days, Holiday> days_;
};

}  // namespace

std::vector<Date> dates_of(const HolidayRule& rule) {
  std::vector<Date> dates;
  if (const DateRange* range = std::get_if<DateRange>(&rule.on)) {
    for (sys_days date = range->first; date <= sys_days{range->last}; date += days{1}) dates.emplace_back(date);
    return dates;
  }
  // A year more at the end, whose New Year may be observed in December.
  for (std::chrono::year year = first_date.year(); year <= last_date.year() + std::chrono::years{1}; ++year)
    if (holds_in(rule, static_cast<int>(year)))
      if (const auto date = date_in(year, std::get<YearlyDate>(rule.on))) dates.push_back(*date);
  return dates;
}

HolidaySet holidays_by(const HolidayRules& rules) { return Set(rules).laid(); }

}  // namespace hotline

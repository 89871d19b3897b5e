// Which dates are holidays, in the words of a law: "third mon of jan", "07-04, or the nearest weekday"?
//
//   const auto king = parse_yearly_date("third mon of jan");
//   const auto days = holidays_by({"us-federal", {{.on = *king, .name = "Martin Luther King", .from_year = 1986}}});
//
// A yearly date is MM-DD; "first|second|third|fourth|fifth|last WEEKDAY of MONTH", months jan to dec; or "easter" with
// days before or after it, as in "easter -2" and "easter +1" (western, Gregorian).
// Observance concerns a holiday on a Saturday or Sunday, which stays one and gets an observed day besides:
// nearest_weekday (Saturday: the Friday before, Sunday: the Monday after), next_weekday (the next weekday that is not
// a holiday of the set already: two substitutes do not meet). 02-29 and a fifth weekday are in the years that have
// them. Where rules of a set meet on a date, single dates hold over yearly ones, else the later one.
// Promises: pure; every year 1970 to 2100.
// Fails:    bad_input, quoting the text: no such date in any year, an unknown word.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/calendar/holidays.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct WeekdayOfMonth {
  std::chrono::month month;
  std::chrono::weekday weekday;
  int nth = 1;  // 1 to 5; 0: the last
};

struct DaysFromEaster {
  int days = 0;
};

using YearlyDate = std::variant<std::chrono::month_day, WeekdayOfMonth, DaysFromEaster>;

struct DateRange {  // both ends included
  Date first;
  Date last;
};

enum class Observed { never, nearest_weekday, next_weekday };

struct HolidayRule {
  std::variant<DateRange, YearlyDate> on;
  std::string name = {};
  bool works = false;  // a make-up working day
  Observed observed = Observed::never;
  std::optional<int> from_year = {};  // of a yearly date
  std::optional<int> to_year = {};
  std::vector<int> except = {};  // years
};

struct HolidayRules {
  std::string name;
  std::vector<HolidayRule> rules;
  std::optional<Date> known_until = {};
};

HOTLINE_API Result<YearlyDate> parse_yearly_date(std::string_view text);
HOTLINE_API Result<Observed> parse_observed(std::string_view text);  // "nearest-weekday", "next-weekday"
HOTLINE_API std::vector<Date> dates_of(const HolidayRule& rule);     // without observed days
HOTLINE_API HolidaySet holidays_by(const HolidayRules& rules);

}  // namespace hotline

#include "hotline/calendar/holidays.hpp"

#include <array>
#include <map>

#include <fmt/format.h>

#include "calendar/china.hpp"
#include "calendar/days.hpp"
#include "hotline/base/nearest.hpp"
#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

constexpr std::array<std::string_view, 1> set_names = {"cn-statutory"};

using Days = std::map<std::int64_t, Holiday>;  // by day number: a later notice's word replaces an earlier one's

std::int64_t read_day(std::string_view text, int year) {
  const bool own_year = text.size() == std::string_view("MM-DD").size();
  return day_number(parse_date(own_year ? fmt::format("{}-{}", year, text) : std::string(text)).value());
}

// "01-24..02-02" or "01-19 02-03", of the built-in table alone.
void read_days(std::string_view text, int year, const Holiday& holiday, Days& days) {
  while (!text.empty()) {
    const std::string_view range = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(range.size() + 1, text.size()));
    const std::size_t dots = range.find("..");
    const std::int64_t first = read_day(range.substr(0, dots), year);
    const std::int64_t last = dots == std::string_view::npos ? first : read_day(range.substr(dots + 2), year);
    for (std::int64_t day = first; day <= last; ++day) {
      days[day] = holiday;
      days[day].date = date_of(day);
    }
  }
}

HolidaySet china(std::optional<Date> as_of) {
  Days days;
  int known_year = china_notices().front().year - 1;
  for (const Notice& notice : china_notices()) {
    if (as_of && parse_date(notice.issued).value() > *as_of) continue;
    known_year = std::max(known_year, notice.year);
    for (const Arrangement& arranged : notice.arrangements) {
      const std::string name(arranged.festival);
      const std::string number(notice.number);
      read_days(arranged.off, notice.year, {{}, false, name, number}, days);
      read_days(arranged.works, notice.year, {{}, true, name, number}, days);
    }
  }
  // The last days of December belong to the next year's notice.
  HolidaySet set{
      std::string(set_names[0]), {}, Date{std::chrono::year{known_year}, std::chrono::December, std::chrono::day{28}}};
  for (auto& [day, holiday] : days) set.days.push_back(std::move(holiday));
  return set;
}

}  // namespace

Result<HolidaySet> holiday_set(std::string_view name, std::optional<Date> as_of) {
  if (name == set_names[0]) return china(as_of);
  const auto meant = nearest(name, {set_names.begin(), set_names.end()});
  return fail(Fault::not_found, meant ? fmt::format("no holiday set '{}', did you mean '{}'?", name, *meant)
                                      : fmt::format("no holiday set '{}': the built-in one is {}", name, set_names[0]));
}

}  // namespace hotline

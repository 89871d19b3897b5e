#include "hotline/calendar/stack.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/day_text.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

Hours hours(const std::vector<std::string>& windows) { return week_of({{"mon", windows}}).days[0]; }

CalendarSpec nation() {
  CalendarSpec spec = spec_of("Asia/Shanghai", {{"mon-fri", {"09:00-17:30"}}});
  spec.name = "nation";
  spec.breaks = week_of({{"mon-fri", {"12:00-13:00"}}});
  spec.make_up = std::chrono::Monday;
  spec.holidays.push_back(holiday_set("cn-statutory").value());
  spec.days.push_back({date("2023-03-06"), date("2023-03-08"), Hours{}, "congress"});
  return spec;
}

CalendarSpec city() {
  CalendarLayer layer{.name = "city"};
  layer.holidays.push_back({"city", {{date("2023-05-06"), false, "city day", ""}}, date("2023-12-31")});
  layer.hours[4] = hours({"09:00-16:00"});
  layer.days.push_back({date("2023-03-07"), date("2023-03-07"), std::chrono::Monday, "back at work"});
  layer.days.push_back({date("2023-03-09"), date("2023-03-09"), UsualHours{}, "flood", hours({"15:00-17:30"})});
  return laid_over(nation(), layer);
}

CalendarSpec bureau() {
  CalendarLayer layer{.name = "bureau"};
  layer.breaks[0] = Hours{};
  layer.make_up_hours = hours({"09:00-12:00"});
  layer.hours[5] = hours({"10:00-12:00"});
  layer.days.push_back({date("2023-03-08"), date("2023-03-08"), hours({"10:00-11:00"}), "open hour"});
  layer.days.push_back({date("2023-05-06"), date("2023-05-06"), std::chrono::Tuesday, "open all the same"});
  layer.days.push_back({date("2023-03-09"), date("2023-03-09"), UsualHours{}, "drill", hours({"09:00-10:00"})});
  return laid_over(city(), layer);
}

}  // namespace

TEST_CASE("a nation's and a city's and a bureau's days lie on one another and the day says whose won") {
  struct Row {
    std::string why, date, nation, city, bureau;
  };
  const Row rows[] = {
      {"a plain Thursday is the nation's", "2023-03-02", "09:00-12:00 13:00-17:30 | weekday",
       "09:00-12:00 13:00-17:30 | weekday", "09:00-12:00 13:00-17:30 | weekday"},
      {"a weekday named by the city", "2023-03-03", "09:00-12:00 13:00-17:30 | weekday",
       "09:00-12:00 13:00-16:00 | weekday", "09:00-12:00 13:00-16:00 | weekday"},
      {"a break the bureau leaves out", "2023-02-27", "09:00-12:00 13:00-17:30 | weekday",
       "09:00-12:00 13:00-17:30 | weekday", "09:00-17:30 | weekday"},
      {"a weekday only the bureau works", "2023-03-04", "closed | weekend", "closed | weekend",
       "10:00-12:00 | weekday"},
      {"the nation closes", "2023-03-06", "closed | congress", "closed | congress (nation)",
       "closed | congress (nation)"},
      {"the city opens again", "2023-03-07", "closed | congress", "09:00-12:00 13:00-17:30 | back at work",
       "09:00-17:30 | back at work (city)"},
      {"the bureau alone opens again", "2023-03-08", "closed | congress", "closed | congress (nation)",
       "10:00-11:00 | open hour"},
      {"closed parts of all add up", "2023-03-09", "09:00-12:00 13:00-17:30 | weekday",
       "09:00-12:00 13:00-15:00 | weekday; closed 15:00-17:30: flood",
       "10:00-12:00 13:00-15:00 | weekday; closed 15:00-17:30: flood (city); closed 09:00-10:00: drill"},
      {"the city's set beats the nation's and the bureau's day beats both", "2023-05-06",
       "09:00-12:00 13:00-17:30 | make-up working day (国办发明电〔2022〕16号)", "closed | city day",
       "09:00-12:00 13:00-17:30 | open all the same"},
      {"a set beats any calendar's week", "2023-04-29", "closed | 劳动节 Labour Day (国办发明电〔2022〕16号)",
       "closed | 劳动节 Labour Day (国办发明电〔2022〕16号)", "closed | 劳动节 Labour Day (国办发明电〔2022〕16号)"},
      {"make-up hours of the bureau's own", "2023-06-25",
       "09:00-12:00 13:00-17:30 | make-up working day (国办发明电〔2022〕16号)",
       "09:00-12:00 13:00-17:30 | make-up working day (国办发明电〔2022〕16号)",
       "09:00-12:00 | make-up working day (国办发明电〔2022〕16号)"},
  };
  const Calendar calendars[] = {compiled(nation()), compiled(city()), compiled(bureau())};
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(day_text(calendars[0], row.date) == row.nation);
    CHECK(day_text(calendars[1], row.date) == row.city);
    CHECK(day_text(calendars[2], row.date) == row.bureau);
  }
}

TEST_CASE("what a stack knows is what its weakest part knows") {
  CHECK(compiled(nation()).known_until() == date("2026-12-28"));
  CHECK(compiled(city()).known_until() == date("2023-12-31"));
  CalendarSpec stated = nation();
  stated.known_until = date("2024-06-30");
  CHECK(compiled(laid_over(stated, {.name = "plain"})).known_until() == date("2024-06-30"));
  CalendarLayer knows_less{.name = "less"};
  knows_less.holidays.push_back({"set", {}, date("2023-12-31")});
  CHECK(compiled(laid_over(stated, knows_less)).known_until() == date("2023-12-31"));
  knows_less.known_until = date("2025-12-31");
  CHECK(compiled(laid_over(stated, knows_less)).known_until() == date("2025-12-31"));
}

TEST_CASE("a layer may move to another zone and is named by itself") {
  const Calendar moved = compiled(laid_over(nation(), {.name = "west", .zone = zone_of("Asia/Urumqi")}));
  CHECK(moved.name() == "west");
  CHECK(moved.zone().name() == "Asia/Urumqi");
}

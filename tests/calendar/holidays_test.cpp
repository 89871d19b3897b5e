#include "hotline/calendar/holidays.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

const HolidaySet& china() {
  static const HolidaySet set = holiday_set("cn-statutory").value();
  return set;
}

bool is_weekend(Date day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{day}};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

std::string data_folder() {
  const char* folder = std::getenv("HOTLINE_DATA");
  return folder != nullptr ? folder : std::string(HOTLINE_SOURCE_DIR) + "/../shared/data";
}

}  // namespace

TEST_CASE("cn-statutory by year: days off and weekends worked") {
  // Days off as the notices list them (a weekend that a holiday only joins is not listed: 2014, 2019, 2023), those from
  // Monday to Friday among them, weekends worked, and the weekdays won in the end.
  struct Row {
    int year, off, weekdays_off, worked, net;
  };
  const Row rows[] = {
      {2007, 26, 19, 7, 12}, {2008, 27, 16, 5, 11}, {2009, 27, 17, 6, 11},  {2010, 29, 19, 8, 11},
      {2011, 29, 16, 6, 10}, {2012, 27, 18, 6, 12}, {2013, 29, 23, 12, 11}, {2014, 22, 16, 5, 11},
      {2015, 26, 17, 5, 12}, {2016, 24, 17, 6, 11}, {2017, 24, 16, 5, 11},  {2018, 25, 18, 7, 11},
      {2019, 22, 17, 6, 11}, {2020, 30, 19, 6, 13}, {2021, 31, 18, 7, 11},  {2022, 32, 18, 7, 11},
      {2023, 26, 18, 7, 11}, {2024, 28, 19, 8, 11}, {2025, 28, 18, 5, 13},  {2026, 33, 19, 6, 13},
  };
  for (const Row& row : rows) {
    CAPTURE(row.year);
    int off = 0;
    int weekdays_off = 0;
    int weekends_worked = 0;
    for (const Holiday& day : china().days) {
      if (static_cast<int>(day.date.year()) != row.year) continue;
      off += day.works ? 0 : 1;
      weekdays_off += !day.works && !is_weekend(day.date) ? 1 : 0;
      weekends_worked += day.works && is_weekend(day.date) ? 1 : 0;
    }
    CHECK(off == row.off);
    CHECK(weekdays_off == row.weekdays_off);
    CHECK(weekends_worked == row.worked);
    CHECK(weekdays_off - weekends_worked == row.net);
  }
}

TEST_CASE("cn-statutory by month of 2023: working days") {
  const int months[] = {18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21};
  int counted[12] = {};
  for (auto day = std::chrono::sys_days{date("2023-01-01")}; day <= std::chrono::sys_days{date("2023-12-31")};
       day += std::chrono::days{1})
    if (!office_2023().day(day).windows.empty()) ++counted[static_cast<unsigned>(Date{day}.month()) - 1];
  for (int month = 0; month < 12; ++month) {
    CAPTURE(month);
    CHECK(counted[month] == months[month]);
  }
}

TEST_CASE("cn-statutory lists each day once and in order with its notice") {
  CHECK(std::is_sorted(china().days.begin(), china().days.end(),
                       [](const Holiday& a, const Holiday& b) { return a.date <= b.date; }));
  for (const Holiday& day : china().days) {
    CAPTURE(to_text(day.date));
    CHECK(day.notice.find("号") != std::string::npos);
    CHECK_FALSE(day.name.empty());
  }
}

TEST_CASE("cn-statutory day by day against the published record") {
  const std::string path = data_folder() + "/china-workdays.jsonl";
  std::ifstream file(path);
  if (!file) {
    MESSAGE("skipped: " << path << " is not there");
    return;
  }
  std::map<std::string, bool> works;  // of the days listed
  std::map<std::string, std::set<std::string>> notices;
  for (std::string line; std::getline(file, line);) {
    const auto year = nlohmann::json::parse(line);
    for (const auto& day : year["off"]) works[day.get<std::string>()] = false;
    for (const auto& day : year["work"]) works[day.get<std::string>()] = true;
    for (const auto& notice : year["notices"])
      notices[std::to_string(year["year"].get<int>())].insert(notice["no"].get<std::string>());
  }
  int days = 0;
  std::string differing;
  for (auto day = std::chrono::sys_days{date("2007-01-01")}; day <= std::chrono::sys_days{date("2026-12-31")};
       day += std::chrono::days{1}, ++days) {
    const auto listed = works.find(to_text(Date{day}));
    const bool expected = listed != works.end() ? listed->second : !is_weekend(day);
    if (office_2023().day(day).windows.empty() == expected) differing += to_text(Date{day}) + " ";
  }
  CHECK(days == 7305);
  CHECK(differing == "");
  for (const Holiday& day : china().days) {
    CAPTURE(to_text(day.date));
    const int year = static_cast<int>(day.date.year());
    const bool cited =
        notices[std::to_string(year)].contains(day.notice) || notices[std::to_string(year + 1)].contains(day.notice);
    CHECK_MESSAGE(cited, day.notice);
  }
}

TEST_CASE("a set as it was known on a date") {
  struct Row {
    std::string why, as_of, date, day, known_until;
  };
  const Row rows[] = {
      {"2020 before Spring Festival was extended", "2020-01-25", "2020-02-01", "works 国办发明电〔2019〕16号",
       "2020-12-28"},
      {"and from the day it was", "2020-01-26", "2020-02-01", "off 国办发明电〔2020〕1号", "2020-12-28"},
      {"its first days keep their notice", "2020-01-26", "2020-01-24", "off 国办发明电〔2019〕16号", "2020-12-28"},
      {"Labour Day 2019 as first arranged", "2019-03-21", "2019-05-02", "not listed", "2019-12-28"},
      {"and as changed", "2019-03-22", "2019-05-02", "off 国办发明电〔2019〕3号", "2019-12-28"},
      {"a day more in 2015", "2015-05-13", "2015-09-03", "off 国发明电〔2015〕1号", "2015-12-28"},
      {"not known before", "2015-05-12", "2015-09-03", "not listed", "2015-12-28"},
      {"a December day before the next notice", "2018-12-03", "2018-12-29", "not listed", "2018-12-28"},
      {"and after it", "2018-12-04", "2018-12-29", "works 国办发明电〔2018〕15号", "2019-12-28"},
      {"before any notice", "2006-12-13", "2007-01-01", "not listed", "2006-12-28"},
      {"after the last one", "2026-06-30", "2026-10-10", "works 国办发明电〔2025〕7号", "2026-12-28"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const HolidaySet set = holiday_set("cn-statutory", date(row.as_of)).value();
    std::string found = "not listed";
    for (const Holiday& day : set.days)
      if (day.date == date(row.date)) found = (day.works ? "works " : "off ") + day.notice;
    CHECK(found == row.day);
    CHECK(set.known_until == date(row.known_until));
  }
}

TEST_CASE("a set that is not known is refused with the nearest name") {
  CHECK(holiday_set("cn-statutary").error() ==
        Error{Fault::not_found, "no holiday set 'cn-statutary', did you mean 'cn-statutory'?"});
  CHECK(says(holiday_set("de-berlin"), "the built-in one is cn-statutory"));
}

#include "hotline/calendar/hours.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

std::string window_text(const std::string& text) {
  const Result<Window> window = parse_window(text);
  return window ? to_text(*window) : "error: " + window.error().message;
}

}  // namespace

TEST_CASE("windows are read as a wall would show them") {
  struct Row {
    std::string why, text, window;
  };
  const Row rows[] = {
      {"a plain day", "09:00-17:30", "09:00-17:30"},
      {"to the second", "09:00:30-17:30:15", "09:00:30-17:30:15"},
      {"the whole day", "00:00-24:00", "00:00-24:00"},
      {"a night belongs to the day it starts on", "22:00-06:00", "22:00-30:00"},
      {"the same night written out", "22:00-30:00", "22:00-30:00"},
      {"as late as the end of the next day", "12:00-48:00", "12:00-48:00"},
      {"to midnight and no further", "18:00-00:00", "18:00-24:00"},
      {"midnight to midnight is not a whole day", "00:00-00:00",
       "error: '00:00-00:00' is not a window: it is empty: the whole day is 00:00-24:00"},
      {"no dash", "09:00", "error: '09:00' is not a window: write HH:MM-HH:MM, as in 09:00-17:30"},
      {"an hour that is not", "09:00-25:61",
       "error: '09:00-25:61' is not a window: '25:61' is not a time of day: minutes end at 59"},
      {"opens after its day", "25:00-26:00",
       "error: '25:00-26:00' is not a window: '25:00' is not a time of day: it ends at 24:00"},
      {"opens as its day ends", "24:00-26:00",
       "error: '24:00-26:00' is not a window: 24:00 is the end of a day: open at 00:00 on the next one"},
      {"closes after the next day", "09:00-48:01",
       "error: '09:00-48:01' is not a window: '48:01' is not a time of day: it ends at 48:00"},
      {"one digit", "9:00-17:30",
       "error: '9:00-17:30' is not a window: '9:00' is not a time of day: write HH:MM, as in 09:30"},
      {"a space", "09:00 - 17:30",
       "error: '09:00 - 17:30' is not a window: '09:00 ' is not a time of day: write HH:MM, as in 09:30"},
      {"nothing", "", "error: '' is not a window: write HH:MM-HH:MM, as in 09:00-17:30"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(window_text(row.text) == row.window);
  }
}

TEST_CASE("weekdays and their ranges") {
  struct Row {
    std::string why, text, days;
  };
  const Row rows[] = {
      {"one", "sat", "6"},
      {"a working week", "mon-fri", "12345"},
      {"over the week's end", "sat-mon", "671"},
      {"a range of one", "wed-wed", "3"},
      {"a full name", "monday", "error"},
      {"a slip", "fry", "did you mean 'fri'?"},
      {"half a range", "mon-", "error"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto days = parse_weekdays(row.text);
    if (!days) {
      CHECK((row.days == "error" || says(days, row.days)));
      continue;
    }
    std::string numbers;
    for (const std::chrono::weekday day : *days) numbers += std::to_string(day.iso_encoding());
    CHECK(numbers == row.days);
  }
}

TEST_CASE("a day's windows are sorted and joined and never overlap") {
  struct Row {
    std::string why;
    std::vector<std::string> windows;
    std::string ordered;
  };
  const Row rows[] = {
      {"out of order", {"13:00-17:30", "09:00-12:00"}, "09:00-12:00 13:00-17:30 "},
      {"they touch", {"09:00-12:00", "12:00-17:30"}, "09:00-17:30 "},
      {"they overlap", {"09:00-12:30", "12:00-17:30"}, "the windows 09:00-12:30 and 12:00-17:30 overlap"},
      {"twice the same", {"09:00-12:00", "09:00-12:00"}, "the windows 09:00-12:00 and 09:00-12:00 overlap"},
      {"a night into the same day's morning is no overlap", {"22:00-06:00", "05:00-07:00"}, "05:00-07:00 22:00-30:00 "},
      {"none: closed", {}, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    Hours hours;
    for (const std::string& text : row.windows) hours.push_back(parse_window(text).value());
    const Result<Hours> ordered = in_order(hours);
    std::string shown;
    if (ordered)
      for (const Window& window : *ordered) shown += to_text(window) + " ";
    CHECK((ordered ? shown : message(ordered)) == row.ordered);
  }
}

TEST_CASE("windows made by hand are checked like written ones") {
  using std::chrono::hours;
  CHECK(says(in_order({{hours{-1}, hours{2}}}), "must open between"));
  CHECK(says(in_order({{hours{9}, hours{9}}}), "is empty"));
  CHECK(says(in_order({{hours{9}, hours{49}}}), "must close by 48:00"));
}

#include "rules/calendar_parts.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"

namespace hotline {

using Kind = TomlNode::Kind;

std::optional<Hours> read_windows(const TomlNode& value, std::string_view example, FaultList& faults) {
  if (!check_texts(value, example, faults)) return std::nullopt;
  Hours hours;
  bool fit = true;
  for (const PlacedText& text : texts_in(value)) {
    const auto window = take(parse_window(text.text), text.place, faults);
    if (window) hours.push_back(*window);
    fit = fit && window;
  }
  return fit ? take(in_order(std::move(hours)), value.place, faults) : std::nullopt;
}

std::optional<SomeWeekdays> read_weekdays(const TomlNode& table, std::string_view example, FaultList& faults) {
  SomeWeekdays week;
  bool fit = true;
  std::array<bool, 7> named{};
  for (const TomlNode& entry : table.children) {
    const auto days = take(parse_weekdays(entry.key), entry.key_place, faults);
    const auto hours = read_windows(entry, example, faults);
    fit = fit && days && hours;
    if (!days) continue;
    const auto taken =
        std::find_if(days->begin(), days->end(), [&](auto day) { return named[day.iso_encoding() - 1]; });
    if (taken != days->end()) {
      faults.add(entry.key_place, fmt::format("'{}' names {}, which has its hours already: name each weekday once",
                                              entry.key, to_text(*taken)));
      fit = false;
    }
    for (const auto day : *days) {
      named[day.iso_encoding() - 1] = true;
      week[day.iso_encoding() - 1] = hours;
    }
  }
  return fit ? std::optional{week} : std::nullopt;
}

std::optional<std::variant<Hours, std::chrono::weekday>> read_day_hours(const TomlNode& value, std::string_view example,
                                                                        FaultList& faults) {
  using DayHours = std::variant<Hours, std::chrono::weekday>;
  if (value.is(Kind::string) && value.text.find(':') == std::string::npos) {
    if (!check_text(value, example, faults)) return std::nullopt;
    const auto weekday = take(parse_weekday(value.text), value.place, faults);
    return weekday ? std::optional<DayHours>{*weekday} : std::nullopt;
  }
  const auto hours = read_windows(value, example, faults);
  return hours ? std::optional<DayHours>{*hours} : std::nullopt;
}

bool in_range(Date date, TomlPlace place, FaultList& faults) {
  if (first_date <= date && date <= last_date) return true;
  faults.add(place, fmt::format("{} is outside 1970-2100, the years a calendar can answer for", to_text(date)));
  return false;
}

std::optional<DateRange> read_dates(const TableReader& table, FaultList& faults) {
  const TomlNode* date = table.find("date");
  const TomlNode* from = table.find("from");
  const TomlNode* to = table.find("to");
  if (date && (from || to)) {
    faults.add(date->key_place, "this day has a 'date' and a 'from' or 'to': write one date, or from and to");
    return std::nullopt;
  }
  if (!date && !(from && to)) {
    const bool misshapen = table.holds("date") || (table.holds("from") && table.holds("to"));
    if (!misshapen)
      faults.add(table.place(),
                 "this day has no date: write date = 2023-01-28, or from = 2023-01-21 and to = 2023-01-27");
    return std::nullopt;
  }
  const TomlNode& first = date ? *date : *from;
  const TomlNode& last = date ? *date : *to;
  if (!in_range(first.date, first.place, faults) || !in_range(last.date, last.place, faults)) return std::nullopt;
  if (first.date > last.date) {
    faults.add(last.place,
               fmt::format("'to' is before 'from' ({}): write the first day in 'from'", to_text(first.date)));
    return std::nullopt;
  }
  return DateRange{first.date, last.date};
}

}  // namespace hotline

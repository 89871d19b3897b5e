#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "rules/sections.hpp"

namespace hotline {
namespace {

using Kind = TomlNode::Kind;

constexpr std::string_view hours_example = R"(hours = { mon-fri = ["09:00-12:00", "13:00-17:30"] })";
constexpr std::string_view day_hours_example =
    R"(hours = "mon" for a weekday's hours, ["09:00-12:00"] for windows, or [] for closed)";

constexpr KeyRule calendar_keys[] = {
    {"zone", Shape::text, R"(zone = "Asia/Shanghai")", required}, {"hours", Shape::table, hours_example, required},
    {"holidays", Shape::texts, R"(holidays = ["cn-statutory"])"}, {"make-up", Shape::text, R"(make-up = "mon")"},
    {"known-until", Shape::date, "known-until = 2023-12-28"},     {"day", Shape::tables, "[[calendar.office.day]]"},
};

constexpr KeyRule day_keys[] = {
    {"date", Shape::date, "date = 2023-01-28"},
    {"from", Shape::date, "from = 2023-01-21"},
    {"to", Shape::date, "to = 2023-01-27"},
    {"hours", Shape::any, day_hours_example, required},
    {"name", Shape::text, R"(name = "make-up working day")"},
};

// The value, or nothing and its message as a fault.
template <class T>
std::optional<T> take(Result<T> read, TomlPlace place, FaultList& faults) {
  if (read) return std::move(*read);
  faults.add(place, std::move(read.error().message));
  return std::nullopt;
}

std::optional<Hours> read_windows(const TomlNode& value, FaultList& faults) {
  Hours hours;
  bool fit = true;
  for (const PlacedText& text : texts_in(value)) {
    const auto window = take(parse_window(text.text), text.place, faults);
    if (window) hours.push_back(*window);
    fit = fit && window;
  }
  return fit ? take(in_order(std::move(hours)), value.place, faults) : std::nullopt;
}

std::optional<Week> read_week(const TomlNode& table, FaultList& faults) {
  Week week;
  bool fit = true;
  std::array<bool, 7> named{};
  for (const TomlNode& entry : table.children) {
    const auto days = take(parse_weekdays(entry.key), entry.key_place, faults);
    const auto hours = check_texts(entry, hours_example, faults) ? read_windows(entry, faults) : std::nullopt;
    fit = fit && days && hours;
    if (!days) continue;
    const auto taken =
        std::find_if(days->begin(), days->end(), [&](auto day) { return named[day.iso_encoding() - 1]; });
    if (taken != days->end()) {
      constexpr std::string_view names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
      faults.add(entry.key_place, fmt::format("'{}' names {}, which has its hours already: name each weekday once",
                                              entry.key, names[taken->iso_encoding() - 1]));
      fit = false;
    }
    for (const auto day : *days) {
      named[day.iso_encoding() - 1] = true;
      if (hours) week.on(day) = *hours;
    }
  }
  return fit ? std::optional{week} : std::nullopt;
}

bool in_range(Date date, TomlPlace place, FaultList& faults) {
  if (first_date <= date && date <= last_date) return true;
  faults.add(place, fmt::format("{} is outside 1970-2100, the years a calendar can answer for", to_text(date)));
  return false;
}

std::optional<std::pair<Date, Date>> read_dates(const TableReader& table, FaultList& faults) {
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
  return std::pair{first.date, last.date};
}

std::optional<std::variant<Hours, std::chrono::weekday>> read_day_hours(const TomlNode& value, FaultList& faults) {
  if (!check_texts(value, day_hours_example, faults)) return std::nullopt;
  if (value.is(Kind::string) && value.text.find(':') == std::string::npos) {
    const auto weekday = take(parse_weekday(value.text), value.place, faults);
    return weekday ? std::optional{std::variant<Hours, std::chrono::weekday>{*weekday}} : std::nullopt;
  }
  const auto hours = read_windows(value, faults);
  return hours ? std::optional{std::variant<Hours, std::chrono::weekday>{*hours}} : std::nullopt;
}

std::optional<DatedHours> read_day(const TomlNode& node, FaultList& faults) {
  const TableReader table{node, "[[calendar.day]]", day_keys, faults};
  const auto dates = read_dates(table, faults);
  const TomlNode* value = table.find("hours");
  const auto hours = value ? read_day_hours(*value, faults) : std::nullopt;
  if (!dates || !hours) return std::nullopt;
  return DatedHours{dates->first, dates->second, *hours, table.text_or_empty("name")};
}

std::optional<HolidaySet> read_holidays(const PlacedText& name, const RulesSource& source) {
  if (name.text.ends_with(".ics")) {
    source.faults.add(name.place,
                      "reading .ics files is not built into this hotline; list the days as [[calendar.NAME.day]]");
    return std::nullopt;
  }
  return take(holiday_set(name.text, source.as_of), name.place, source.faults);
}

std::optional<CalendarSpec> read_spec(const TomlNode& node, RulesSource& source) {
  FaultList& faults = source.faults;
  const std::size_t before = faults.size();
  const TableReader table{node, fmt::format("[calendar.{}]", shortened(node.key)), calendar_keys, faults};
  CalendarSpec spec;
  spec.name = node.key;
  if (const auto name = table.text("zone"))
    if (const auto zone = take(Zone::load(name->text), name->place, faults)) spec.zone = *zone;
  if (const TomlNode* hours = table.find("hours"))
    if (const auto week = read_week(*hours, faults)) spec.week = *week;
  for (const PlacedText& name : table.texts("holidays"))
    if (auto set = read_holidays(name, source)) spec.holidays.push_back(std::move(*set));
  if (const auto make_up = table.text("make-up"))
    spec.make_up = take(parse_weekday(make_up->text), make_up->place, faults);
  if (const TomlNode* until = table.find("known-until"))
    if (in_range(until->date, until->place, faults)) spec.known_until = until->date;
  if (const TomlNode* days = table.find("day"))
    for (const TomlNode& day : days->children)
      if (auto read = read_day(day, faults)) spec.days.push_back(std::move(*read));
  return faults.size() == before ? std::optional{std::move(spec)} : std::nullopt;
}

}  // namespace

std::map<std::string, Calendar> read_calendars(RulesSource& source) {
  std::map<std::string, Calendar> calendars;
  for_each_named(source.root, "calendar", source.faults, [&](const TomlNode& node) {
    const auto spec = read_spec(node, source);
    if (!spec) return;
    if (auto calendar = take(Calendar::compile(*spec), node.key_place, source.faults))
      calendars.emplace(node.key, std::move(*calendar));
  });
  return calendars;
}

}  // namespace hotline

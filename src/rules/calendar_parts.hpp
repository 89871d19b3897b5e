// Hours, breaks and dates, as the tables of calendars and holidays write them.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "hotline/calendar/holiday_rules.hpp"
#include "hotline/calendar/stack.hpp"
#include "rules/table_reader.hpp"

namespace hotline {

// The value, or nothing and its message as a fault.
template <class T>
std::optional<T> take(Result<T> read, TomlPlace place, FaultList& faults) {
  if (read) return std::move(*read);
  faults.add(place, std::move(read.error().message));
  return std::nullopt;
}

// Each checks what it reads; nothing: there was a fault, and it is told.
std::optional<Hours> read_windows(const TomlNode& value, std::string_view example, FaultList& faults);
std::optional<SomeWeekdays> read_weekdays(const TomlNode& table, std::string_view example, FaultList& faults);

// "mon", or windows of its own.
std::optional<std::variant<Hours, std::chrono::weekday>> read_day_hours(const TomlNode& value, std::string_view example,
                                                                        FaultList& faults);

// `date`, or `from` and `to`.
std::optional<DateRange> read_dates(const TableReader& table, FaultList& faults);
bool in_range(Date date, TomlPlace place, FaultList& faults);

}  // namespace hotline

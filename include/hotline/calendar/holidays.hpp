// Which days does a state close or open, and by which notice?
//
//   const auto china = holiday_set("cn-statutory");                       // as known now
//   const auto before = holiday_set("cn-statutory", Date{2020y/January/25});  // before it was extended
//
// "cn-statutory": the State Council's arrangements 2007-2026, each day citing its notice. A notice may close days and
// open weekends (make-up working days), also in the December before its year. Sources: docs/calendars.md.
// Fails: not_found, with the nearest known name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct Holiday {
  Date date;
  bool works = false;  // true: a make-up working day
  std::string name;    // "春节 Spring Festival"
  std::string notice;  // "国办发明电〔2022〕16号"; empty where there is none
};

struct HolidaySet {
  std::string name;
  std::vector<Holiday> days;        // by date, each once
  std::optional<Date> known_until;  // answers past it are provisional
};

// `as_of`: only notices issued on or before that date count.
HOTLINE_API Result<HolidaySet> holiday_set(std::string_view name, std::optional<Date> as_of = std::nullopt);

}  // namespace hotline

// Which column of a log is the case, which the verb, which the time?
//
//   # one row per case, with several time columns
//   zone = "America/New_York"
//   time = "YYYY-MM-DD HH:mm:SS"
//   case = "case_enquiry_id"                       # a column
//   kind = { is = "request" }                      # or a fixed text
//   set  = { type = "type" }                       # attributes and labels: name = column
//   [[event]]
//   verb = { is = "open" }
//   at   = "open_dt"
//   due  = "target_dt"
//   [[event]]
//   verb = { is = "close" }
//   at   = "closed_dt"                             # an empty cell: it did not happen
//
// With one row per event there is one [[event]] whose verb is a column. Without a map a log names its columns itself:
// case, verb, at, and if it has them id, by, kind, ticket, due; every other column is an attribute or a label.
// Every fault is found in one pass and placed by line and column, like those of the rules.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/calendar/zone.hpp"
#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

struct Source {  // where a value comes from; both empty: nowhere
  std::string column;
  std::string text;
  bool empty() const { return column.empty() && text.empty(); }
};

struct EventMap {  // what is not stated here is taken from the map
  Source verb;
  Source at;
  Source by;
  Source id;
  Source ticket;
  Source due;
  std::map<std::string, Source> set;
};

struct LogMap {
  Zone zone = Zone::utc();  // of times written without an offset
  std::string time_form = "iso8601";
  Source case_id;
  Source kind;
  std::map<std::string, Source> set;  // told with `open`
  std::vector<EventMap> events;
};

struct MapReading {
  std::optional<LogMap> map;  // only when there is no fault
  std::vector<Finding> faults;
};

// With rules, what they do not know is a fault too; without, read_log says so.
HOTLINE_API MapReading read_map(std::string_view text, std::string_view file, const Rules* rules = nullptr);

// The map a log without one has: its columns by their own names.
HOTLINE_API LogMap default_map(const std::vector<std::string>& columns, const Rules& rules);

}  // namespace hotline

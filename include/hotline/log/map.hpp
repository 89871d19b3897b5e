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
// With one row per event there is one [[event]] whose verb is a column. Where the log has other words than the rules,
// the map says what they mean; "" means that nothing happened. An event may be told of some rows only:
//   verb = { column = "activity", words = { "Register request" = "open", "Note added" = "" } }
//   when = { field = "status", to = ["Solved", "Closed"] }      # columns, and what must stand in each
// What another system said of a promise, its due instant and its verdict, is told beside the events (report/audit.hpp):
//   [[audit]]
//   due       = "target_dt"
//   verdict   = "ontime"
//   on-time   = "ONTIME"
//   late      = "OVERDUE"
//   target    = "resolve"          # one of ours, or several; until stated the ticket's first promise
//   tolerance = "3 minutes"        # due instants no further apart agree
// Without a map a log names its columns itself: case, verb, at, and if it has them id, by, kind, ticket, due; every
// other column is an attribute or a label.
// Every fault is found in one pass and placed by line and column, like those of the rules.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/calendar/zone.hpp"
#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

using Meanings = std::map<std::string, std::string, std::less<>>;  // what is written -> what it means; "": nothing

struct Source {  // where a value comes from; both empty: nowhere
  std::string column;
  std::string text;
  Meanings words = {};  // of the column; one that is not among them means itself
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
  std::map<std::string, std::vector<std::string>> when =
      {};  // columns that must hold one of these; else it is not told
};

struct AuditMap {  // what another system said of one promise
  Source due;
  Source verdict;
  Source ticket;                     // nowhere: 1
  std::vector<std::string> on_time;  // verdicts
  std::vector<std::string> late;
  std::vector<std::string> targets;  // which promise of ours; empty: the ticket's first
  std::chrono::seconds tolerance{};
};

struct LogMap {
  Zone zone = Zone::utc();  // of times written without an offset
  std::string time_form = "iso8601";
  Source case_id;
  Source kind;
  std::map<std::string, Source> set;  // told with `open`
  std::vector<EventMap> events;
  std::vector<AuditMap> audits = {};
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

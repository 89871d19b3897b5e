// What happened, as another system wrote it down?
//
//   const auto log = read_log({"trial-month.csv.gz"}, map, rules);
//   for (const LoggedCommand& entry : log->commands) ...      // by time, then file order, then column
//   for (const Reject& reject : log->rejects) ...             // lines that cannot be used: named, never dropped
//
// CSV (quotes, embedded newlines, UTF-8 BOM), JSON lines, a JSON or XML list, plain or gzip, by their content.
// A row that cannot be used is one Reject; the others go on. A row may hold several events; those that can be used are.
// A quote that is broken costs the line its row begins on. An event without an id gets "file:line:event", the file
// without its folder and ".gz" (its whole path where two have one name), the event from 1.
// Fails: the file cannot be read, is empty, or lacks a column that the map names.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/core/command.hpp"
#include "hotline/export.hpp"
#include "hotline/log/map.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

struct Place {
  std::uint32_t file = 0;   // index into the files given
  std::uint64_t line = 0;   // where the row starts, from 1; of a list which record
  std::uint32_t event = 0;  // index into the map's events
  friend auto operator<=>(const Place&, const Place&) = default;
};

enum class RejectReason {
  bad_row,        // not CSV or JSON, too long, wrong number of cells
  bad_encoding,   // not UTF-8
  missing_value,  // an empty case, verb or time
  bad_time,       // unknown form, or a time that cannot exist
  bad_value,      // a value the attribute does not have, an unknown column's use
  unknown_verb,   // no workflow has it
  unknown_case,   // nothing opened it
  not_allowed,    // the rules do not permit it in the state
  duplicate,      // an event id or case told before
};

HOTLINE_API std::string_view to_text(RejectReason reason);  // "unknown verb"

struct Reject {
  Place place;
  RejectReason reason = RejectReason::bad_row;
  std::string message;  // quotes what was written and shows what to write
  std::string row;      // as written; shortened when very long
};

struct LoggedCommand {
  Command command;
  Place place;
};

struct StatedDue {  // what another system said of a promise
  CaseId case_id;
  TicketNumber ticket = 1;
  std::uint32_t audit = 0;      // index into the map's audits
  std::optional<Instant> due;   // none: it said none
  std::optional<bool> on_time;  // its verdict; none: it said none
  Instant at{};                 // of the row's first event
  Place place;
};

struct Log {
  std::vector<std::filesystem::path> files;
  std::uint64_t rows = 0;
  std::uint64_t passed_over = 0;  // rows that tell nothing by the map's own word
  std::vector<LoggedCommand> commands;
  std::vector<Reject> rejects;
  std::vector<StatedDue> stated = {};  // in the order of the commands
};

// `progress`: told the share of bytes read, 0-100, now and then.
HOTLINE_API Result<Log> read_log(const std::vector<std::filesystem::path>& files, const std::optional<LogMap>& map,
                                 const Rules& rules, const std::function<void(int)>& progress = {});

}  // namespace hotline

// Every subcommand: what it is told, and the function that answers. Each has a file of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "world.hpp"

namespace hotline {

struct PageWanted {  // of an answer that can also be a page
  std::string form = "text";
  std::string language = "en";
  std::optional<std::string> out;
};

struct CalendarQuestion {
  std::string rules;
  std::optional<std::string> calendar;  // may be left out where the file has one
  std::optional<std::string> as_of;     // built-in holidays as they were known on that date
  bool json = false;
};

struct DueArgs : CalendarQuestion {
  std::string from;
  std::string limit;
  std::optional<std::string> start;
  std::optional<std::string> first_day;
  std::optional<std::string> end;
  std::vector<std::pair<std::string, std::string>> pauses;
  bool backward = false;
  bool explain = false;
};
int run_due(const DueArgs& args, World& world);

struct WorkedArgs : CalendarQuestion {
  std::string from;
  std::string to;
};
int run_worked(const WorkedArgs& args, World& world);

struct OpenArgs : CalendarQuestion {
  std::string at;
};
int run_open(const OpenArgs& args, World& world);

struct DaysArgs : CalendarQuestion {
  std::string from;
  std::string to;
  PageWanted page;
};
int run_days(const DaysArgs& args, World& world);

struct CheckArgs {
  std::string rules;
  bool json = false;
};
int run_check(const CheckArgs& args, World& world);

struct DrawArgs {
  std::string rules;
  std::optional<std::string> workflow;
  std::string format = "dot";
  std::optional<std::string> db;  // with a case of it, the way of each of its tickets is marked
  std::optional<std::string> case_id;
  bool json = false;
};
int run_draw(const DrawArgs& args, World& world);

struct PlanArgs {
  std::string rules;
  std::string matter;
  std::string at;
  std::vector<std::string> busy;  // once for each call or session they have
  bool help = false;              // online, by a seat, instead of a transfer
  bool json = false;
};
int run_plan(const PlanArgs& args, World& world);

struct ImportArgs {
  std::vector<std::string> files;
};
int run_import(const ImportArgs& args, World& world);

struct ReportWanted {
  std::vector<std::string> by;
  std::string form = "text";
  std::optional<std::string> out;
  std::optional<std::string> from;  // of the period; each measure selects by its own basis
  std::optional<std::string> to;
  std::string basis = "intake";  // of the promises
  bool tickets = false;
  bool over_time = false;            // in text and JSON; CSV and HTML always have it
  std::optional<std::string> table;  // this one alone
  std::optional<std::string> list;   // all tickets of one figure, instead of a report
  std::size_t list_at_most = 25;     // of each figure, in HTML
  std::string language = "en";       // that a page opens in
};

struct ReplayArgs {
  std::string rules;
  std::vector<std::string> logs;
  std::optional<std::string> map;
  std::optional<std::string> db;
  std::optional<std::string> until;
  std::optional<std::string> rejects;
  bool strict = false;
  ReportWanted report;
};
int run_replay(const ReplayArgs& args, World& world);

struct TablesWanted {
  std::string form = "text";  // json, csv, html
  std::optional<std::string> out;
  bool tickets = false;  // all of them, in a text too
};

struct WhatIfArgs {
  std::vector<std::string> logs;
  std::string rules;
  std::string against;
  std::optional<std::string> map;
  std::optional<std::string> against_map;  // default: the same
  std::optional<std::string> until;
  std::vector<std::string> by;
  TablesWanted wanted;
};
int run_whatif(const WhatIfArgs& args, World& world);

struct AuditArgs {
  std::vector<std::string> logs;
  std::string rules;
  std::string map;
  std::optional<std::string> tolerance;  // instead of the map's
  std::optional<std::string> until;
  TablesWanted wanted;
};
int run_audit(const AuditArgs& args, World& world);

struct ReportArgs {
  std::string rules;
  std::string db;
  std::optional<std::string> known_at;
  ReportWanted report;
};
int run_report(const ReportArgs& args, World& world);

struct Open311Args {
  std::string rules;
  std::string db;
  std::string view;
  std::string format = "json";
  std::optional<std::string> status;  // only open or closed ones
  std::optional<std::string> from;    // requested in [from, to)
  std::optional<std::string> to;
  std::optional<std::string> out;
};
int run_open311(const Open311Args& args, World& world);

struct ShowArgs {
  std::string rules;
  std::string db;
  std::string case_id;
  PageWanted page;
};
int run_show(const ShowArgs& args, World& world);

struct TicketFileArgs {
  std::string rules;
  std::string db;
  std::optional<std::string> now;  // when hotline is told; default the machine's clock
  bool json = false;
};
int run_advance(const TicketFileArgs& args, World& world);

struct TellArgs : TicketFileArgs {
  std::string case_id;
  std::string verb;
  std::string kind;
  std::uint32_t ticket = 1;
  std::string by;
  std::vector<std::string> set;
  std::optional<std::string> at;  // when it happened; default when hotline is told
  std::optional<std::string> due;
  std::optional<std::string> with;
  std::optional<std::string> id;
  bool dry_run = false;
};
int run_tell(const TellArgs& args, World& world);

struct NewArgs : TellArgs {};  // the verb `open`, of a kind
int run_new(const NewArgs& args, World& world);

struct ListArgs : TicketFileArgs {
  std::optional<std::string> kind;
  std::optional<std::string> state;
  std::optional<std::string> escalation;
  std::vector<std::string> where;
  std::optional<std::string> due_before;
  std::vector<std::string> after;  // a case and a ticket's number
  std::optional<std::string> count;
  std::size_t limit = 100;
};
int run_list(const ListArgs& args, World& world);

struct AdoptArgs : TicketFileArgs {
  std::optional<std::string> as_of;
  std::string past = "stand";
  bool dry_run = false;
};
int run_adopt(const AdoptArgs& args, World& world);

struct VerifyArgs {
  std::string db;
  bool json = false;
};
int run_verify(const VerifyArgs& args, World& world);

struct BackupArgs {
  std::string db;
  std::string to;
  bool json = false;
};
int run_backup(const BackupArgs& args, World& world);

struct RecoverArgs {
  std::string db;
  std::string into;
  bool json = false;
};
int run_recover(const RecoverArgs& args, World& world);

}  // namespace hotline

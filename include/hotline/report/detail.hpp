// How did it go over time, where did the time go, and which tickets stand behind each number?
//
//   Counter counter(rules, {.by = {"department"}, .detail = DetailOptions{}});
//   report.detail->rates.front().over_time;                 // a rate for each stretch of time
//   report.detail->figures.at("promises/all/late");         // 8,230, and the first of its tickets
//
// Time is cut into days where what was asked in spans up to six weeks, into weeks up to half a year, into months up to
// five years, else into years; in the city's zone. What comes after the last ticket was asked in is one stretch,
// "later"; what a given date puts before the first, "earlier".
// Intake and backlog count citizens' tickets, not the legs under them. Time used is in the limit's own counting, of
// promises that were met; one that was met late stands past its limit, be it by closed hours only.
// Promises: whole numbers; the same cases in any order give the same detail. One look at each case; of the tickets no
//           more is kept than is listed.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hotline/base/ids.hpp"
#include "hotline/base/instant.hpp"
#include "hotline/core/event.hpp"
#include "hotline/export.hpp"
#include "hotline/measure/measure.hpp"

namespace hotline {

struct DetailOptions {
  std::size_t list_at_most = 25;  // tickets of each figure
  std::string only = {};          // this figure alone, with all of its tickets; empty: every figure
};

enum class Stride { day, week, month, year };

struct Stretch {  // of time, half-open; the last date is the next one's first
  Date from;
  Date to;
  std::string name;  // "2023-03-06", of a week its Monday; "2023-03"; "2023"; "later"
};

struct RateOverTime {
  std::string measure;
  std::vector<Fraction> over_time;  // one for each stretch; in units of 1 / weights.one
};

struct Backlog {  // of one stretch
  std::int64_t opened = 0;
  std::int64_t closed = 0;
  std::int64_t reopened = 0;
  std::int64_t open = 0;     // at its end
  std::int64_t overdue = 0;  // of those, with a promise past due
};

struct TimeUsed {                            // of one target
  static constexpr std::size_t within = 10;  // tenths of the limit; then up to half more, up to twice, and more
  std::string target;
  std::array<std::int64_t, within + 3> shares{};
  std::int64_t met = 0;
};

struct ListedPromise {
  std::string target;
  std::string end;  // "on-time", "late", "overdue", "open", "cancelled"
  std::optional<Instant> due;
  std::optional<Instant> ended;
};

struct ListedTicket {
  CaseId id;
  TicketNumber ticket = 1;
  std::string kind;
  std::string state;
  Instant opened_at{};
  std::vector<std::string> fields;  // as in CountOptions::by
  std::vector<ListedPromise> promises;
};

struct Figure {
  std::int64_t count = 0;            // what the report shows
  std::int64_t tickets = 0;          // how many stand behind it: two promises may be one ticket's
  std::vector<std::size_t> first{};  // of ReportDetail::tickets, the first by case and number
};

struct ReportDetail {
  std::vector<std::string> by;  // what a listed ticket's fields are
  Stride stride = Stride::day;
  std::vector<Stretch> stretches;
  std::vector<RateOverTime> rates;                       // in the order of the rules
  std::vector<Backlog> backlog;                          // one for each stretch
  std::array<std::array<std::int64_t, 24>, 7> intake{};  // by weekday, Monday first, and hour
  std::vector<TimeUsed> time_used;                       // in the order of the rules
  std::map<std::string, Figure> figures;                 // those that are not zero
  std::vector<ListedTicket> tickets;                     // by case and number
};

// The names of figures: what a number in a table leads to.
//   promises/all/late   promises/department/tax/late   measure/connect rate/hits   intake/mon/09   time-used/contact/30
//   measure/connect rate/department/tax/hits   measure/connect rate/over-time/2023-03-06/counted   backlog/2023-03/open
HOTLINE_API std::string intake_figure(std::size_t weekday, std::size_t hour);
HOTLINE_API std::string time_used_figure(const std::string& target, std::size_t share);

}  // namespace hotline

// Who kept which promise?
//
//   Counter counter(rules, {.by = {"department"}});
//   engine.each_case([&](const Case& matter) { counter.add(matter); });
//   const Report report = counter.report(until);
//   Counter march(rules, {.from = first, .to = first_of_april});      // each measure selects by its own basis
//
// A promise is one cycle of one clock, except cycles that a change or a correction replaced. Its end is one of: on
// time, late, overdue (still open, past due), open, cancelled; they add up to the promises made.
// Promises: exact counts over named cases; every rate keeps its numerator and denominator; the same cases in any order
//           give the same report.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/export.hpp"
#include "hotline/measure/measure.hpp"
#include "hotline/report/detail.hpp"
#include "hotline/report/table.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

struct PromiseCount {
  std::int64_t made = 0;
  std::int64_t on_time = 0;
  std::int64_t late = 0;
  std::int64_t overdue = 0;
  std::int64_t open = 0;
  std::int64_t cancelled = 0;
  std::int64_t breached = 0;  // late, overdue, and cancelled after the breach
  Watched watched = {};       // of rules with [watch]

  Fraction kept() const { return {on_time, on_time + late + overdue}; }
  friend bool operator==(const PromiseCount&, const PromiseCount&) = default;
};

struct Grouped {
  std::string by;  // "target", "policy", or an attribute or label
  std::map<std::string, PromiseCount> rows;
};

struct CountedTicket {  // one that a figure stands on
  enum class Verdict { hit, missed, dropped };
  CaseId id;
  TicketNumber ticket = 1;
  Verdict verdict = Verdict::missed;
  std::int64_t weight = 0;          // what it added to the hits
  std::vector<std::string> groups;  // as in Measure::by
  friend bool operator==(const CountedTicket&, const CountedTicket&) = default;
};

struct MeasureCount {
  Measure measure;
  Fraction rate;                              // of weighted measures in units of 1 / weights.one
  std::int64_t dropped = 0;                   // tickets
  std::vector<std::int64_t> dropped_by = {};  // as in Measure::drop; they add up to `dropped`
  struct Group {
    std::string by;
    std::map<std::string, Fraction> rows;
    std::map<std::string, Fraction> goals = {};  // of rows that are departments: their own, or the measure's
    HOTLINE_API std::optional<bool> goal_met(const std::string& row) const;  // nullopt: no goal, or no data
  };
  std::vector<Group> groups;
  std::vector<CountedTicket> tickets = {};  // where they were asked for; by case and ticket

  std::vector<std::string> doubts = {};  // of what was published

  HOTLINE_API std::optional<bool> goal_met() const;  // nullopt: no goal, or no data
};

struct Report {
  std::string rules;
  Instant until{};
  std::optional<Instant> from;  // of its period
  std::optional<Instant> to;
  Zone zone = Zone::utc();
  bool with_tickets = false;  // its measures name the tickets they count
  std::int64_t tickets = 0;
  std::int64_t open_tickets = 0;
  std::int64_t without_promise = 0;
  bool is_watched = false;
  PromiseCount promises;
  std::vector<Grouped> groups;
  std::vector<MeasureCount> measures;
  std::vector<SchemeScore> schemes = {};
  std::vector<std::pair<std::string, std::int64_t>> escalated;  // cases that ever reached a level, lowest level first
  std::map<std::string, Title> titles;                          // of departments and matters, for showing
  std::map<std::string, Title> words;       // of "target/contact", "label/department", "word/handling", as people say
  std::optional<ReportDetail> detail = {};  // where it was asked for
};

struct CountOptions {
  std::vector<std::string> by = {};  // attributes or labels to break the promises down by, beside target and policy
  std::optional<Instant> from = {};  // the period, half-open; neither: everything
  std::optional<Instant> to = {};
  Measure::Basis basis = Measure::Basis::intake;  // of the promises and tickets; measures have their own
  bool with_tickets = false;                      // keep the tickets that each measure counts
  std::optional<DetailOptions> detail = {};       // how it went over time, and the tickets behind each number
};

struct Looked;  // a ticket, as it is counted
class DetailCounter;

class HOTLINE_API Counter {
 public:
  explicit Counter(const Rules& rules, const CountOptions& options = {});
  Counter(Counter&&) noexcept;
  ~Counter();
  void add(const Case& matter);
  Report report(Instant until) const;

 private:
  void add(const Looked& ticket);
  void count_escalated(const Looked& first, const Ticket& escalation);
  bool is_counted(const Looked& ticket) const;

  const Rules& rules_;
  CountOptions options_;
  InForce in_force_;
  Report report_;
  std::unique_ptr<DetailCounter> detail_;  // none: not asked for
};

HOTLINE_API std::string to_text(const Report& report);
HOTLINE_API std::string to_json(const Report& report);  // one object, fields in a fixed order

// Every table of it: measures, measures-by-..., promises-by-..., escalated; with its detail also over-time, backlog,
// intake and time-used. Their numbers lead to the lists of a page.
HOTLINE_API std::vector<ReportTable> tables_of(const Report& report);

struct PageOptions {
  Language opens_in = Language::en;
  std::string list_command = {};  // that lists all tickets of a figure, but for its name, which follows; empty: none
};

// A page with pictures, the table of each beneath it, and the tickets that each number stands on.
HOTLINE_API std::string to_html(const Report& report, const PageOptions& options = {});

// The tickets of one figure, as its detail lists them. Fails: not_found, naming the nearest.
HOTLINE_API Result<ReportTable> tickets_of(const Report& report, const std::string& figure);

}  // namespace hotline

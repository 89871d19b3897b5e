// Do the dates and verdicts of another system follow from these rules, and where they do not, what explains them?
//
//   Audit audit(rules, map.audits, log.stated, until);        // what it said, read by a map's [[audit]]
//   engine.each_case([&](const Case& matter) { audit.add(matter); });
//   const AuditAnswer answer = std::move(audit).answer();     // 47,074 compared, 46,719 agree, 355 differ
//
// Its due instants agree with ours when they lie no further apart than the map's tolerance. Where they do not, ours is
// computed again with one thing changed at a time; each change that gives its instant is a cause, the first the likely:
//   holiday          closed days and shortened days count as the plain week has them
//   make-up day      days opened beyond the plain week count as the plain week has them
//   off-hours start  another start rule: at once, at the next opening
//   first day        the start date counts, or no longer does
//   end of day       another end: at closing, at midnight, at the start's time of day
//   clock change     so many hours on the wall clock instead of elapsed, or the other way round, across a zone change
//   pause            the clock does not stand still
//   other            none of these alone
// Its verdicts are held against ours, and against its own due instants.
// Of several rows that speak of one promise, the last in time that states a thing counts.
// Promises: pure; the same cases and statements in any order of cases give the same answer.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/calendar/zone.hpp"
#include "hotline/core/case.hpp"
#include "hotline/export.hpp"
#include "hotline/log/log.hpp"
#include "hotline/log/map.hpp"
#include "hotline/report/table.hpp"
#include "hotline/report/verdict.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

enum class DueCause { holiday, make_up_day, off_hours_start, first_day, end_of_day, clock_change, pause, other };

HOTLINE_API std::string_view to_text(DueCause cause);  // "make-up day"

struct AuditedPromise {
  enum class Due { agrees, differs, not_promised, not_stated };
  // Of its verdict. A verdict on a promise without a due instant, where others have one, is held against nothing.
  enum class Said { agrees, late_for_them, late_for_us, not_promised, without_due, not_stated };
  CaseId id;
  TicketNumber ticket = 1;
  std::string target;                  // empty: we promise nothing
  std::optional<PromiseVerdict> ours;  // none: we promise nothing
  std::optional<Instant> due;          // as the other system states it
  std::optional<bool> on_time;         // its verdict
  Due compared = Due::agrees;
  Said said = Said::agrees;
  bool contradicts_itself = false;  // its verdict does not follow from its own due instant
  std::vector<DueCause> causes;     // where the due instants differ; the likely one first
  Place place;                      // of the row that stated it last
};

struct CauseCount {
  std::int64_t likely = 0;  // the first that explains them
  std::int64_t alone = 0;   // of these, explained by nothing else
  friend bool operator==(const CauseCount&, const CauseCount&) = default;
};

struct DistanceCount {  // of due instants that differ: theirs before or after ours
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::int64_t same_time = 0;  // of these, whole days apart by the wall clock, give or take the tolerance
  friend bool operator==(const DistanceCount&, const DistanceCount&) = default;
};

struct AuditAnswer {
  std::string rules;
  Instant until{};
  Zone zone = Zone::utc();
  std::int64_t stated = 0;         // promises that the other system speaks of
  std::int64_t unknown_cases = 0;  // of these, in cases that we do not have
  std::map<AuditedPromise::Due, std::int64_t> due;
  std::map<AuditedPromise::Said, std::int64_t> said;
  std::int64_t contradicts_itself = 0;
  std::map<DueCause, CauseCount> causes;
  std::array<DistanceCount, 4> apart;    // within an hour, a day, a week, and more
  std::vector<AuditedPromise> findings;  // all that is not in order; by cause, target, case, ticket
  std::vector<std::filesystem::path> files = {};

  std::int64_t compared() const { return count(AuditedPromise::Due::agrees) + count(AuditedPromise::Due::differs); }
  std::int64_t count(AuditedPromise::Due which) const {
    const auto found = due.find(which);
    return found == due.end() ? 0 : found->second;
  }
  std::int64_t count(AuditedPromise::Said which) const {
    const auto found = said.find(which);
    return found == said.end() ? 0 : found->second;
  }
};

struct AuditState;

class HOTLINE_API Audit {
 public:
  Audit(const Rules& rules, const std::vector<AuditMap>& audits, const std::vector<StatedDue>& stated, Instant until);
  Audit(Audit&&) noexcept;
  Audit& operator=(Audit&&) noexcept;
  ~Audit();

  void add(const Case& matter);  // each once
  AuditAnswer answer() &&;

 private:
  std::unique_ptr<AuditState> state_;
};

// What was compared, the causes, the verdicts, then at most `rows` findings of each cause; none: all.
HOTLINE_API std::vector<ReportTable> tables_of(const AuditAnswer& answer,
                                               std::optional<std::size_t> rows = std::nullopt);
HOTLINE_API std::string to_text(const AuditAnswer& answer, std::optional<std::size_t> rows = std::nullopt);
HOTLINE_API std::string to_json(const AuditAnswer& answer);  // one object, fields in a fixed order; all findings

}  // namespace hotline

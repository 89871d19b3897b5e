// Had complex matters had 10 days instead of 15, who would have been late?
//
//   WhatIf question(rules, with_ten_days);
//   one.each_case([&](const Case& matter) { question.before(matter); });     // a replay under `rules`; it may go then
//   other.each_case([&](const Case& matter) { question.after(matter); });    // the same log under the other
//   const WhatIfAnswer answer = question.answer(until);                      // resolve-complex: 12 newly late, ...
//
// A promise under the one is the same promise under the other when its target has the same name, its ticket is the nth
// of the same kind in the same case, and it is the nth of that target there. What one side alone has is shown as such,
// and so is a measure that only one side has.
// Every promise of either side is counted under exactly one change, the first of these that is true:
//   only before, only after, newly late, relieved, ended otherwise, due earlier, due later, the same.
// Promises: pure; cases in any order, each told once a side; the same cases give the same answer. Of the first side one
//           verdict of each promise is kept, no case.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hotline/core/case.hpp"
#include "hotline/export.hpp"
#include "hotline/log/log.hpp"
#include "hotline/report/count.hpp"
#include "hotline/report/table.hpp"
#include "hotline/report/verdict.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

struct PromiseChange {
  enum class Kind { only_before, only_after, newly_late, relieved, ended_otherwise, earlier, later, same };
  Kind kind = Kind::same;
  CaseId id;
  std::string ticket_kind;
  std::string target;
  std::uint32_t nth = 1;  // promise of that target on that ticket
  std::optional<PromiseVerdict> before;
  std::optional<PromiseVerdict> after;
  TicketNumber ticket() const { return after ? after->ticket : before->ticket; }
};

HOTLINE_API std::string_view to_text(PromiseChange::Kind kind);  // "newly late"

struct ChangeCount {
  PromiseCount before;
  PromiseCount after;
  std::map<PromiseChange::Kind, std::int64_t> changes;  // each that there is
  std::int64_t of(PromiseChange::Kind kind) const {
    const auto found = changes.find(kind);
    return found == changes.end() ? 0 : found->second;
  }
  friend bool operator==(const ChangeCount&, const ChangeCount&) = default;
};

struct MovedMeasure {  // by name; a side that does not have it has none
  std::optional<MeasureCount> before;
  std::optional<MeasureCount> after;
  const MeasureCount& either() const { return after ? *after : *before; }
  HOTLINE_API std::string moved() const;  // in points, "+3.18"; empty where one side has none
};

struct WhatIfAnswer {
  Report before;
  Report after;
  Instant until{};
  ChangeCount all;
  std::map<std::string, ChangeCount> targets;
  std::vector<MovedMeasure> measures;             // those of the first side in its order, then what the other has more
  std::vector<PromiseChange> changes;             // all but the same; by kind, target, case, ticket
  std::int64_t tickets_changed = 0;               // that have one of them
  std::vector<Reject> refused_before;             // what only the first side could not use, where a log was told
  std::vector<Reject> refused_after;              // what only the other could not
  std::vector<std::filesystem::path> files = {};  // of that log
};

struct WhatIfState;

class HOTLINE_API WhatIf {
 public:
  WhatIf(const Rules& before, const Rules& after, const CountOptions& options = {});
  WhatIf(WhatIf&&) noexcept;
  WhatIf& operator=(WhatIf&&) noexcept;
  ~WhatIf();

  void before(const Case& matter);  // all of them first
  void after(const Case& matter);
  // What each side could not use of the same log, by place.
  void refused(const std::vector<Reject>& before, const std::vector<Reject>& after);
  WhatIfAnswer answer(Instant until) &&;

 private:
  std::unique_ptr<WhatIfState> state_;
};

// The promises of each side, what became of them by target, the measures, then the tickets and refused lines that
// differ: at most `rows` tickets of each change and lines of each side; none: all.
HOTLINE_API std::vector<ReportTable> tables_of(const WhatIfAnswer& answer,
                                               std::optional<std::size_t> rows = std::nullopt);
HOTLINE_API std::string to_text(const WhatIfAnswer& answer, std::optional<std::size_t> rows = std::nullopt);
HOTLINE_API std::string to_json(const WhatIfAnswer& answer);  // one object, fields in a fixed order; all tickets

}  // namespace hotline

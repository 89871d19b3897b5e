// Which single change of how a promise is counted gives another system's due instant?
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hotline/calendar/calendar.hpp"
#include "hotline/core/case.hpp"
#include "hotline/report/audit.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

class DueCauses {
 public:
  explicit DueCauses(const Rules& rules);

  // Never empty: `other` where nothing explains it. `ours`: none where its clock stands still.
  std::vector<DueCause> of(const Clock& clock, std::optional<Instant> ours, Instant theirs,
                           std::chrono::seconds tolerance) const;

 private:
  struct Variants {  // of a calendar
    Calendar plain;
    std::optional<Calendar> no_closures;
    std::optional<Calendar> no_openings;
  };
  std::optional<Variants> variants_of(const std::string& calendar) const;

  const Rules& rules_;
  mutable std::map<std::string, std::optional<Variants>> variants_;  // made when first needed
};

}  // namespace hotline

// What a store remembers of the calendars in force: a document of a few lines.
//
//   rules 2023-02
//   as-of 2023-02-27
//   calendar office 5f0c...              what its lines stand on, as coordinates() says
//   adopting 1580025600 correct          only while an adoption is under way
//   since office 1580400000
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/core/adopt.hpp"
#include "hotline/rules/rules.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

struct InForceNote {
  struct Pending {
    Instant now{};
    PastBreaches past = PastBreaches::stand;
    std::vector<CalendarChange> changes;
  };
  std::string rules;
  std::optional<Date> as_of;
  std::map<std::string, std::string> calendars;  // name -> coordinates
  std::optional<Pending> pending;

  static InForceNote of(const Rules& rules);
};

Result<std::optional<InForceNote>> read_note(Store& store);
Document document_of(const InForceNote& note);

}  // namespace hotline

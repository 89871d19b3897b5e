// What a store remembers of the calendars in force: a document of a few lines.
//
//   rules 2023-02
//   as-of 2023-02-27
//   calendar office 5f0c...              what its lines stand on, as coordinates() says
//   years office 09f3...,77ab...,...     the same of each year from 1970, so that it shows since when it is another
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
  std::map<std::string, std::string> years;      // name -> those of each year; older notes have none
  std::optional<Pending> pending;

  static InForceNote of(const Rules& rules);
};

// From when on two calendars of such years may count differently. None: that does not show.
std::optional<Instant> years_differ_from(std::string_view before, std::string_view after);

Result<std::optional<InForceNote>> read_note(Store& store);
Document document_of(const InForceNote& note);

}  // namespace hotline

// The calendars are about to change: whose deadline moves, who is newly late, who is relieved?
//
//   const auto before = rules_in_force(*store);                       // as the store keeps them
//   const auto preview = preview_adoption(*store, *before, next, now, PastBreaches::correct);   // writes nothing
//   const auto done = adopt_rules(*store, *before, next, now, PastBreaches::correct);
//
// A change of what is still to come rewrites no row and re-keys no clock, but those of starts deemed received at an
// opening that has moved. One that reaches back looks at the cases that were told of something since it began, and at
// those that it makes due before `now`; it writes to those of them in which something moves.
// A store remembers what its calendars counted like. Engine::open refuses others, so that no edited file, newer holiday
// notice or newer zone data judges open tickets anew in silence: it is adopted first.
// Promises: an adoption that was interrupted is finished by the next one, as it was begun; twice the same is once.
// Cost:     that of the entries since the change began; a preview reads every case, for dues move by themselves.
// Fails:    what the store reports; not_found, when open clocks count on a calendar that the new rules lack; conflict,
//           when `before` is not in force in the store. Nothing is written then.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hotline/base/ids.hpp"
#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/adopt.hpp"
#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

struct MovedClock {
  enum class How { moved, now_late, relieved };  // relieved: of a breach that would not have been
  CaseId case_id;
  TicketNumber ticket = 1;
  std::string target;
  Instant before{};
  Instant after{};
  How how = How::moved;
};

struct Adoption {
  std::vector<CalendarChange> changes;  // none: there is nothing to adopt
  std::uint64_t looked_at = 0;          // cases that the change may concern
  std::uint64_t written_to = 0;         // of them
  std::vector<MovedClock> moved;        // of a preview, by case, ticket and target
};

// The rules whose calendars are in force in this store. Fails: not_found, in a store that no engine has opened yet.
// `ics`: as of read_rules; where the days of an .ics file have changed since, the old ones are not kept.
HOTLINE_API Result<Rules> rules_in_force(Store& store, const ReadHolidays& ics = nullptr);

HOTLINE_API Result<Adoption> preview_adoption(Store& store, const Rules& before, const Rules& next, Instant now,
                                              PastBreaches past);
HOTLINE_API Result<Adoption> adopt_rules(Store& store, const Rules& before, const Rules& next, Instant now,
                                         PastBreaches past);

}  // namespace hotline

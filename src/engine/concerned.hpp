// Whom does a change of the calendars concern?
#pragma once

#include <vector>

#include "hotline/base/ids.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/adopt.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

// Each case once: those told of something since the change began, and those in whose queues it makes something due
// before `now`. No other case has a key, a breach or a hint that stands on what it changes.
// `after`: with the new calendars. Of both: every version that a case may be bound to.
Result<std::vector<CaseId>> concerned(Store& store, const std::vector<CalendarChange>& changes, Instant now,
                                      const InForce& before, const InForce& after);

}  // namespace hotline

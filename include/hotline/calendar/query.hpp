// What else does a host ask a calendar?
//
//   working_days_between(office, Date{2023y/March/3}, Date{2023y/March/6});  // Fri to Mon: 1
//   share_used(office, limit, received, now)->used;                          // 5'400 of 28'800 working seconds
//
// Not here: is it open, when does it open or close next, the windows of a range (calendar.hpp); working seconds
//           between, due and explained (deadline.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/calendar/calendar.hpp"
#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/limit.hpp"
#include "hotline/export.hpp"

namespace hotline {

// Working days d with from < d <= to, by local date; negative when reversed. Sums up: (a, b] and (b, c] make (a, c].
// Fails: out_of_range, for a date that is not one of 1970 to 2100.
HOTLINE_API Result<std::int64_t> working_days_between(const Calendar& calendar, Date from, Date to);

// An exact fraction in the units of the limit's line (line.hpp). used >= of: the limit has run out.
struct Share {
  std::int64_t used = 0;
  std::int64_t of = 1;
  friend bool operator==(const Share&, const Share&) = default;
};

// How much of a limit received at `from` is used at `at`, which a pause freezes. Pauses that begin after `at` are not
// looked at. Nothing is used before the limit starts; past its end the share grows on.
// Fails: as due_at and explain do.
HOTLINE_API Result<Share> share_used(const Calendar& calendar, const Limit& limit, Instant from, Instant at,
                                     const std::vector<Pause>& pauses = {});

}  // namespace hotline

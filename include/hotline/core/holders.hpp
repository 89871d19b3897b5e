// Whose hands was a promise in, and how much of it did each use up?
//
//   holders(matter, order, *order.last_clock("resolve"), now, in_force)
//   // lead: the desk 0, tax bureau 2 days, district 1 day;  beside: a co-unit 1 day
//
// The tickets under a clock's own that are lead, as their kind says, hold it from their opening to their end, the
// latest opened first; in between it is in its own ticket's hands. Their shares are in the clock's own units, a count
// of days going to whoever holds it when the day closes, and add up to what the clock has used, exactly. Pauses use
// nothing. What tickets beside the lead used of the same time stands apart and adds up to nothing.
#pragma once

#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct Holding {
  TicketNumber ticket = 1;
  Instant from{};
  Instant to{};
  Key used = 0;  // seconds; of days hundredths or seconds, as the line counts them
  friend bool operator==(const Holding&, const Holding&) = default;
};

struct Holders {
  std::vector<Holding> lead;    // one after another, from the clock's start to its end or `upto`
  std::vector<Holding> beside;  // in the order of their tickets
  Key used = 0;
};

HOTLINE_API Result<Holders> holders(const Case& matter, const Ticket& ticket, const Clock& clock, Instant upto,
                                    const InForce& in_force);

}  // namespace hotline

// What was done to a promise that may have polished its figure.
#pragma once

#include "hotline/core/case.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/measure/watch.hpp"

namespace hotline {

// Of one cycle: each of the four is 0 or 1. Due instants are those that stood at the time, by the clock's own limit.
Watched watched(const Clock& clock, const Ticket& ticket, const Case& matter, const WatchList& watch,
                const InForce& in_force);

}  // namespace hotline

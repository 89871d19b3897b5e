// May this be done now, and what follows from it?
//
//   auto fired = advance(matter, now, in_force);     // timers before commands: what fell due before `now`
//   auto events = decide(matter, command, now, in_force);
//   if (!events) host.answer(events.error());        // refused: why, and what is allowed
//
// On time means done at or before due. Breaches, rungs and timers happen once `now` is past their instant, at their own
// instant, in (instant, ticket, target, rung) order; at one instant commands come first.
// Promises: pure; neither changes the case it is given; events carry all that evolve() needs.
// Fails:    refused, by value, naming what is allowed now; out_of_range, a due instant past 2100.
#pragma once

#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/command.hpp"
#include "hotline/core/event.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/export.hpp"

namespace hotline {

// Everything of the case whose instant is before `now`, as events.
HOTLINE_API Result<std::vector<Event>> advance(const Case& matter, Instant now, const InForce& in_force);

// `now`: when hotline was told, at or after the command's own `at`. The case has been advanced to `now`.
HOTLINE_API Result<std::vector<Event>> decide(const Case& matter, const Command& command, Instant now,
                                              const InForce& in_force);

}  // namespace hotline

// When is this promise due, as things stand?
//
//   due_of(matter, ticket, clock, in_force);   // of a leg: no later than its order's, less the margin
//
// Of a running clock, or where one that has ended would have been due; a paused one has no due instant until it runs
// on. Never before its last start, pause or resume.
// Fails: out_of_range, past 2100; not_found, a calendar no longer in force.
#pragma once

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/export.hpp"

namespace hotline {

HOTLINE_API Result<Instant> due_of(const Case& matter, const Ticket& ticket, const Clock& clock,
                                   const InForce& in_force);

}  // namespace hotline

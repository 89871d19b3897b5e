// Where in the queues does a clock stand: when is it due, when is a rung reached, when does a pause run out?
//
// What stands in several places at once is reached at the earliest of them: a leg is due by its own limit or by the
// clock above it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/core/queue.hpp"

namespace hotline {

struct Watch {  // a clock where it hangs
  const Case& matter;
  const Ticket& ticket;
  const Clock& clock;
  const Target& target;
  const InForce& in_force;
};

using Places = boost::container::small_vector<QueuedKey, 2>;

Result<Places> due_places(const Watch& watch);
Result<Places> rung_places(const Watch& watch, const Rung& rung);  // none: after due, before the breach
Result<Places> pause_places(const Watch& watch);                   // none: the pause may stand for ever

// The earliest of the places, not before `anchor`; nothing where there is none.
Result<std::optional<Instant>> earliest(const Places& places, Instant anchor, const InForce& in_force);

// The same of one's own places and anchor. Most stand in one, on the clock's own line, and then no queue is named.
Result<Instant> due_instant(const Watch& watch);
Result<std::optional<Instant>> rung_instant(const Watch& watch, const Rung& rung);
Result<std::optional<Instant>> pause_instant(const Watch& watch);

// Rungs of the clock that are already past at `at`.
Result<std::vector<std::uint32_t>> rungs_past(const Watch& watch, Instant at);

}  // namespace hotline

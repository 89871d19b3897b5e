// When is a rung of a clock's ladder reached?
#pragma once

#include <optional>
#include <vector>

#include "core/draft.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/queue.hpp"

namespace hotline {

// The rung's place in a queue; nullopt while it has none: a rung after due before the breach.
Result<std::optional<QueuedKey>> place_of(const Rung& rung, const Target& target, const Clock& clock,
                                          const InForce& in_force);

// Never before the clock's last anchor.
Result<std::optional<Instant>> instant_of(const Rung& rung, const Target& target, const Clock& clock,
                                          const InForce& in_force);

// Rungs of the clock that are already past at `at`.
Result<std::vector<std::uint32_t>> rungs_past(const Target& target, const Clock& clock, Instant at, const Rules& rules,
                                              const InForce& in_force);

}  // namespace hotline

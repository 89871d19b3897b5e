// The rules a store keeps: every version a case may be bound to.
#pragma once

#include "hotline/base/result.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

// Adds the versions kept in the store to what is in force, keeps the current one there, and is the epoch that results.
Result<Epoch> keep_rules(Store& store, InForce& in_force);

}  // namespace hotline

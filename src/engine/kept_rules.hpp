// The rules a store keeps: every version a case may be bound to, and a note of the calendars in force.
#pragma once

#include <vector>

#include "engine/in_force_note.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

// Adds the versions kept in the store to what is in force. Whether the current one is kept there already; if so it is
// the same text.
Result<bool> keep_older_rules(Store& store, InForce& in_force);
Document document_of(const Rules& rules);

// The same, and the current version and its calendars are in force from now on: the epoch that results.
// Fails: conflict, where the store's calendars counted otherwise, or an adoption was interrupted.
Result<Epoch> keep_rules(Store& store, InForce& in_force);

}  // namespace hotline

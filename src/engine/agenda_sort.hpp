#pragma once

#include <vector>

#include "engine/agenda_entry.hpp"

namespace hotline {

// Some thousands at a time, so that they are sorted in the cache. `spare` is memory to work in.
void sort_entries(std::vector<AgendaEntry>& entries, std::vector<AgendaEntry>& spare);

}  // namespace hotline

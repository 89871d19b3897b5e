// How what is behind gets into the file.
#pragma once

#include "store/behind.hpp"
#include "store/sqlite_entries.hpp"
#include "store/sqlite_hints.hpp"

namespace hotline {

// Inside the caller's transaction; so many cases and commands of what had grown to a heap before it.
void write_down(Behind& behind, std::size_t steps, SqliteEntries& entries, SqliteHints& hints);
void write_all_down(Behind& behind, SqliteEntries& entries, SqliteHints& hints);

}  // namespace hotline

// The checksum of a row, in SQL.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace hotline {

// Gives the connection hotline_sum(...): a digest of its arguments, and of where each one ends.
void add_sum(SQLite::Database& db);

}  // namespace hotline

// The tables of the file, and the way from each version of them to the next.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace hotline {

struct FileIdentity {
  int application = 0;
  int version = 0;
};

extern const int application_id;
extern const int newest_version;

FileIdentity read_identity(SQLite::Database& db);

// Inside the caller's transaction: from the version the file has (0: an empty file) to the newest.
void migrate(SQLite::Database& db, int from);

}  // namespace hotline

// The write-ahead log: put in place, and made certain.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace hotline {

// False: this file cannot have one.
bool keep_a_log(SQLite::Database& db);

// What a process before this one left in the log may be readable and yet not be on disk: where its sync failed, the
// system forgets what it did not write and calls the next sync a success. So each byte is written once more and synced
// before anything that the log says is believed. With the lock held; nothing to do after a proper close.
void make_log_certain(SQLite::Database& db);

}  // namespace hotline

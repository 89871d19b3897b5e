#include "store/sqlite_log.hpp"

#include <algorithm>
#include <vector>

#include <sqlite3.h>

namespace hotline {
namespace {

void require(int code, const char* what) {
  if (code != SQLITE_OK) throw SQLite::Exception(what, code);
}

}  // namespace

bool keep_a_log(SQLite::Database& db) {
  db.exec("PRAGMA journal_mode = WAL");  // run to its end: only there is the switch committed, or fails
  return db.execAndGet("PRAGMA journal_mode").getString() == "wal";
}

void make_log_certain(SQLite::Database& db) {
  sqlite3_file* log = nullptr;
  sqlite3_file_control(db.getHandle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log == nullptr || log->pMethods == nullptr) return;
  sqlite3_int64 size = 0;
  require(log->pMethods->xFileSize(log, &size), "cannot tell the size of the log");
  if (size == 0) return;
  std::vector<char> part(1 << 16);
  for (sqlite3_int64 at = 0; at < size;) {
    const auto count = std::min<sqlite3_int64>(size - at, static_cast<sqlite3_int64>(part.size()));
    require(log->pMethods->xRead(log, part.data(), static_cast<int>(count), at), "cannot read the log");
    require(log->pMethods->xWrite(log, part.data(), static_cast<int>(count), at), "cannot write the log once more");
    at += count;
  }
  require(log->pMethods->xSync(log, SQLITE_SYNC_FULL), "cannot sync the log");
}

}  // namespace hotline

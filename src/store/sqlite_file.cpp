#include "store/sqlite_file.hpp"

#include <optional>
#include <system_error>

#include <fmt/format.h>
#include <sqlite3.h>

#include "store/sqlite_fault.hpp"
#include "store/sqlite_holder.hpp"
#include "store/sqlite_schema.hpp"

namespace hotline {
namespace {

namespace fs = std::filesystem;
using Refusal = std::optional<Error>;

constexpr const char* open_advice = "check the folder's permissions and the disk, then open again";

Error read_only(std::string_view file) {
  return {Fault::storage, fmt::format("'{}' is read-only: make it writable, or copy it and open the copy", file)};
}

Error foreign(std::string_view file) {
  return {Fault::foreign, fmt::format("'{}' is a file of another program, not a hotline store: name another file, or "
                                      "one that does not exist yet",
                                      file)};
}

Refusal refuse_place(const fs::path& file) {
  const auto bad = [&](std::string_view why) {
    return Error{Fault::bad_input, fmt::format("'{}' {}", file.string(), why)};
  };
  std::error_code error;
  const auto status = fs::status(file, error);
  if (file.empty()) return bad("is no file name: name a file, as in tickets.hotline");
  if (fs::is_directory(status)) return bad("is a folder: name a file in it, as in tickets.hotline");
  if (fs::exists(status) && !fs::is_regular_file(status)) return bad("is a device or pipe: name an ordinary file");
  if (!fs::exists(status) && !fs::is_directory(fs::absolute(file).parent_path(), error))
    return bad("is in a folder that does not exist: make the folder first, or mend the path");
  // The mark of an archive counts for root, too, whom it would not stop.
  constexpr auto write = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
  if (fs::exists(status) && (status.permissions() & write) == fs::perms::none) return read_only(file.string());
  return std::nullopt;
}

Refusal refuse_identity(const FileIdentity& identity, std::string_view file) {
  if (identity.application != application_id) return foreign(file);
  if (identity.version > newest_version)
    return Error{Fault::newer, fmt::format("'{}' was written by a newer hotline (file version {}, this one knows up to "
                                           "{}): open it with that one",
                                           file, identity.version, newest_version)};
  if (identity.version < 1)
    return Error{Fault::damaged, fmt::format("'{}' has no file version: put back a copy from before the damage", file)};
  return std::nullopt;
}

// SQLite reads '?', '#' and '%' of a URI itself.
std::string immutable_uri(const fs::path& file) {
  std::string uri = "file:";
  for (const char letter : fs::absolute(file).string()) {
    if (letter == '?' || letter == '#' || letter == '%')
      uri += fmt::format("%{:02x}", letter);
    else
      uri += letter;
  }
  return uri + "?immutable=1";
}

// Opening another program's file the ordinary way might replay its journal or fold its log into it. "Immutable" reads
// the header and touches nothing; and it goes through SQLite because a plain open() and close() of ours would drop the
// locks of a store this process has open on the same file.
Refusal refuse_stranger(const fs::path& file) {
  std::error_code error;
  if (const auto size = fs::file_size(file, error); error || size == 0) return std::nullopt;
  try {
    SQLite::Database peek(immutable_uri(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI);
    return refuse_identity(read_identity(peek), file.string());
  } catch (const SQLite::Exception& exception) {
    if (is_no_database(exception)) return foreign(file.string());
    return to_error(exception, file.string(), open_advice);
  }
}

// The one place that decides how many connections a file may have. SQLite before 3.51.3 (3.50.7, 3.44.6) can lose
// committed writes when two connections write or checkpoint at once, so for now every library gets the safe shape: one
// connection, from its first access to its close.
void take_alone(SQLite::Database& db) { db.exec("PRAGMA locking_mode = EXCLUSIVE"); }

void set_up(SQLite::Database& db) {
  take_alone(db);
  sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  db.exec(
      "PRAGMA synchronous = FULL;"
      "PRAGMA foreign_keys = ON;"
      "PRAGMA trusted_schema = OFF;"
      "PRAGMA cell_size_check = ON;"
      // Pages of the log before it is folded into the file: a page changed by many batches is then folded once.
      "PRAGMA wal_autocheckpoint = 16384;"
      "PRAGMA journal_size_limit = 67108864;"  // bytes
      "PRAGMA cache_size = -65536");           // KiB
}

void leave_untouched(SQLite::Database& db) {
  sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

// The tables come before the WAL mode, so that whose file it is can be read from its first bytes at any later time.
Refusal bring_up_to_date(SQLite::Database& db, std::string_view file) {
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  const auto identity = read_identity(db);
  const bool is_new = db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0 && identity.application == 0;
  if (!is_new)
    if (auto refusal = refuse_identity(identity, file)) return refusal;
  if (identity.version == newest_version) return std::nullopt;
  migrate(db, identity.version);
  transaction.commit();
  return std::nullopt;
}

Refusal take(SQLite::Database& db, std::string_view file) {
  if (sqlite3_db_readonly(db.getHandle(), "main") == 1) return read_only(file);
  set_up(db);
  if (auto refusal = bring_up_to_date(db, file)) return refusal;
  if (const auto mode = db.execAndGet("PRAGMA journal_mode = WAL").getString(); mode != "wal")
    return Error{Fault::storage, fmt::format("'{}' cannot have a write-ahead log (journal mode '{}'): keep it on a "
                                             "local disk",
                                             file, mode)};
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<SQLite::Database>> open_sqlite_file(const fs::path& file) {
  if (auto refusal = refuse_place(file)) return tl::make_unexpected(*refusal);
  if (auto refusal = refuse_stranger(file)) return tl::make_unexpected(*refusal);
  try {
    auto db = std::make_unique<SQLite::Database>(fs::absolute(file).string(),
                                                 SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
    if (auto refusal = take(*db, file.string())) {
      leave_untouched(*db);
      return tl::make_unexpected(*refusal);
    }
    return db;
  } catch (const SQLite::Exception& exception) {
    if (is_held_elsewhere(exception))
      return fail(Fault::busy, fmt::format("'{}' is open {}: close it there first, one process at a time may have it",
                                           file.string(), describe_holder(file)));
    return tl::make_unexpected(to_error(exception, file.string(), open_advice));
  }
}

}  // namespace hotline

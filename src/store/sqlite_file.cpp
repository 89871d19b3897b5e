#include "store/sqlite_file.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <sqlite3.h>

#include "store/sqlite_copy.hpp"
#include "store/sqlite_fault.hpp"
#include "store/sqlite_holder.hpp"
#include "store/sqlite_log.hpp"
#include "store/sqlite_schema.hpp"
#include "store/sqlite_sum.hpp"

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

using Header = std::array<unsigned char, 100>;  // what every SQLite file begins with

Header read_header(SQLite::Database& peek) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(peek.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  Header header{};
  const int code = file->pMethods->xRead(file, header.data(), static_cast<int>(header.size()), 0);
  if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) throw SQLite::Exception("cannot read its header", code);
  return header;
}

int number_at(const Header& header, std::size_t place) {
  std::uint32_t number = 0;
  for (std::size_t i = place; i < place + 4; ++i) number = number << 8 | header[i];
  return static_cast<int>(number);
}

bool has_journal(SQLite::Database& peek, const fs::path& file) {
  sqlite3_vfs* vfs = nullptr;
  sqlite3_file_control(peek.getHandle(), "main", SQLITE_FCNTL_VFS_POINTER, &vfs);
  int found = 0;
  return vfs->xAccess(vfs, (fs::absolute(file).string() + "-journal").c_str(), SQLITE_ACCESS_EXISTS, &found) ==
             SQLITE_OK &&
         found != 0;
}

// Opening another program's file the ordinary way might replay its journal or fold its log into it. "Immutable" reads
// the header and touches nothing; and it goes through SQLite because a plain open() and close() of ours would drop the
// locks of a store this process has open on the same file. Only the header is looked at: where the power went while the
// log was folded into it, the rest of the file is a patchwork until SQLite has the log again; and where it went while
// the file was made, even the header is nothing yet.
Refusal refuse_stranger(const fs::path& file) {
  std::error_code error;
  if (const auto size = fs::file_size(file, error); error || size == 0) return std::nullopt;
  try {
    SQLite::Database peek(immutable_uri(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI);
    const Header header = read_header(peek);
    constexpr std::string_view magic("SQLite format 3\0", 16);
    if (std::equal(magic.begin(), magic.end(), header.begin()))
      return refuse_identity({number_at(header, 68), number_at(header, 60)}, file.string());
    return has_journal(peek, file) ? std::nullopt : Refusal(foreign(file.string()));
  } catch (const SQLite::Exception& exception) {
    return to_error(exception, file.string(), open_advice);
  }
}

// The one place that decides how many connections a file may have. SQLite before 3.51.3 (3.50.7, 3.44.6) can lose
// committed writes when two connections write or checkpoint at once, so for now every library gets the safe shape: one
// connection, from its first access to its close.
void take_alone(SQLite::Database& db) { db.exec("PRAGMA locking_mode = EXCLUSIVE"); }

void set_up(SQLite::Database& db, const SqliteOptions& options) {
  take_alone(db);
  add_sum(db);
  sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  db.exec(
      "PRAGMA synchronous = FULL;"
      "PRAGMA trusted_schema = OFF;"
      "PRAGMA cell_size_check = ON;"
      "PRAGMA cache_size = -65536");  // KiB
  // A long log: a page changed by many batches is then folded into the file once.
  const auto pages = std::max<std::uint64_t>(1, options.log / 4'096);
  db.exec(fmt::format("PRAGMA wal_autocheckpoint = {}; PRAGMA journal_size_limit = {}", pages, options.log));
}

void leave_untouched(SQLite::Database& db) {
  sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

struct Found {
  bool is_new = false;
  FileIdentity identity;
};

Found look(SQLite::Database& db) {
  const auto identity = read_identity(db);
  return {db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0 && identity.application == 0, identity};
}

// The first name that is free, of a.hotline.v1.bak, a.hotline.v1.2.bak and so on.
fs::path name_of_copy(const fs::path& file, int version) {
  std::error_code error;
  auto name = fs::path(fmt::format("{}.v{}.bak", file.string(), version));
  for (int more = 2; fs::exists(name, error); ++more) name = fmt::format("{}.v{}.{}.bak", file.string(), version, more);
  return name;
}

// A damaged file is not migrated: it would only be harder to recover.
Refusal keep_copy(SQLite::Database& db, const fs::path& file, int version) {
  if (const auto faults = faults_in(db); !faults.empty())
    return Error{Fault::damaged, fmt::format("'{}' is of an older hotline and damaged, so it was not brought up to "
                                             "date ({}): put back a copy from before the damage, or recover it",
                                             file.string(), faults.front())};
  return copy_to(db, name_of_copy(file, version));
}

Refusal migrate_in_one(SQLite::Database& db, const fs::path& file, int from) {
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  migrate(db, from);
  if (from > 0)
    if (const auto faults = faults_in(db); !faults.empty())
      return Error{Fault::damaged, fmt::format("'{}' could not be brought up to date and is as it was: {}",
                                               file.string(), faults.front())};
  transaction.commit();
  return std::nullopt;
}

// The tables come before the WAL mode, so that whose file it is can be read from its first bytes at any later time.
Refusal bring_up_to_date(SQLite::Database& db, const fs::path& file, const SqliteOptions& options) {
  Found found;
  {
    // What it finds stays true: the lock is kept. Rolled back, for a commit would make a new file one of no program.
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    found = look(db);
    if (!found.is_new)
      if (auto refusal = refuse_identity(found.identity, file.string())) return refusal;
  }
  if (found.identity.version == newest_version) return std::nullopt;
  if (!found.is_new && options.vfs.empty())
    if (auto refusal = keep_copy(db, file, found.identity.version)) return refusal;
  return migrate_in_one(db, file, found.identity.version);
}

Refusal take(SQLite::Database& db, const fs::path& file, const SqliteOptions& options) {
  if (sqlite3_db_readonly(db.getHandle(), "main") == 1) return read_only(file.string());
  set_up(db, options);
  if (auto refusal = bring_up_to_date(db, file, options)) return refusal;
  db.exec("PRAGMA foreign_keys = ON");  // from here on: a table that others point to may have been made anew
  if (!keep_a_log(db))
    return Error{Fault::storage,
                 fmt::format("'{}' cannot have a write-ahead log: keep it on a local disk", file.string())};
  make_log_certain(db);
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<SQLite::Database>> open_sqlite_file(const fs::path& file, const SqliteOptions& options) {
  const bool is_ours = options.vfs.empty();
  if (auto refusal = is_ours ? refuse_place(file) : std::nullopt) return tl::make_unexpected(*refusal);
  if (auto refusal = is_ours ? refuse_stranger(file) : std::nullopt) return tl::make_unexpected(*refusal);
  try {
    const auto name = is_ours ? fs::absolute(file).string() : file.string();
    const int mode = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX;
    auto db = std::make_unique<SQLite::Database>(name, mode, 0, options.vfs);
    if (auto refusal = take(*db, file, options)) {
      leave_untouched(*db);
      return tl::make_unexpected(*refusal);
    }
    return db;
  } catch (const SQLite::Exception& exception) {
    if (is_held_elsewhere(exception))
      return fail(Fault::busy, fmt::format("'{}' is open {}: close it there first, one process at a time may have it",
                                           file.string(), describe_holder(file)));
    if (is_no_database(exception)) return tl::make_unexpected(foreign(file.string()));
    return tl::make_unexpected(to_error(exception, file.string(), open_advice));
  }
}

}  // namespace hotline

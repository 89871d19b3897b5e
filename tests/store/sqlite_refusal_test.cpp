// Files the SQLite store must not touch, and what it says about them.
#include <fstream>
#include <map>
#include <sstream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "hotline/store/sqlite_store.hpp"
#include "store/store_support.hpp"

namespace hotline {
namespace {

namespace fs = std::filesystem;

const int create = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;

std::string bytes_of(const fs::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

std::map<std::string, std::string> picture_of(const fs::path& folder) {
  std::map<std::string, std::string> picture;
  for (const auto& found : fs::recursive_directory_iterator(folder))
    picture[found.path().filename().string()] = found.is_regular_file() ? bytes_of(found.path()) : "";
  return picture;
}

void write(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

void ours(const fs::path& file) {
  auto store = open_sqlite_store(file);
  REQUIRE(store);
  REQUIRE((*store)->begin_epoch(0, {}));
  append(**store, {unit("c1", {entry("A", 0, 1)})});
}

void alter(const fs::path& file, const char* sql) { SQLite::Database(file.string(), create).exec(sql); }

// Another program's database as it stood when that program was killed: its latest rows are only in its log.
void with_a_log(const fs::path& file) {
  const auto original = file.parent_path() / "original";
  SQLite::Database db(original.string(), create);
  db.exec(
      "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE theirs (a); INSERT INTO theirs VALUES "
      "(1)");
  fs::copy_file(original, file);
  fs::copy_file(original.string() + "-wal", file.string() + "-wal");
}

}  // namespace

TEST_CASE("a file that is not a hotline store is refused untouched") {
  struct Row {
    std::string why;
    std::function<void(const fs::path&)> make;
    Fault fault;
    std::string message;
  };
  const Row rows[] = {
      {"one byte", [](const fs::path& file) { write(file, "x"); }, Fault::foreign, "file of another program"},
      {"a text", [](const fs::path& file) { write(file, "case,verb,time\n1,open,2023-03-01\n"); }, Fault::foreign,
       "another program"},
      {"noise", [](const fs::path& file) { write(file, std::string(100'000, '\x5a')); }, Fault::foreign,
       "another program"},
      {"zeros", [](const fs::path& file) { write(file, std::string(8192, '\0')); }, Fault::foreign, "another program"},
      {"half a header", [](const fs::path& file) { write(file, "SQLite format 3"); }, Fault::foreign,
       "another program"},
      {"a database", [](const fs::path& file) { alter(file, "CREATE TABLE theirs (a)"); }, Fault::foreign,
       "another program"},
      {"a database that has a mark",
       [](const fs::path& file) { alter(file, "CREATE TABLE theirs (a); PRAGMA application_id = 7"); }, Fault::foreign,
       "another program"},
      {"a database without tables", [](const fs::path& file) { alter(file, "PRAGMA user_version = 1"); },
       Fault::foreign, "another program"},
      {"a database with a log", with_a_log, Fault::foreign, "another program"},
      {"a newer store",
       [](const fs::path& file) {
         ours(file);
         alter(file, "PRAGMA user_version = 99");
       },
       Fault::newer, "file version 99"},
      {"a store without a version",
       [](const fs::path& file) {
         ours(file);
         alter(file, "PRAGMA user_version = 0");
       },
       Fault::damaged, "no file version"},
      {"a read-only store",
       [](const fs::path& file) {
         ours(file);
         fs::permissions(file, fs::perms::owner_read);
       },
       Fault::storage, "is read-only"},
      {"a folder", [](const fs::path& file) { fs::create_directory(file); }, Fault::bad_input, "is a folder"},
      {"a pipe", [](const fs::path& file) { REQUIRE(mkfifo(file.c_str(), 0600) == 0); }, Fault::bad_input,
       "device or pipe"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    // Letters that mean something in a URI, in a shell and in SQL.
    const TempFolder folder;
    const auto file = folder / "热线 a?b#c%20'd.hotline";
    row.make(file);
    const auto before = picture_of(folder.path());
    const auto opened = open_sqlite_store(file);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == row.fault);
    CAPTURE(opened.error().message);
    CHECK(opened.error().message.find("'" + file.string() + "'") == 0);
    CHECK(opened.error().message.find(row.message) != std::string::npos);
    CHECK(picture_of(folder.path()) == before);
  }
}

TEST_CASE("a place where no file can be is refused") {
  const TempFolder folder;
  struct Row {
    std::string why;
    fs::path file;
    std::string message;
  };
  const Row rows[] = {
      {"no name", "", "is no file name"},
      {"no such folder", folder / "missing" / "a.hotline", "is in a folder that does not exist"},
      {"the folder is a file", folder / "file" / "a.hotline", "is in a folder that does not exist"},
  };
  write(folder / "file", "x");
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto opened = open_sqlite_store(row.file);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == Fault::bad_input);
    CHECK(opened.error().message.find("'" + row.file.string() + "' " + row.message) == 0);
  }
}

TEST_CASE("names that SQLite would read as something else are file names") {
  const TempFolder folder;
  for (const std::string name : {":memory:", "file:a?mode=memory", "-x", "a b"}) {
    CAPTURE(name);
    ours(folder / name);
    CHECK(fs::file_size(folder / name) > 0);
    CHECK(show((*open_sqlite_store(folder / name))->read(0, 9)) == "1 A 0-1 c1");
  }
}

TEST_CASE("an empty file becomes a store") {
  const TempFolder folder;
  write(folder / "a.hotline", "");
  ours(folder / "a.hotline");
}

TEST_CASE("a closed store is one file") {
  const TempFolder folder;
  ours(folder / "a.hotline");
  CHECK(picture_of(folder.path()).size() == 1);
}

TEST_CASE("a file marked immutable is read-only") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  ours(file);
  const auto chattr = [&](const char* mark) {
    return std::system(("chattr " + std::string(mark) + " '" + file.string() + "' 2>/dev/null").c_str()) == 0;
  };
  if (!chattr("+i")) {
    MESSAGE("skipped: chattr +i does not work here");
    return;
  }
  const auto opened = open_sqlite_store(file);
  CHECK(chattr("-i"));
  REQUIRE_FALSE(opened);
  CHECK(opened.error().fault == Fault::storage);
  CHECK(opened.error().message.find("is read-only") != std::string::npos);
}

TEST_CASE("an older way of journalling is changed back") {
  const TempFolder folder;
  ours(folder / "a.hotline");
  alter(folder / "a.hotline", "PRAGMA journal_mode = DELETE");
  auto store = open_sqlite_store(folder / "a.hotline");
  REQUIRE(store);
  append(**store, {unit("c2", {entry("A", 1, 2)})});
  CHECK(fs::exists(folder / "a.hotline-wal"));
}

}  // namespace hotline

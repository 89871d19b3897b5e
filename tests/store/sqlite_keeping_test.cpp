// What keeps a file alive for years: room on the disk, a log that stays small, copies, and checks.
#include <fstream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/store/sqlite_store.hpp"
#include "store/sqlite_open.hpp"
#include "store/store_support.hpp"

namespace hotline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t all = 100'000;
constexpr std::uint64_t mebibyte = 1u << 20;

Unit numbered(int number) { return unit(fmt::format("c{}", number), {entry(fmt::format("case {}", number), 0, 3)}); }

Unit big(int number, std::size_t bytes) {
  Unit made = numbered(number);
  Entry& entry = made.entries.front();
  entry.events = std::string(bytes, 'x') + '\n';
  entry.version = 1;
  entry.hash = chain_over(chain_start(entry.case_id), entry.events);
  return made;
}

std::unique_ptr<SqliteStore> open(const fs::path& file, const SqliteOptions& options = {}) {
  auto store = open_sqlite_store(file, options);
  if (!store) FAIL(store.error().message);
  if ((*store)->epoch() == 0) static_cast<void>((*store)->begin_epoch(0, {}));
  return std::move(*store);
}

void alter(const fs::path& file, const std::string& sql) {
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(sql);
}

}  // namespace

TEST_CASE("a batch is refused before the disk is full and accepted when there is room again") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  std::optional<std::uint64_t> free = 1'000 * mebibyte;
  SqliteOptions options;
  options.reserve = 100 * mebibyte;
  auto opened = open_sqlite_store(file, options, [&] { return free; });
  REQUIRE(opened);
  Store& store = **opened;
  REQUIRE(store.begin_epoch(0, {}));
  Unit first = numbered(1);
  first.entries.front().effects = {{1, 0, {}, "sms", ""}};
  append(store, {first});

  const auto refused = [&](const auto& result) {
    REQUIRE_FALSE(result);
    CHECK(result.error().fault == Fault::full);
    CAPTURE(result.error().message);
    CHECK(result.error().message.find("'" + file.string() + "': the disk is nearly full") == 0);
    return result.error().message;
  };
  free = 100 * mebibyte;
  const Unit batch[] = {numbered(2), numbered(3)};
  CHECK(refused(store.append(batch)).find("and 100.0 MiB are") != std::string::npos);
  const Document rules{"rules", "x"};
  refused(store.begin_epoch(1, {&rules, 1}));
  // What was kept can be read, sent and settled, from the reserve.
  free = 1 * mebibyte;
  CHECK(show(store.read(0, all)) == "1 case 1 0-3 c1");
  CHECK(show(store.claim({}, 9)) == "case 1 1.0 sms ");
  CHECK(store.settle({"case 1"}, 1, 0));
  CHECK(store.append({}));  // nothing to write takes no room

  free = 101 * mebibyte;
  CHECK(show(append(store, {batch[0], batch[1]})) == "applied, applied");
  const Unit more[] = {big(4, 3 * mebibyte)};
  CHECK(refused(store.append(more)).find("needs 106.") != std::string::npos);
  free = 106 * mebibyte;
  refused(store.append(more));
  free = 107 * mebibyte;
  CHECK(store.append(more));
  free = std::nullopt;  // a file system that does not say
  CHECK(show(append(store, {numbered(5)})) == "applied");
}

TEST_CASE("what a batch needs is never told too low") {
  // A file that is all small pages apart: the worst that one batch can do to it.
  for (const std::size_t bytes : {0u, 100u, 5'000u, 300'000u}) {
    CAPTURE(bytes);
    const TempFolder folder;
    const auto file = folder / "a.hotline";
    auto store = open(file);
    std::vector<Unit> batch;
    for (int number = 0; number < 40; ++number) {
      batch.push_back(bytes == 0 ? numbered(number) : big(number * 7919 % 1000, bytes));
      Entry& entry = batch.back().entries.front();
      entry.hints.emplace();
      for (int hint = 0; hint < 3; ++hint) entry.hints->push_back({fmt::format("q{}", hint), number * 1000 + hint});
      entry.effects = {{1, 0, {}, "sms", std::string(bytes, 'y')}, {1, 1, {}, "board", ""}};
    }
    const auto size = [&] { return fs::file_size(file) + fs::file_size(file.string() + "-wal"); };
    const auto before = size();
    append(*store, batch);
    const auto in_log = size() - before;
    store.reset();
    CHECK(in_log + fs::file_size(file) <= before + bytes_for(batch));
  }
}

TEST_CASE("the free room that is asked about is that of the file's own disk") {
  const TempFolder folder;
  const auto free = free_beside(folder / "a.hotline")();
  REQUIRE(free);
  SqliteOptions options;
  options.reserve = std::numeric_limits<std::uint64_t>::max() / 2;
  const auto store = open_sqlite_store(folder / "a.hotline", options);
  REQUIRE(store);
  const Document rules{"rules", "x"};
  CHECK((*store)->begin_epoch(0, {&rules, 1}).error().fault == Fault::full);
  CHECK_FALSE(free_beside(folder / "missing" / "a.hotline")());
}

TEST_CASE("the log is folded into the file before it grows past its bound") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  SqliteOptions options;
  options.log = mebibyte;
  const auto store = open(file, options);
  std::uintmax_t largest = 0;
  for (int number = 1; number <= 300; ++number) {
    append(*store, {big(number, 20'000)});
    largest = std::max(largest, fs::file_size(file.string() + "-wal"));
  }
  CHECK(fs::file_size(file) > 4 * mebibyte);  // six megabytes went through it
  CHECK(largest <= mebibyte + mebibyte / 4);  // a batch is not cut in two, so the last one may pass the bound

  // One batch larger than the bound: the log is cut back once the next ones have begun it anew.
  append(*store, {big(1'000, 5 * mebibyte)});
  CHECK(fs::file_size(file.string() + "-wal") > 4 * mebibyte);
  append(*store, {big(1'001, 20'000)});
  append(*store, {big(1'002, 20'000)});
  CHECK(fs::file_size(file.string() + "-wal") <= mebibyte + mebibyte / 4);
}

TEST_CASE("a copy is made of a store in use and holds what was committed") {
  const TempFolder folder;
  const auto copy = folder / "copy of 热线 'a'?.hotline";
  const auto store = open(folder / "a.hotline");
  const Document rules{"rules", "x"};
  REQUIRE(store->begin_epoch(1, {&rules, 1}));
  Unit first = unit("c1", {entry("A", 0, 2), entry("B", 0, 1)});
  first.epoch = 2;
  first.entries[0].hints = {{"q", 10}};
  first.entries[0].effects = {{1, 0, {}, "sms", "one"}, {2, 0, {}, "sms", "two"}};
  append(*store, {first});
  REQUIRE(store->claim({}, 1));
  if (const auto done = store->back_up(copy); !done) FAIL(done.error().message);
  Unit later = unit("c2", {entry("A", 2, 3)});
  later.epoch = 2;
  append(*store, {later});  // it goes on

  CHECK_FALSE(fs::exists(copy.string() + ".part"));
  const auto opened = open(copy);
  CHECK(opened->check()->empty());
  CHECK(show(opened->read(0, all)) == "1 A 0-2 c1, 2 B 0-1 c1");
  CHECK(show(opened->load({"A"})) == "1 A 0-2 c1");
  CHECK(opened->epoch() == 2);
  CHECK(opened->document("rules")->value() == "x");
  CHECK(show(opened->due("q", {}, 99, all)) == "10 A");
  CHECK(opened->claimed({}, 9)->size() == 1);
  CHECK(show(opened->claim({}, 9)) == "A 2.0 sms two");
  CHECK(show(append(*opened, {later})) == "applied");
}

TEST_CASE("a copy that cannot be made leaves nothing") {
  struct Row {
    std::string why, to;
    std::function<void(const fs::path&)> prepare;
    Fault fault;
    std::string message;
  };
  const Row rows[] = {
      {"something is there", "b", [](const fs::path& to) { std::ofstream(to) << "precious"; }, Fault::bad_input,
       "is there already"},
      {"itself", "a.hotline", [](const fs::path&) {}, Fault::bad_input, "is there already"},
      {"no folder", "missing/b", [](const fs::path&) {}, Fault::bad_input, "make the folder first"},
      {"a file that is in the way", "b", [](const fs::path& to) { fs::create_directories(to.string() + ".part/x"); },
       Fault::storage, "was not made"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const TempFolder folder;
    const auto store = open(folder / "a.hotline");
    append(*store, {numbered(1)});
    const auto to = folder / row.to;
    row.prepare(to);
    const bool was_there = fs::exists(to);
    const auto done = store->back_up(to);
    REQUIRE_FALSE(done);
    CHECK(done.error().fault == row.fault);
    CAPTURE(done.error().message);
    CHECK(done.error().message.find(row.message) != std::string::npos);
    CHECK(fs::exists(to) == was_there);
    CHECK(show(append(*store, {numbered(2)})) == "applied");
  }
}

TEST_CASE("a file that cannot be read whole is not copied") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  append(*open(file), {big(1, 50'000)});
  {
    // The last page is one of those that only hold a piece of a long text: where it leads on to is spoilt.
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    const auto row = SQLite::Database(file.string()).execAndGet("SELECT count(*) FROM entry").getInt();
    REQUIRE(row == 1);
    bytes.seekp(static_cast<std::streamoff>(fs::file_size(file)) - std::streamoff{2} * 4096);
    bytes.write("\xff\xff\xff\xff", 4);
  }
  const auto store = open(file);
  CHECK_FALSE(store->check()->empty());
  const auto done = store->back_up(folder / "copy");
  REQUIRE_FALSE(done);
  CAPTURE(done.error().message);
  CHECK(done.error().fault == Fault::damaged);
  CHECK_FALSE(fs::exists(folder / "copy"));
  CHECK_FALSE(fs::exists(folder / "copy.part"));
}

TEST_CASE("what is wrong below the cases is found") {
  struct Row {
    std::string why, sql, finding;
  };
  const Row rows[] = {
      {"nothing", "SELECT 1", ""},
      {"an effect of no entry", "PRAGMA foreign_keys = OFF; UPDATE effect SET position = 77",
       "row 1 of table effect belongs to a row of table entry that is gone"},
      {"an index that lost a row",
       "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'hint (case_id)', 'hint (case_id) "
       "WHERE key > 5') WHERE name = 'hint_of_case'; PRAGMA writable_schema = RESET; INSERT INTO hint VALUES (1, 3, "
       "'A'); PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ' WHERE key > 5', '') WHERE "
       "name "
       "= 'hint_of_case'; PRAGMA writable_schema = RESET",
       "hint_of_case"},
      {"an entry is gone", "PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE position = 2",
       "1 of 3 entries are gone"},
      {"an entry is not listed", "DELETE FROM entry_of_case WHERE position = 2", "entry 2 is not found by its case"},
      {"an entry is listed as another version", "UPDATE entry_of_case SET version = 4 WHERE position = 2",
       "entry 2 is not found by its case"},
      {"an entry is listed twice", "INSERT INTO entry_of_case VALUES ('C', 2, 1)",
       "entry 2 is found by a case it is not of"},
      {"a command is not listed", "DELETE FROM entry_of_command WHERE position = 2",
       "entry 2 is not found by its command"},
      {"a command that never was", "INSERT INTO entry_of_command VALUES ('c7', 2)",
       "entry 2 is found by a command it is not of"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const TempFolder folder;
    const auto file = folder / "a.hotline";
    {
      const auto store = open(file);
      Unit first = unit("c1", {entry("A", 0, 1)});
      first.entries[0].hints = {{"q", 10}};
      first.entries[0].effects = {{1, 0, {}, "sms", ""}};
      append(*store, {first, unit("c2", {entry("B", 0, 1)}), unit("c3", {entry("C", 0, 1)})});
    }
    alter(file, row.sql);
    const auto found = open(file)->check();
    REQUIRE(found);
    std::string told;
    for (const std::string& one : *found) told += one + '\n';
    CAPTURE(told);
    CHECK(found->empty() == row.finding.empty());
    CHECK(told.find(row.finding) != std::string::npos);
  }
}

TEST_CASE("the file says what it is to whoever looks with another tool") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  {
    const auto store = open(file);
    Unit asks = unit("c1", {entry("A", 0, 1)});
    asks.entries[0].effects = {{1, 0, {}, "sms", ""}, {1, 1, {}, "sms", ""}, {1, 2, {}, "sms", ""}};
    append(*store, {asks});
    const EffectKey sent[] = {{{"A"}, 1, 0}}, old[] = {{{"A"}, 1, 1}};
    REQUIRE(store->settle(sent, Settlement::delivered));
    REQUIRE(store->settle(old, Settlement::dropped));
  }
  struct Row {
    std::string why, sql, answer;
  };
  const Row rows[] = {
      {"whose file", "SELECT application_id FROM pragma_application_id", "1752134764"},
      {"which format", "SELECT user_version FROM pragma_user_version", "4"},
      {"values have the type of their column",
       "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND NOT "
       "strict AND name NOT LIKE 'sqlite%'",
       "0"},
      {"the log is kept", "SELECT journal_mode FROM pragma_journal_mode", "wal"},
      {"what was sent and what was not", "SELECT group_concat(state) FROM (SELECT state FROM effect ORDER BY id)",
       "settled,dropped,waiting"},
  };
  SQLite::Database db(file.string());
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(db.execAndGet(row.sql).getString() == row.answer);
  }
}

}  // namespace hotline

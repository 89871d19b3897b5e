// Bytes that are not those that were written.
#include <fstream>
#include <sstream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include "hotline/store/sqlite_store.hpp"
#include "store/store_support.hpp"

namespace hotline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t all = 1000;

// Case A has entries 1, 2 and 4 (events 1, 2-3 and 4), case B entries 3 and 5.
void make(const fs::path& file) {
  auto store = open_sqlite_store(file);
  REQUIRE(store);
  REQUIRE((*store)->begin_epoch(0, {}));
  append(**store, {unit("c1", {entry("A", 0, 1)}), unit("c2", {entry("A", 1, 3)}), unit("c3", {entry("B", 0, 1)}),
                   unit("c4", {entry("A", 3, 4)}), unit("c5", {entry("B", 1, 2)})});
}

void alter(const fs::path& file, const std::string& sql) {
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(sql);
}

std::unique_ptr<Store> open(const fs::path& file) {
  auto store = open_sqlite_store(file);
  if (!store) FAIL(store.error().message);
  return std::move(*store);
}

}  // namespace

TEST_CASE("a damaged case is named and its neighbours are not held up") {
  struct Row {
    std::string why, sql, message;
    bool bytes_lie;  // the bytes of entry 2 are themselves wrong, so that no way of reading may return them
  };
  const Row rows[] = {
      {"a changed byte", "UPDATE entry SET events = replace(events, 'number 2', 'number 7') WHERE position = 2",
       "case 'A', version 3, entry 2", true},
      {"a byte more", "UPDATE entry SET events = events || ' ' WHERE position = 2", "case 'A', version 3, entry 2",
       true},
      {"an event less", "UPDATE entry SET events = substr(events, 23) WHERE position = 2",
       "case 'A', version 3, entry 2", true},
      {"no events", "UPDATE entry SET events = '' WHERE position = 2", "case 'A', version 3, entry 2", true},
      {"a changed hash", "UPDATE entry SET hash = zeroblob(32) WHERE position = 2", "case 'A', version 3, entry 2",
       true},
      {"a short hash", "UPDATE entry SET hash = x'00' WHERE position = 2", "case 'A', version 3, entry 2", true},
      {"a changed version", "UPDATE entry SET version = 9 WHERE position = 2", "'A'", true},
      {"another's events", "UPDATE entry SET events = (SELECT events FROM entry WHERE position = 1) WHERE position = 2",
       "case 'A', version 3, entry 2", true},
      {"a forged entry", "UPDATE entry SET hash = hash_before, hash_before = hash WHERE position = 2", "'A'", true},
      {"a changed time", "UPDATE entry SET recorded_at = recorded_at + 1 WHERE position = 2",
       "case 'A', version 3, entry 2", true},
      {"another command", "UPDATE entry SET command = 'c9' WHERE position = 2", "case 'A', version 3, entry 2", true},
      {"no command", "UPDATE entry SET command = NULL WHERE position = 2", "case 'A', version 3, entry 2", true},
      {"another epoch", "UPDATE entry SET epoch = 0 WHERE position = 2", "case 'A', version 3, entry 2", true},
      {"another part", "UPDATE entry SET part = 1 WHERE position = 2", "case 'A', version 3, entry 2", true},
      {"a sum of something else",
       "UPDATE entry SET sum = (SELECT sum FROM entry WHERE position = 1) WHERE position = 2",
       "case 'A', version 3, entry 2", true},
      {"no sum", "UPDATE entry SET sum = x'' WHERE position = 2", "case 'A', version 3, entry 2", true},
      {"the first is gone", "DELETE FROM entry WHERE position = 1", "case 'A': entry 1 is missing", false},
      {"one is gone", "DELETE FROM entry WHERE position = 2", "case 'A': entry 2 is missing", false},
      {"the last is gone", "DELETE FROM entry WHERE position = 4", "case 'A': entry 4 is missing", false},
      {"one belongs to another now", "UPDATE entry SET case_id = 'C' WHERE position = 2",
       "case 'A', version 3, entry 2", true},
      {"one is listed for another", "UPDATE entry_of_case SET case_id = 'C' WHERE position = 2",
       "case 'A': version 1 does not lead to entry 4", false},
      {"another's is listed", "UPDATE entry_of_case SET case_id = 'A' WHERE position = 3",
       "case 'A': version 3 does not lead to entry 3", false},
      {"a branch", "UPDATE entry SET hash_before = (SELECT hash FROM entry WHERE position = 3) WHERE position = 4",
       "case 'A': version 3 does not lead to entry 4", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const TempFolder folder;
    const auto file = folder / "a.hotline";
    make(file);
    alter(file, row.sql);
    const auto store = open(file);
    const auto loaded = store->load({"A"});
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().fault == Fault::damaged);
    CAPTURE(loaded.error().message);
    CHECK(loaded.error().message.find("'" + file.string() + "'") == 0);
    CHECK(loaded.error().message.find(row.message) != std::string::npos);
    if (row.why != "another's is listed") CHECK(show(store->load({"B"})) == "3 B 0-1 c3, 5 B 1-2 c5");
    if (row.bytes_lie) {
      const auto found = store->find({"c2"});  // not under this name any more, or not to be had
      CHECK((!found || found->empty()));
      CHECK_FALSE(store->read(1, 1));
      CHECK(show(store->read(2, 1)) == "3 B 0-1 c3");
    }
  }
}

TEST_CASE("a changed document or effect is not given out") {
  struct Row {
    std::string why, sql;
    bool document, effect;
  };
  const Row rows[] = {
      {"nothing", "SELECT 1", true, true},
      {"a rule", "UPDATE document SET text = replace(text, '5 days', '9 days')", false, true},
      {"another's rule", "DELETE FROM document WHERE name = 'rules'; UPDATE document SET name = 'rules'", false, true},
      {"an older rule", "UPDATE document SET epoch = 9 WHERE epoch = 1 AND name = 'rules'", false, true},
      {"a message", "UPDATE effect SET body = 'all is well'", true, false},
      {"a receiver", "UPDATE effect SET channel = 'mayor'", true, false},
      {"a time", "UPDATE effect SET not_before = not_before - 1", true, false},
      {"another case's", "UPDATE effect SET position = 2", true, false},
      {"a number", "UPDATE effect SET number = 3", true, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const TempFolder folder;
    const auto file = folder / "a.hotline";
    {
      auto store = open_sqlite_store(file);
      const Document old[] = {{"rules", "limit 5 hours"}};
      const Document now[] = {{"rules", "limit 5 days"}, {"other", "limit 7 days"}};
      REQUIRE((*store)->begin_epoch(0, old));
      REQUIRE((*store)->begin_epoch(1, now));
      Unit asks = unit("c1", {entry("A", 0, 1), entry("B", 0, 1)});
      asks.epoch = 2;
      asks.entries[0].effects = {{1, 0, {}, "office", "help is needed"}};
      append(**store, {asks});
    }
    alter(file, row.sql);
    const auto store = open(file);
    CHECK(store->document("rules").has_value() == row.document);
    const auto effects = store->claim({}, 9);
    CHECK(effects.has_value() == row.effect);
    if (effects) continue;
    CHECK(effects.error().fault == Fault::damaged);
    CHECK(effects.error().message.find("effect 1.") != std::string::npos);
    // To put it back does not make it right.
    const EffectKey keys[] = {{{"A"}, 1, 0}, {{"A"}, 1, 3}, {{"B"}, 1, 0}};
    REQUIRE(store->put_back(keys, Instant(std::chrono::seconds(-5))));
    CHECK_FALSE(store->claim({}, 9));
  }
}

TEST_CASE("a missing entry stops whoever reads across it") {
  const TempFolder folder;
  make(folder / "a.hotline");
  alter(folder / "a.hotline", "DELETE FROM entry WHERE position = 4");
  const auto store = open(folder / "a.hotline");
  CHECK(error_of(store->load({"A"})).find("case 'A': entry 4 is missing") != std::string::npos);
  CHECK(error_of(store->find({"c4"})).find("command 'c4': entry 4 is missing") != std::string::npos);
  CHECK(show(store->read(0, 3)) == "1 A 0-1 c1, 2 A 1-3 c2, 3 B 0-1 c3");
  CHECK(error_of(store->read(0, all)).find("entry 4 is missing") != std::string::npos);
}

TEST_CASE("a lost end shows on opening") {
  const TempFolder folder;
  make(folder / "a.hotline");
  alter(folder / "a.hotline", "DELETE FROM entry WHERE position = 5");
  const auto opened = open_sqlite_store(folder / "a.hotline");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().fault == Fault::damaged);
  CHECK(opened.error().message.find("5 entries were committed, but the last one here is 4") != std::string::npos);
}

// Only the entries' own rows tell of them: which case one that is changed was of cannot be known.
TEST_CASE("what was not written down and cannot be believed stops the opening") {
  struct Row {
    std::string why, sql, message;
  };
  const Row rows[] = {
      {"another's now", "UPDATE entry SET case_id = 'C' WHERE position = 4", "case 'C', version 4, entry 4"},
      {"another command's", "UPDATE entry SET command = 'c9' WHERE position = 4", "entry 4"},
      {"another hint", "UPDATE entry SET hints = '1 99' WHERE position = 5", "entry 5"},
      {"a hint less", "UPDATE entry SET hints = NULL WHERE position = 5", "entry 5"},
      {"a gap", "DELETE FROM entry WHERE position = 4", "entry 4 is missing"},
      {"the end", "DELETE FROM entry WHERE position = 5", "5 entries were committed, but the last one here is 4"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const TempFolder folder;
    const auto file = folder / "a.hotline";
    {
      auto store = open(folder / "open.hotline");
      REQUIRE(store->begin_epoch(0, {}));
      Unit hinted = unit("c5", {entry("B", 1, 2)});
      hinted.entries[0].hints = {{"q", 10}};
      append(*store, {unit("c1", {entry("A", 0, 1)}), unit("c2", {entry("A", 1, 3)}), unit("c3", {entry("B", 0, 1)}),
                      unit("c4", {entry("A", 3, 4)}), hinted});
      fs::copy_file(folder / "open.hotline", file);  // as the power left it
      fs::copy_file(folder / "open.hotline-wal", file.string() + "-wal");
    }
    alter(file, row.sql);
    const auto opened = open_sqlite_store(file);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == Fault::damaged);
    CHECK(opened.error().message.find(row.message) != std::string::npos);
  }
}

TEST_CASE("a store without one of its tables is damaged") {
  for (const std::string table :
       {"store", "document", "entry", "entry_of_case", "entry_of_command", "queue", "hint", "effect"}) {
    CAPTURE(table);
    const TempFolder folder;
    make(folder / "a.hotline");
    alter(folder / "a.hotline", "PRAGMA foreign_keys = OFF; DROP TABLE " + table);
    const auto opened = open_sqlite_store(folder / "a.hotline");
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == Fault::damaged);
    CHECK(opened.error().message.find(table) != std::string::npos);
  }
}

TEST_CASE("whichever byte of the file a disk changes the events are right or refused") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  make(file);
  std::ostringstream whole;
  whole << std::ifstream(file, std::ios::binary).rdbuf();
  const std::string before = whole.str();
  const auto right = open(file)->read(0, all);
  int refused = 0;
  // A third of the bytes of the page that holds the entries, and a sample of the others.
  const auto page = before.find("number 1") / 4096 * 4096;
  for (std::size_t place = 0; place < before.size(); place += place >= page && place < page + 4096 ? 3 : 97) {
    CAPTURE(place);
    std::string changed = before;
    changed[place] = static_cast<char>(changed[place] ^ 0x10);
    std::ofstream(file, std::ios::binary) << changed;
    const auto opened = open_sqlite_store(file);
    if (!opened) {
      ++refused;
      continue;
    }
    for (const std::string case_id : {"A", "B"})
      if (const auto loaded = (*opened)->load({case_id}); loaded)
        for (const KeptEntry& kept : *loaded)
          CHECK(kept.entry.events == events_of(kept.entry.expected, kept.entry.version));
      else
        ++refused;
    if (const auto read = (*opened)->read(0, all); read)
      for (const KeptEntry& kept : *read)
        CHECK(kept.entry.events == events_of(kept.entry.expected, kept.entry.version));
    else
      ++refused;
  }
  CHECK(refused > 100);
}

}  // namespace hotline

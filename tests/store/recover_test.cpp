// What can still be had of a damaged file, and whether what is lost is named.
#include "hotline/store/recover.hpp"

#include <fstream>
#include <random>
#include <sstream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/store/sqlite_store.hpp"
#include "store/sqlite_sum.hpp"
#include "store/store_support.hpp"
#include "support/sanitized.hpp"

namespace hotline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t all = 100'000;

// Case A has entries 1, 2 and 4 (events 1, 2-3 and 4), case B entries 3 and 5, both entry 6 and 7 by one command.
void make(const fs::path& file) {
  auto store = open_sqlite_store(file);
  REQUIRE(store);
  const Document documents[] = {{"rules", "limit 5 days"}, {"calendar", "always"}};
  REQUIRE((*store)->begin_epoch(0, documents));
  Entry first = entry("A", 0, 1), other = entry("B", 0, 1);
  first.hints = {{"q", 10}};
  other.hints = {{"q", 20}};
  first.effects = {{1, 0, {}, "sms", "one"}};
  Entry third = entry("A", 3, 4);
  third.effects = {{4, 0, {}, "sms", "two"}, {4, 1, {}, "sms", "three"}};
  append(**store, {unit("c1", {first}), unit("c2", {entry("A", 1, 3)}), unit("c3", {other}), unit("c4", {third}),
                   unit("", {entry("B", 1, 2)}), unit("c5", {entry("B", 2, 3), entry("A", 4, 5)})});
  REQUIRE((*store)->settle({"A"}, 1, 0));
  REQUIRE((*store)->claim({}, 1));
}

void alter(const fs::path& file, const std::string& sql) {
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(sql);
}

std::string bytes_of(const fs::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

std::string show(const Recovered& recovered) {
  std::string text;
  for (const CaseLoss& loss : recovered.losses)
    text += fmt::format("{} {}/{}: {}; ", loss.case_id.text, loss.kept, loss.last, loss.why);
  for (const std::string& other : recovered.others) text += other + "; ";
  return text;
}

Recovered recover(const fs::path& file, const fs::path& into) {
  const auto before = bytes_of(file);
  auto recovered = recover_sqlite_file(file, into);
  if (!recovered) FAIL(recovered.error().message);
  CHECK(bytes_of(file) == before);
  CHECK_FALSE(fs::exists(into.string() + ".recovery"));
  return std::move(*recovered);
}

}  // namespace

TEST_CASE("everything sound is kept and every loss is named") {
  struct Row {
    std::string why, sql, kept, losses;
  };
  const std::string whole = "1 A 0-1 c1, 2 A 1-3 c2, 3 B 0-1 c3, 4 A 3-4 c4, 5 B 1-2 -, 6 B 2-3 c5, 7 A 4-5 c5";
  const std::string fk = "PRAGMA foreign_keys = OFF; ";
  const Row rows[] = {
      {"nothing is wrong", "SELECT 1", whole, ""},
      {"a changed event", "UPDATE entry SET events = replace(events, 'number 5', 'number 6')",
       "1 A 0-1 c1, 2 A 1-3 c2, 3 B 0-1 c3, 4 A 3-4 c4, 5 B 1-2 -, 6 B 2-3 c5",
       "A 4/5: entry 7 is changed; entry 7 has its other half in case 'B'; "},
      {"a case is cut where its chain breaks", "UPDATE entry SET events = replace(events, 'number 2', 'number 7')",
       "1 A 0-1 c1, 2 B 0-1 c3",
       "A 1/5: entry 2 is changed, and with it 2 that followed; "
       "B 1/3: entry 5 is changed, and with it 1 that followed; effect 4.0 went with entry 4; effect 4.1 went with "
       "entry "
       "4; "},
      {"the first entry of a case", fk + "DELETE FROM entry WHERE position = 3",
       "1 A 0-1 c1, 2 A 1-3 c2, 3 A 3-4 c4, 4 A 4-5 c5",
       "B 0/3: entry 3 cannot be read, and with it 2 that followed; entry 6 has its other half in case 'A'; "},
      {"the last entries", "DELETE FROM entry WHERE position >= 6",
       "1 A 0-1 c1, 2 A 1-3 c2, 3 B 0-1 c3, 4 A 3-4 c4, 5 B 1-2 -",
       "A 4/5: entry 7 cannot be read; B 2/3: entry 6 cannot be read; "},
      {"the last entries and what tells of them",
       "DELETE FROM entry WHERE position >= 6; DELETE FROM entry_of_case WHERE position >= 6",
       "1 A 0-1 c1, 2 A 1-3 c2, 3 B 0-1 c3, 4 A 3-4 c4, 5 B 1-2 -",
       "entries 6 to 7 are gone, and nothing tells of which cases; "},
      {"a forged chain", "UPDATE entry SET hash_before = zeroblob(32) WHERE position = 5",
       "1 A 0-1 c1, 2 A 1-3 c2, 3 B 0-1 c3, 4 A 3-4 c4, 5 A 4-5 c5",
       "B 1/3: entry 5 is changed, and with it 1 that followed; entry 6 has its other half in case 'A'; "},
      {"a changed document", "UPDATE document SET text = 'limit 9 days' WHERE name = 'rules'", whole,
       "document 'rules' of epoch 1 was changed; "},
      {"a changed effect", "UPDATE effect SET body = 'all is well' WHERE number = 1", whole,
       "effect 4.1 of entry 4 was changed; "},
      {"no hints", "DROP TABLE hint", whole, "not every hint can be read: no such table: hint; "},
      {"no outbox", "DROP TABLE effect", whole, ""},
      {"nothing leads to the entries",
       "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE tbl_name = 'entry'", whole, ""},
      {"nothing tells of which case they are", "DROP TABLE entry_of_case", whole,
       "the lists of entries cannot be read to their end: no such table: entry_of_case; "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const TempFolder folder;
    const auto file = folder / "a.hotline";
    make(file);
    alter(file, row.sql);
    const Recovered recovered = recover(file, folder / "new.hotline");
    CHECK(show(recovered) == row.losses);
    CHECK(recovered.is_whole() == row.losses.empty());
    const auto store = open_sqlite_store(folder / "new.hotline");
    if (!store) FAIL(store.error().message);
    CHECK((*store)->check()->empty());
    CHECK(show((*store)->read(0, all)) == row.kept);
    const auto agenda = show((*store)->due("q", {}, 99, all));
    for (const CaseLoss& loss : recovered.losses) CHECK(agenda.find(loss.case_id.text) == std::string::npos);
    CHECK((*store)->epoch() == 1);
    CHECK((*store)->document("calendar")->value() == "always");
  }
}

TEST_CASE("an entry of many pages is found though nothing leads to it") {
  const TempFolder folder;
  {
    auto store = open_sqlite_store(folder / "a.hotline");
    REQUIRE((*store)->begin_epoch(0, {}));
    Entry big = entry("A", 0, 1);
    for (int i = 0; big.events.size() < 50'000; ++i) big.events.insert(0, std::to_string(i));
    big.hash = chain_over(chain_start({"A"}), big.events);
    append(**store, {unit("c1", {big})});
  }
  alter(folder / "a.hotline", "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE tbl_name = 'entry'");
  CHECK(recover(folder / "a.hotline", folder / "new.hotline").entries == 1);
}

TEST_CASE("an entry that is sound by itself but continues another history is left out") {
  const TempFolder folder;
  make(folder / "a.hotline");
  {
    SQLite::Database db((folder / "a.hotline").string(), SQLite::OPEN_READWRITE);
    add_sum(db);
    const Digest other{};
    const Digest hash = chain_over(other, events_of(3, 4));
    SQLite::Statement forge(db, "UPDATE entry SET hash_before = ?1, hash = ?2 WHERE position = 4");
    forge.bind(1, other.data(), static_cast<int>(other.size()));
    forge.bind(2, hash.data(), static_cast<int>(hash.size()));
    forge.exec();
    db.exec(
        "UPDATE entry SET sum = hotline_sum(position, command, case_id, expected, version, recorded_at, epoch, part, "
        "hash_before, hash) WHERE position = 4");
  }
  const Recovered recovered = recover(folder / "a.hotline", folder / "new.hotline");
  CHECK(show(recovered).find("A 3/5: an entry is gone, and with it 2 that followed") == 0);
  CHECK(open_sqlite_store(folder / "new.hotline").value()->load({"A"}));
}

TEST_CASE("a sound file is recovered as it is") {
  const TempFolder folder;
  make(folder / "a.hotline");
  CHECK(recover(folder / "a.hotline", folder / "new.hotline").is_whole());
  const auto old_store = open_sqlite_store(folder / "a.hotline").value().release();
  const std::unique_ptr<Store> before(old_store);
  const auto after = std::move(open_sqlite_store(folder / "new.hotline").value());
  CHECK(show(after->read(0, all)) == show(before->read(0, all)));
  CHECK(show(after->due("q", {}, 99, all)) == "10 A, 20 B");
  CHECK(after->document("rules") == before->document("rules"));
  CHECK(after->claimed({}, 9)->size() == 1);
  CHECK(show(after->claim({}, 9)) == show(before->claim({}, 9)));
  CHECK(after->settle({"A"}, 1, 0).error().fault == Fault::conflict);
}

TEST_CASE("a file of format 1 is recovered too") {
  const TempFolder folder;
  std::ostringstream sql;
  sql << std::ifstream(HOTLINE_SOURCE_DIR "/tests/store/formats/1.sql").rdbuf();
  SQLite::Database((folder / "a.hotline").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql.str());
  alter(folder / "a.hotline", "UPDATE entry SET events = '' WHERE position = 5");
  const Recovered recovered = recover(folder / "a.hotline", folder / "new.hotline");
  CHECK(show(recovered) == "A 3/4: entry 5 is changed; entry 5 has its other half in case '区'; ");
  CHECK(recovered.effects == 4);
  CHECK(recovered.documents == 3);
  const auto store = open_sqlite_store(folder / "new.hotline");
  REQUIRE(store);
  CHECK((*store)->claimed({}, 9)->size() == 1);
  CHECK((*store)->epoch() == 2);
}

TEST_CASE("what stands only in the log is recovered and the log is left alone") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  {
    make(folder / "open.hotline");
    const auto store = open_sqlite_store(folder / "open.hotline");
    append(**store, {unit("c6", {entry("C", 0, 3)})});
    fs::copy_file(folder / "open.hotline", file);  // as the power left it
    fs::copy_file(folder / "open.hotline-wal", file.string() + "-wal");
  }
  const auto log = bytes_of(file.string() + "-wal");
  CHECK(recover(file, folder / "new.hotline").entries == 8);
  CHECK(bytes_of(file.string() + "-wal") == log);
}

TEST_CASE("hints that only the entries tell of are recovered") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  {
    const auto store = open_sqlite_store(folder / "open.hotline");
    const Document rules{"rules", "limit 5 days"};
    REQUIRE((*store)->begin_epoch(0, {&rules, 1}));
    const auto hinted = [](const std::string& command, Entry next, std::vector<Hint> hints) {
      next.hints = std::move(hints);
      return unit(command, {std::move(next)});
    };
    append(**store,
           {hinted("c1", entry("A", 0, 1), {{"q", 10}, {"r", 20}}), hinted("c2", entry("B", 0, 1), {{"q", 30}}),
            hinted("c3", entry("A", 1, 2), {{"r", -7}}), hinted("c4", entry("B", 1, 2), {})});
    fs::copy_file(folder / "open.hotline", file);  // as the power left it
    fs::copy_file(folder / "open.hotline-wal", file.string() + "-wal");
  }
  CHECK(recover(file, folder / "new.hotline").is_whole());
  const auto store = open_sqlite_store(folder / "new.hotline");
  CHECK(show((*store)->due("q", {}, 99, all)).empty());
  CHECK(show((*store)->due("r", {-99, {}}, 99, all)) == "-7 A");
}

TEST_CASE("what cannot be recovered from or into is refused") {
  const TempFolder folder;
  make(folder / "a.hotline");
  make(folder / "b.hotline");
  const auto store = open_sqlite_store(folder / "b.hotline");
  struct Row {
    std::string why, from, into;
    Fault fault;
    std::string message;
  };
  const Row rows[] = {
      {"no such file", "c.hotline", "new", Fault::not_found, "there is no file"},
      {"into itself", "a.hotline", "a.hotline", Fault::bad_input, "is there already"},
      {"into another", "a.hotline", "b.hotline", Fault::bad_input, "is there already"},
      {"no folder", "a.hotline", "missing/new", Fault::bad_input, "make the folder first"},
      {"in use", "b.hotline", "new", Fault::busy, "is open in this process already"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto refused = recover_sqlite_file(folder / row.from, folder / row.into);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == row.fault);
    CHECK(refused.error().message.find(row.message) != std::string::npos);
    CHECK_FALSE(fs::exists(folder / "new"));
  }
}

TEST_CASE("whichever page is destroyed what is left is sound and what is lost is named") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  const int cases = test::sanitized ? 12 : 40;
  {
    auto store = open_sqlite_store(file);
    const Document documents[] = {{"rules", std::string(9'000, 'r')}};
    REQUIRE((*store)->begin_epoch(0, documents));
    int command = 0;
    for (Version version = 0; version < 18; version += 3)
      for (int number = 0; number < cases; ++number) {
        Entry next = entry(fmt::format("case {}", number), version, version + 3);
        if (number == 7 && version == 3) {  // one that takes several pages
          next.events = std::string(30'000, 'x') + "\n" + std::string(9, 'y') + "\nz\n";
          next.hash = chain_over(hash_of(next.case_id.text, 3), next.events);
        } else if (number == 7 && version > 3) {
          continue;
        }
        next.hints = {{"q", static_cast<std::int64_t>(version)}};
        next.effects = {{version + 1, 0, {}, "sms", "x"}};
        append(**store, {unit(fmt::format("c{}", command++), {next})});
      }
  }
  const std::string before = bytes_of(file);
  const auto was = open_sqlite_store(file).value()->read(0, all).value();
  std::mt19937 random(1);
  std::uint64_t carved = 0, lost = 0;
  const std::size_t page = 4'096;
  for (std::size_t place = 0; place < before.size(); place += page) {
    for (const bool noise : {false, true}) {
      CAPTURE(place);
      CAPTURE(noise);
      std::string changed = before;
      for (std::size_t i = place; i < place + page; ++i) changed[i] = noise ? static_cast<char>(random()) : '\0';
      std::ofstream(file, std::ios::binary | std::ios::trunc) << changed;
      fs::remove(folder / "new.hotline");
      const Recovered recovered = recover(file, folder / "new.hotline");
      const auto store = open_sqlite_store(folder / "new.hotline");
      if (!store) FAIL(store.error().message);
      CHECK((*store)->check()->empty());
      std::map<CaseId, Version> ends;
      for (const KeptEntry& kept : was) {
        const CaseId& case_id = kept.entry.case_id;
        if (!ends.contains(case_id)) {
          const auto history = (*store)->load(case_id);
          if (!history) FAIL(history.error().message);
          ends[case_id] = history->empty() ? 0 : history->back().entry.version;
        }
        if (kept.entry.version <= ends[case_id]) continue;
        ++lost;
        const auto named = std::find_if(recovered.losses.begin(), recovered.losses.end(),
                                        [&](const CaseLoss& loss) { return loss.case_id == case_id; });
        const bool is_named = named != recovered.losses.end() && named->kept == ends[case_id];
        // Where the indexes are gone as well, at least that something is.
        CHECK((is_named || !recovered.others.empty()));
      }
      const auto kept = (*store)->read(0, all).value();
      for (const KeptEntry& one : kept)
        CHECK(std::any_of(was.begin(), was.end(), [&](const KeptEntry& old) {
          return old.command == one.command && old.entry.events == one.entry.events;
        }));
      carved += recovered.entries;
    }
  }
  CHECK(lost > 0);
  // One page of many never costs more than what lay in it and what followed that in the same cases.
  CHECK(carved > was.size() * (before.size() / page) * 2 * 8 / 10);
}

TEST_CASE("noise is no store") {
  const TempFolder folder;
  std::mt19937 random(2);
  std::string noise(200'000, '\0');
  for (char& byte : noise) byte = static_cast<char>(random());
  for (const std::string& bytes : {std::string(), std::string("x"), std::string(50'000, '\x0d'), noise}) {
    fs::remove(folder / "new.hotline");
    std::ofstream(folder / "a.hotline", std::ios::binary | std::ios::trunc) << bytes;
    const Recovered recovered = recover(folder / "a.hotline", folder / "new.hotline");
    CHECK(recovered.entries == 0);
    CHECK_FALSE(recovered.is_whole());
  }
}

}  // namespace hotline

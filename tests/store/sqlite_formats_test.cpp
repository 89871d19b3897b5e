// Files of older hotlines: each released format has one in formats/, and is opened for ever.
#include <fstream>
#include <sstream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/store/sqlite_store.hpp"
#include "store/store_support.hpp"

namespace hotline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t all = 100;
constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();

SQLite::Database raw(const fs::path& file) { return {file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}; }

void write_format(int format, const fs::path& file) {
  std::ostringstream sql;
  sql << std::ifstream(fmt::format("{}/tests/store/formats/{}.sql", HOTLINE_SOURCE_DIR, format)).rdbuf();
  REQUIRE_FALSE(sql.str().empty());
  raw(file).exec(sql.str());
}

int version_of(const fs::path& file) { return raw(file).execAndGet("PRAGMA user_version").getInt(); }

// All that the format could hold, as its hotline would have answered. Since the second, two messages have got further.
void holds_format(int format, Store& store) {
  CHECK(show(store.read(0, all)) == "1 A 0-2 c1, 2 区 0-1 c2, 3 A 2-3 -, 4 区 1-3 c3, 5 A 3-4 c3");
  CHECK(show(store.load({"A"})) == "1 A 0-2 c1, 3 A 2-3 -, 5 A 3-4 c3");
  CHECK(store.load({"A"})->at(0).entry.events == events_of(0, 2));
  CHECK(store.load({"A"})->at(0).entry.recorded_at == entry("A", 0, 2).recorded_at);
  CHECK(show(store.find({"c3"})) == "4 区 1-3 c3, 5 A 3-4 c3");
  CHECK(store.epoch() == 2);
  CHECK(show(store.documents()) == "calendar/office, rules/1");
  CHECK(store.document("rules/1")->value() == "version = \"1\"\nmore = true\n");
  CHECK(show(store.due("q", {lowest, {}}, highest, all)) == "10 A, 20 区");
  CHECK(show(store.due("r", {lowest, {}}, highest, all)) == "-5 A");
  const auto maybe_sent = store.claimed({}, all);
  REQUIRE(maybe_sent);
  REQUIRE(maybe_sent->size() == 1);
  CHECK(maybe_sent->at(0).key() == EffectKey{{"A"}, 2, 0});
  const Instant not_before = maybe_sent->at(0).effect.not_before;
  CHECK(maybe_sent->at(0).claimed_at == (format == 1 ? not_before : Instant{std::chrono::seconds{250}}));
  CHECK(error_of(store.settle({"A"}, 1, 0)).find("settled already") != std::string::npos);
  if (format > 1) CHECK(error_of(store.settle({"A"}, 4, 0)).find("settled already") != std::string::npos);
  CHECK(show(store.claim(Instant::max(), all)) == "A 2.1 sms third, 区 1.0 sms fourth");
  CHECK(store.recorded_before(entry("A", 0, 1).recorded_at) == Position{0});
  CHECK(store.recorded_before(entry("A", 0, 1).recorded_at + std::chrono::days{1}) == Position{0});
  CHECK(store.recorded_before(Instant{}) == Position{0});
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& found : fs::directory_iterator(folder)) names.push_back(found.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("a file of every format is brought up to date and a copy is kept") {
  for (const int format : {1, 2, 3}) {
    CAPTURE(format);
    const TempFolder folder;
    const auto file = folder / "a.hotline";
    const std::string copy = fmt::format("a.hotline.v{}.bak", format);
    write_format(format, file);
    {
      auto store = open_sqlite_store(file);
      if (!store) FAIL(store.error().message);
      CHECK((*store)->check()->empty());
      holds_format(format, **store);
      append(**store, {[] {
        Unit next = unit("c4", {entry("A", 4, 5)});
        next.epoch = 2;
        return next;
      }()});
      CHECK((*store)->check()->empty());
    }
    CHECK(version_of(file) == 4);
    CHECK(names_in(folder.path()) == std::vector<std::string>{"a.hotline", copy});
    CHECK(version_of(folder / copy) == format);
    {
      auto kept = open_sqlite_store(folder / copy);  // the copy is a whole file of its own
      if (!kept) FAIL(kept.error().message);
      holds_format(format, **kept);
    }
    // Opening again makes no more copies.
    CHECK(open_sqlite_store(file));
    CHECK(names_in(folder.path()) ==
          std::vector<std::string>{"a.hotline", copy, fmt::format("{0}.v{1}.bak", copy, format)});
  }
}

// As a slow reader would find them: the first of the entries of a day that is later than all days before.
TEST_CASE("an older file learns on which days it was written") {
  const TempFolder folder;
  const auto file = folder / "a.hotline";
  write_format(1, file);
  const std::int64_t days[] = {-3, -3, 5, 4, 9};  // the day of each entry, not in order
  for (int i = 0; i < 5; ++i)
    raw(file).exec(fmt::format("UPDATE entry SET recorded_at = {} WHERE position = {}", days[i] * 86'400 + i, i + 1));
  auto store = open_sqlite_store(file);
  if (!store) FAIL(store.error().message);
  CHECK((*store)->check()->empty());
  struct Row {
    std::string why;
    std::int64_t day;
    Position before;
  };
  const Row rows[] = {{"before all", -4, 0},
                      {"the first day", -3, 0},
                      {"between two: from the day before", 4, 0},
                      {"where it got to the fifth", 5, 2},
                      {"a day with no entry", 8, 2},
                      {"the last", 9, 4},
                      {"after all: what is still to come and the last day's", 12, 4}};
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK((*store)->recorded_before(Instant{std::chrono::days{row.day}}) == row.before);
  }
}

TEST_CASE("an earlier copy is not written over") {
  const TempFolder folder;
  write_format(1, folder / "a.hotline");
  std::ofstream(folder / "a.hotline.v1.bak") << "precious";
  CHECK(open_sqlite_store(folder / "a.hotline"));
  CHECK(names_in(folder.path()) == std::vector<std::string>{"a.hotline", "a.hotline.v1.2.bak", "a.hotline.v1.bak"});
  CHECK(fs::file_size(folder / "a.hotline.v1.bak") == 8);
  CHECK(version_of(folder / "a.hotline.v1.2.bak") == 1);
}

TEST_CASE("a file that cannot be brought up to date stays as it was") {
  struct Row {
    std::string why, sql, message;
  };
  const Row rows[] = {
      {"a row that belongs to none", "PRAGMA foreign_keys = OFF; UPDATE effect SET position = 77 WHERE id = 2",
       "belongs to a row of table entry that is gone"},
      {"a lost index row",
       "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'hint_of_case'; PRAGMA writable_schema = "
       "RESET",
       "never used"},
      {"a value that the new tables refuse",
       "PRAGMA ignore_check_constraints = ON; UPDATE effect SET state = 'lost' WHERE id = 4", "CHECK"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const TempFolder folder;
    const auto file = folder / "a.hotline";
    write_format(1, file);
    raw(file).exec(row.sql);
    const auto refused = open_sqlite_store(file);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::damaged);
    CAPTURE(refused.error().message);
    CHECK(refused.error().message.find(row.message) != std::string::npos);
    CHECK(version_of(file) == 1);
    CHECK(raw(file).execAndGet("SELECT count(*) FROM effect").getInt() == 4);
    CHECK(names_in(folder.path()) == std::vector<std::string>{"a.hotline"});
  }
}

}  // namespace hotline

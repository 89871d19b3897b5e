// How many commands a second does an engine take, and what of that is the disk's?
//
// Rivals on SQLite with full sync: a bare program that writes the very rows an engine wrote, in the same transactions;
// and one that appends an event row and updates a ticket row for each command, as ticketing systems do.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#define SQLITE_ENABLE_PREUPDATE_HOOK  // as Debian builds it
#include <sqlite3.h>

#include "hotline/store/memory_store.hpp"
#include "hotline/store/sqlite_store.hpp"
#include "orders.hpp"
#include "scratch.hpp"

namespace {

using namespace hotline;
using bench::Stopwatch;

struct Taken {
  double seconds = 0;
  std::vector<double> waits;  // for each acknowledgement
  bool all_applied = true;
};

// By this process so far; 0 where the system does not say.
double bytes_to_disk() {
  std::ifstream counts("/proc/self/io");
  for (std::string name, count; counts >> name >> count;)
    if (name == "write_bytes:") return std::stod(count);
  return 0;
}

Taken take(Store& store, std::span<const Told> told, std::size_t batch) {
  Engine engine = Engine::open(store, bench::rules()).value();
  Taken taken;
  const Stopwatch whole;
  while (!told.empty()) {
    const auto part = told.first(std::min(batch, told.size()));
    const Stopwatch wait;
    const auto answers = engine.submit(part).value();
    taken.waits.push_back(wait.seconds());
    for (const Answer& answer : answers) taken.all_applied &= answer.kind == Answer::Kind::applied;
    told = told.subspan(part.size());
  }
  taken.seconds = whole.seconds();
  return taken;
}

// The raw interface, as a program that does nothing else would use it.
class Bare {
 public:
  explicit Bare(const std::string& file) {
    check(sqlite3_open(file.c_str(), &db_));
    run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  }
  ~Bare() {
    for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
    sqlite3_close(db_);
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    statements_.push_back(statement);
    return statement;
  }
  static void bind(sqlite3_stmt* to, int at, std::int64_t number) { sqlite3_bind_int64(to, at, number); }
  static void bind(sqlite3_stmt* to, int at, const std::string& text) {
    sqlite3_bind_text(to, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  static void bind_blob(sqlite3_stmt* to, int at, const std::string& blob) {
    sqlite3_bind_blob(to, at, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
  }
  void step(sqlite3_stmt* statement) {
    check(sqlite3_step(statement) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR);
    sqlite3_reset(statement);
  }

 private:
  void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
  }
  sqlite3* db_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
};

std::string column(sqlite3_stmt* statement, int at) {
  const void* bytes = sqlite3_column_blob(statement, at);
  return bytes == nullptr ? std::string{}
                          : std::string(static_cast<const char*>(bytes),
                                        static_cast<std::size_t>(sqlite3_column_bytes(statement, at)));
}

// One row that a transaction wrote or took away. Its values are SQLite's own, kept as it gave them.
class Change {
 public:
  Change(std::string table, int operation) : table_(std::move(table)), operation_(operation) {}
  Change(Change&&) = default;
  ~Change() {
    for (sqlite3_value* value : values_) sqlite3_value_free(value);
  }
  const std::string& table() const { return table_; }
  bool is_gone() const { return operation_ == SQLITE_DELETE; }
  bool is_new() const { return operation_ == SQLITE_INSERT; }
  void add(const sqlite3_value* value) { values_.push_back(sqlite3_value_dup(value)); }
  std::span<sqlite3_value* const> values() const { return values_; }

 private:
  std::string table_;
  int operation_;
  std::vector<sqlite3_value*> values_;
};
using Changes = std::vector<Change>;  // of one transaction

// Looks over the shoulder of whatever connection is opened next.
class Onlooker {
 public:
  Onlooker() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(&look_on)); }
  ~Onlooker() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&look_on)); }
  Onlooker(const Onlooker&) = delete;
  Onlooker& operator=(const Onlooker&) = delete;
  static std::vector<Changes>& seen() {
    static std::vector<Changes> seen;
    return seen;
  }
  static void begin() {
    seen().clear();
    seen().emplace_back();
  }

 private:
  static int look_on(sqlite3* db, char**, const sqlite3_api_routines*) {
    begin();
    sqlite3_preupdate_hook(
        db,
        [](void*, sqlite3* at, int operation, const char*, const char* table, sqlite3_int64, sqlite3_int64) {
          Change change(table, operation);
          const auto value = operation == SQLITE_DELETE ? sqlite3_preupdate_old : sqlite3_preupdate_new;
          for (int i = 0; i < sqlite3_preupdate_count(at); ++i) {
            sqlite3_value* given = nullptr;
            value(at, i, &given);
            change.add(given);
          }
          seen().back().push_back(std::move(change));
        },
        nullptr);
    sqlite3_commit_hook(
        db,
        [](void*) {
          seen().emplace_back();
          return 0;
        },
        nullptr);
    return SQLITE_OK;
  }
};

// An empty file of the engine's own tables.
void make_tables(const std::string& file) {
  auto store = open_sqlite_store(file).value();
  Engine::open(*store, bench::rules()).value();
}

// What an engine's store writes for these commands, transaction by transaction, up to its last batch: what it writes
// when it is closed is its own affair.
std::vector<Changes> changes_of(const std::string& file, std::span<const Told> told, std::size_t batch) {
  const std::size_t batches = (told.size() + batch - 1) / batch;
  make_tables(file);
  const Onlooker onlooker;
  {
    const auto store = open_sqlite_store(file).value();
    Onlooker::begin();
    take(*store, told, batch);
  }
  std::vector<Changes> changes = std::move(Onlooker::seen());
  std::erase_if(changes, [](const Changes& one) { return one.empty(); });
  if (changes.size() > batches) changes.erase(changes.begin() + static_cast<std::ptrdiff_t>(batches), changes.end());
  return changes;
}

// Every row and no question: what the store asks of the file is work of ours.
double write_same_rows(const std::string& file, std::span<const Changes> transactions) {
  make_tables(file);
  Bare bare(file);
  struct Statements {
    sqlite3_stmt *add, *remove, *change;
  };
  const std::map<std::string, Statements, std::less<>> tables = {
      {"entry", {bare.prepare("INSERT INTO entry VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)"), {}, {}}},
      {"entry_of_case", {bare.prepare("INSERT INTO entry_of_case VALUES (?1,?2,?3)"), {}, {}}},
      {"entry_of_command", {bare.prepare("INSERT INTO entry_of_command VALUES (?1,?2)"), {}, {}}},
      {"hint",
       {bare.prepare("INSERT INTO hint VALUES (?1,?2,?3)"),
        bare.prepare("DELETE FROM hint WHERE queue = ?1 AND key = ?2 AND case_id = ?3"),
        {}}},
      {"queue", {bare.prepare("INSERT INTO queue VALUES (?1,?2)"), {}, {}}},
      {"day", {bare.prepare("INSERT INTO day VALUES (?1,?2,?3)"), {}, {}}},
      {"store",
       {{}, {}, bare.prepare("UPDATE store SET epoch = ?2, last_position = ?3, written_down = ?4 WHERE id = ?1")}},
  };
  const Stopwatch whole;
  for (const Changes& changes : transactions) {
    bare.run("BEGIN IMMEDIATE");
    for (const Change& change : changes) {
      const Statements& table = tables.find(change.table())->second;
      sqlite3_stmt* statement = change.is_new() ? table.add : change.is_gone() ? table.remove : table.change;
      int at = 0;
      for (const sqlite3_value* value : change.values()) sqlite3_bind_value(statement, ++at, value);
      bare.step(statement);
    }
    bare.run("COMMIT");
  }
  return whole.seconds();
}

// The rows themselves, as they lie in the file.
std::string rows_of(const std::string& file) {
  std::string rows;
  Bare bare(file);
  for (const char* select : {"SELECT * FROM entry ORDER BY position", "SELECT * FROM entry_of_case",
                             "SELECT * FROM entry_of_command", "SELECT * FROM hint"}) {
    sqlite3_stmt* all = bare.prepare(select);
    while (sqlite3_step(all) == SQLITE_ROW)
      for (int i = 0; i < sqlite3_column_count(all); ++i) rows += column(all, i) + '|';
  }
  return rows;
}

double write_events_and_tickets(const std::string& file, std::span<const Told> told, std::size_t batch) {
  struct Row {
    std::int64_t number = 0;
    std::int64_t version = 0;
  };
  std::map<CaseId, Row> tickets;
  std::vector<Row> rows;
  for (const Told& one : told) {
    Row& row =
        tickets.try_emplace(one.command.case_id, Row{static_cast<std::int64_t>(tickets.size()) + 1}).first->second;
    ++row.version;
    rows.push_back(row);
  }
  Bare bare(file);
  bare.run(
      "CREATE TABLE event (id INTEGER PRIMARY KEY, ticket INTEGER NOT NULL, body TEXT NOT NULL);"
      "CREATE TABLE ticket (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL);");
  sqlite3_stmt* event = bare.prepare("INSERT INTO event (ticket, body) VALUES (?1, ?2)");
  sqlite3_stmt* ticket = bare.prepare("INSERT OR REPLACE INTO ticket (id, version, body) VALUES (?1, ?2, ?3)");
  const std::string of_120_bytes(120, 'x');
  const Stopwatch whole;
  for (std::span<const Row> left(rows); !left.empty();) {
    const auto part = left.first(std::min(batch, left.size()));
    bare.run("BEGIN IMMEDIATE");
    for (const Row& row : part) {
      Bare::bind(event, 1, row.number);
      Bare::bind(event, 2, of_120_bytes);
      bare.step(event);
      Bare::bind(ticket, 1, row.number);
      Bare::bind(ticket, 2, row.version);
      Bare::bind(ticket, 3, of_120_bytes);
      bare.step(ticket);
    }
    bare.run("COMMIT");
    left = left.subspan(part.size());
  }
  return whole.seconds();
}

double nth_percentile(std::vector<double> waits, std::size_t percent) {
  std::sort(waits.begin(), waits.end());
  return waits[std::min(waits.size() - 1, waits.size() * percent / 100)];
}

void show(const std::string& what, std::size_t count, double seconds) {
  fmt::print("{:<58} {:>9.0f} /s\n", what, static_cast<double>(count) / seconds);
}

void show_weight(const std::string& file) {
  double events = 0, content = 0;
  {
    Bare bare(file);
    sqlite3_stmt* sums = bare.prepare("SELECT sum(version - expected), sum(length(events)) FROM entry");
    sqlite3_step(sums);
    events = sqlite3_column_double(sums, 0);
    content = sqlite3_column_double(sums, 1);
  }
  fmt::print("{:.0f} events, on disk {:.0f} bytes each, of content {:.0f}\n", events,
             static_cast<double>(std::filesystem::file_size(file)) / events, content / events);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Run run(argc, argv);
  const bench::Folder folder;
  const std::vector<Told> told = bench::lives(run.size(200, 20'000, 40'000));

  double in_memory = 1e9;
  for (int round = 0; round < run.rounds(); ++round) {
    const auto store = open_memory_store();
    const Taken taken = take(*store, told, 1'000);
    run.answers("every command is applied in memory", taken.all_applied);
    in_memory = std::min(in_memory, taken.seconds);
  }
  show("memory store, batches of 1,000", told.size(), in_memory);

  double best = 1e9;  // seconds a command
  for (const auto& [batch, of_bare] : {std::pair<std::size_t, double>{1, 0.5}, {10, 0.45}, {100, 0.4}, {1'000, 0.3}}) {
    const std::size_t count = std::min(told.size(), run.size(100, 1'000, 6'000) * batch);
    const auto part = std::span(told).first(count);
    double ours = 1e9, bare = 1e9, usual = 1e9, p99 = 1e9, worst = 1e9, written = 0;
    const auto changes = changes_of(folder.file("watched.hotline"), part, batch);
    for (int round = 0; round < std::min(run.rounds(), 3); ++round) {
      const std::string file = folder.file("engine.hotline");
      {
        const auto store = open_sqlite_store(file).value();
        const double before = bytes_to_disk();
        const Taken taken = take(*store, part, batch);
        written = (bytes_to_disk() - before) / static_cast<double>(count);
        run.answers("every command is applied on disk", taken.all_applied);
        ours = std::min(ours, taken.seconds);
        p99 = std::min(p99, nth_percentile(taken.waits, 99));
        worst = std::min(worst, nth_percentile(taken.waits, 100));
      }
      if (round == 0 && batch == 1'000) show_weight(file);
      const std::string bare_file = folder.file("bare.hotline");
      bare = std::min(bare, write_same_rows(bare_file, changes));
      usual = std::min(usual, write_events_and_tickets(folder.file("usual.db"), part, batch));
      if (round == 0) {
        static_cast<void>(open_sqlite_store(bare_file).value());  // which writes down what is behind
        run.answers("the same rows", rows_of(file) == rows_of(bare_file));
      }
    }
    best = std::min(best, ours / static_cast<double>(count));
    show(fmt::format("SQLite, full sync, batches of {}", batch), count, ours);
    fmt::print("  acknowledged within {:.2f} ms in 99 of 100, {:.0f} ms always; {:.0f} bytes a command to the disk\n",
               p99 * 1e3, worst * 1e3, written);
    show("  bare, the same rows in the same transactions", count, bare);
    run.at_least("  ours, of that", bare / ours, of_bare);
    show("  bare, an event row and a ticket row", count, usual);
    if (batch == 100) run.at_least("  ours, of that", usual / ours, 0.35);
  }
  run.at_least("memory, of SQLite's best", best * static_cast<double>(told.size()) / in_memory, 5);
  return run.result();
}

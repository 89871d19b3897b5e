// How many commands a second does an engine take, and what of that is the disk's?
//
// Rivals on SQLite with full sync: a bare program that writes the very rows an engine wrote, in the same transactions;
// and one that appends an event row and updates a ticket row for each command, as ticketing systems do.
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <sqlite3.h>

#include "hotline/core/queue.hpp"
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

struct EntryRow {
  std::int64_t numbers[6];  // position, expected, version, recorded_at, epoch, part
  std::string command, case_id, hash_before, hash, events, sum;
};
struct HintRow {
  std::int64_t queue;
  std::int64_t key;
};
struct Rows {  // of one command
  EntryRow entry;
  std::vector<HintRow> gone;
  std::vector<HintRow> more;
};

std::string column(sqlite3_stmt* statement, int at) {
  const void* bytes = sqlite3_column_blob(statement, at);
  return bytes == nullptr ? std::string{}
                          : std::string(static_cast<const char*>(bytes),
                                        static_cast<std::size_t>(sqlite3_column_bytes(statement, at)));
}

// The rows that an engine has left in a file. Hints that came and went are told by folding its entries again.
std::vector<Rows> rows_in(const std::string& file) {
  const InForce in_force{bench::rules()};
  std::vector<Rows> rows;
  Bare bare(file);
  std::map<std::string, std::int64_t> queues;
  sqlite3_stmt* names = bare.prepare("SELECT name, id FROM queue");
  while (sqlite3_step(names) == SQLITE_ROW) queues[column(names, 0)] = sqlite3_column_int64(names, 1);
  std::map<std::string, std::pair<Case, std::set<std::pair<std::int64_t, std::int64_t>>>> cases;
  sqlite3_stmt* all = bare.prepare(
      "SELECT position, expected, version, recorded_at, epoch, part, command, case_id, hash_before, hash, events, sum "
      "FROM entry ORDER BY position");
  while (sqlite3_step(all) == SQLITE_ROW) {
    Rows one{};
    for (int i = 0; i < 6; ++i) one.entry.numbers[i] = sqlite3_column_int64(all, i);
    std::string* texts[] = {&one.entry.command, &one.entry.case_id, &one.entry.hash_before,
                            &one.entry.hash,    &one.entry.events,  &one.entry.sum};
    for (int i = 0; i < 6; ++i) *texts[i] = column(all, 6 + i);
    auto& [matter, standing] = cases[one.entry.case_id];
    const auto events = events_in(one.entry.events).value();
    for (const Event& event : events) evolve(matter, event);
    std::set<std::pair<std::int64_t, std::int64_t>> now;
    const auto places = hints(matter, in_force).value();
    for (const QueuedKey& place : places) now.emplace(queues.at(to_text(place.queue)), place.key);
    for (const auto& [queue, key] : standing)
      if (!now.contains({queue, key})) one.gone.push_back({queue, key});
    for (const auto& [queue, key] : now)
      if (!standing.contains({queue, key})) one.more.push_back({queue, key});
    standing = std::move(now);
    rows.push_back(std::move(one));
  }
  return rows;
}

// An empty file of the engine's own tables.
void make_tables(const std::string& file) {
  auto store = open_sqlite_store(file).value();
  Engine::open(*store, bench::rules()).value();
}

double write_same_rows(const std::string& file, std::span<const Rows> rows, std::size_t batch) {
  make_tables(file);
  Bare bare(file);
  sqlite3_stmt* add = bare.prepare(
      "INSERT INTO entry (position, expected, version, recorded_at, epoch, part, command, case_id, hash_before, hash, "
      "events, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
  sqlite3_stmt* hint = bare.prepare("INSERT INTO hint (queue, key, case_id) VALUES (?1, ?2, ?3)");
  sqlite3_stmt* unhint = bare.prepare("DELETE FROM hint WHERE queue = ?1 AND key = ?2 AND case_id = ?3");
  sqlite3_stmt* last = bare.prepare("UPDATE store SET last_position = ?1");
  const auto place = [&](sqlite3_stmt* statement, const HintRow& row, const std::string& case_id) {
    Bare::bind(statement, 1, row.queue);
    Bare::bind(statement, 2, row.key);
    Bare::bind(statement, 3, case_id);
    bare.step(statement);
  };
  const Stopwatch whole;
  while (!rows.empty()) {
    const auto part = rows.first(std::min(batch, rows.size()));
    bare.run("BEGIN IMMEDIATE");
    for (const Rows& one : part) {
      for (int i = 0; i < 6; ++i) Bare::bind(add, i + 1, one.entry.numbers[i]);
      Bare::bind(add, 7, one.entry.command);
      Bare::bind(add, 8, one.entry.case_id);
      Bare::bind_blob(add, 9, one.entry.hash_before);
      Bare::bind_blob(add, 10, one.entry.hash);
      Bare::bind(add, 11, one.entry.events);
      Bare::bind_blob(add, 12, one.entry.sum);
      bare.step(add);
      for (const HintRow& row : one.gone) place(unhint, row, one.entry.case_id);
      for (const HintRow& row : one.more) place(hint, row, one.entry.case_id);
    }
    Bare::bind(last, 1, part.back().entry.numbers[0]);
    bare.step(last);
    bare.run("COMMIT");
    rows = rows.subspan(part.size());
  }
  return whole.seconds();
}

double write_events_and_tickets(const std::string& file, std::span<const Rows> rows, std::size_t batch) {
  std::map<std::string, std::int64_t> numbers;
  for (const Rows& one : rows) numbers.try_emplace(one.entry.case_id, static_cast<std::int64_t>(numbers.size()) + 1);
  Bare bare(file);
  bare.run(
      "CREATE TABLE event (id INTEGER PRIMARY KEY, ticket INTEGER NOT NULL, body TEXT NOT NULL);"
      "CREATE TABLE ticket (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL);");
  sqlite3_stmt* event = bare.prepare("INSERT INTO event (ticket, body) VALUES (?1, ?2)");
  sqlite3_stmt* ticket = bare.prepare("INSERT OR REPLACE INTO ticket (id, version, body) VALUES (?1, ?2, ?3)");
  const std::string of_120_bytes(120, 'x');
  const Stopwatch whole;
  while (!rows.empty()) {
    const auto part = rows.first(std::min(batch, rows.size()));
    bare.run("BEGIN IMMEDIATE");
    for (const Rows& one : part) {
      const std::int64_t number = numbers.find(one.entry.case_id)->second;
      Bare::bind(event, 1, number);
      Bare::bind(event, 2, of_120_bytes);
      bare.step(event);
      Bare::bind(ticket, 1, number);
      Bare::bind(ticket, 2, one.entry.numbers[2]);
      Bare::bind(ticket, 3, of_120_bytes);
      bare.step(ticket);
    }
    bare.run("COMMIT");
    rows = rows.subspan(part.size());
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

// Commands in the file, in bytes an event.
void show_weight(const std::string& file, std::span<const Rows> rows) {
  std::int64_t events = 0;
  std::size_t content = 0;
  for (const Rows& one : rows) {
    events += one.entry.numbers[2] - one.entry.numbers[1];
    content += one.entry.events.size();
  }
  const auto each = [&](auto bytes) { return static_cast<double>(bytes) / static_cast<double>(events); };
  fmt::print("{} events, on disk {:.0f} bytes each, of content {:.0f}\n", events,
             each(std::filesystem::file_size(file)), each(content));
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
  for (const std::size_t batch : {1U, 10U, 100U, 1'000U}) {
    const std::size_t count = std::min(told.size(), run.size(100, 1'000, 6'000) * batch);
    const auto part = std::span(told).first(count);
    double ours = 1e9, bare = 1e9, usual = 1e9, p99 = 1e9;
    std::vector<Rows> rows;
    for (int round = 0; round < std::min(run.rounds(), 3); ++round) {
      const std::string file = folder.file("engine.hotline");
      {
        const auto store = open_sqlite_store(file).value();
        const Taken taken = take(*store, part, batch);
        run.answers("every command is applied on disk", taken.all_applied);
        ours = std::min(ours, taken.seconds);
        p99 = std::min(p99, nth_percentile(taken.waits, 99));
      }
      if (rows.empty()) {
        rows = rows_in(file);
        run.answers("an entry for each command", rows.size() == count);
        if (batch == 1'000) show_weight(file, rows);
      }
      bare = std::min(bare, write_same_rows(folder.file("bare.hotline"), rows, batch));
      usual = std::min(usual, write_events_and_tickets(folder.file("usual.db"), rows, batch));
    }
    best = std::min(best, ours / static_cast<double>(count));
    show(fmt::format("SQLite, full sync, batches of {}", batch), count, ours);
    fmt::print("  acknowledged within {:.2f} ms in 99 of 100\n", p99 * 1e3);
    show("  bare, the same rows in the same transactions", count, bare);
    run.at_least("  ours, of that", bare / ours, 0.5);
    show("  bare, an event row and a ticket row", count, usual);
    if (batch == 100) run.at_least("  ours, of that", usual / ours, 0.3);
  }
  run.at_least("memory, of SQLite's best", best * static_cast<double>(told.size()) / in_memory, 2.6);
  return run.result();
}

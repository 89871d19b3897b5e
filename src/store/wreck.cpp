#include "store/wreck.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "store/carve.hpp"
#include "store/sqlite_entries.hpp"
#include "store/sqlite_hints.hpp"
#include "store/sqlite_schema.hpp"
#include "store/sqlite_sum.hpp"
#include "store/sqlite_use.hpp"

namespace hotline {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Reading {
 public:
  Reading(SQLite::Database& db, Wreck& wreck) : db_(db), wreck_(wreck) {
    add_sum(db);
    attempt([&] { version_ = read_identity(db).version; });
  }

  void all() {
    attempt([&] {
      SQLite::Statement store(db_, "SELECT epoch, last_position FROM store");
      Use use(store);
      if (!use.next()) return;
      wreck_.epoch = use.count(0);
      wreck_.last = use.count(1);
    });
    if (version_ >= 4)
      attempt(
          [&] { written_down_ = static_cast<Position>(db_.execAndGet("SELECT written_down FROM store").getInt64()); });
    index();
    entries();
    documents();
    hints();
    effects();
  }

 private:
  template <class Work>
  bool attempt(const Work& work) {
    try {
      work();
      return true;
    } catch (const SQLite::Exception& exception) {
      why_ = exception.what();
      return false;
    }
  }

  // Rows of `select`, which takes an id to go on after and gives ids in order in its first column.
  template <class Take>
  void each_readable(const std::string& select, std::uint64_t last, const Take& take) {
    for (std::uint64_t after = 0;; ++after) {
      const bool ended = attempt([&] {
        SQLite::Statement statement(db_, select);
        for (Use use(statement, after); use.next();) {
          take(use);
          after = use.count(0);
        }
      });
      if (ended || after >= last) return;
    }
  }

  std::uint64_t last_of(const std::string& select) {
    std::uint64_t last = 0;
    attempt([&] { last = static_cast<std::uint64_t>(db_.execAndGet(select).getInt64()); });
    return last;
  }

  // All of it from the lists: the table itself is not read. Until format 4 they were its indexes.
  void index() {
    const bool whole = attempt([&] {
      SQLite::Statement of_case(db_, version_ < 4
                                         ? "SELECT position, case_id, version FROM entry ORDER BY case_id, version"
                                         : "SELECT position, case_id, version FROM entry_of_case");
      for (Use use(of_case); use.next();)
        wreck_.index.insert_or_assign(use.count(0), Wreck::IndexRow{{use.text(1)}, use.count(2), std::nullopt});
      SQLite::Statement of_command(
          db_, version_ < 4 ? "SELECT position, command FROM entry WHERE command IS NOT NULL ORDER BY command, part"
                            : "SELECT position, command FROM entry_of_command");
      for (Use use(of_command); use.next();)
        if (const auto known = wreck_.index.find(use.count(0)); known != wreck_.index.end())
          known->second.command = CommandId{use.text(1)};
    });
    if (!whole) wreck_.faults.push_back(fmt::format("the lists of entries cannot be read to their end: {}", why_));
    if (!wreck_.index.empty()) wreck_.last = std::max(wreck_.last, wreck_.index.rbegin()->first);
    wreck_.last = std::max(wreck_.last, last_of("SELECT max(position) FROM entry"));
  }

  void entries() {
    each_readable(select_entries("WHERE position > ? ORDER BY position", version_), wreck_.last, [&](const Use& use) {
      KeptRow row = row_of(use);
      if (version_ < 2) row.sum = sum_of(row.view());
      if (stands_alone(row))
        wreck_.rows.push_back(std::move(row));
      else
        wreck_.altered.insert(row.kept.position);
    });
  }

  void documents() {
    const auto select = fmt::format("SELECT rowid, name, epoch, text, {} FROM document WHERE rowid > ? ORDER BY rowid",
                                    version_ < 2 ? "1" : "sum = hotline_sum(name, epoch, text)");
    std::set<std::uint64_t> seen;
    const auto last = last_of("SELECT max(rowid) FROM document");
    each_readable(select, last, [&](const Use& use) {
      seen.insert(use.count(0));
      if (use.integer(4) == 1)
        wreck_.documents.push_back(Wreck::DocumentRow{use.count(2), {use.text(1), use.text(3)}});
      else
        wreck_.faults.push_back(fmt::format("document '{}' of epoch {} was changed", use.text(1), use.count(2)));
    });
    if (last == 0 && wreck_.epoch > 0) wreck_.faults.push_back("no document can be read");
    if (seen.size() < last) wreck_.faults.push_back(fmt::format("{} documents cannot be read", last - seen.size()));
  }

  // What the rows tell that were not written down yet is the later.
  void hints() {
    std::map<QueueId, std::string> queues;
    const bool whole = attempt([&] {
      SQLite::Statement names(db_, "SELECT id, name FROM queue");
      for (Use use(names); use.next();) queues.emplace(use.integer(0), use.text(1));
      SQLite::Statement all(db_, "SELECT queue, key, case_id FROM hint");
      for (Use use(all); use.next();)
        if (const auto queue = queues.find(use.integer(0)); queue != queues.end())
          wreck_.hints[{use.text(2)}].push_back({queue->second, use.integer(1)});
    });
    if (!whole) wreck_.faults.push_back(fmt::format("not every hint can be read: {}", why_));
    for (const KeptRow& row : wreck_.rows) {
      if (!row.hints || row.kept.position <= written_down_) continue;
      auto& hints = wreck_.hints[row.kept.entry.case_id];
      hints.clear();
      for (const auto& [id, key] : places_in(*row.hints))
        if (const auto queue = queues.find(id); queue != queues.end()) hints.push_back({queue->second, key});
    }
  }

  void effects() {
    const auto select = fmt::format(
        "SELECT id, position, version, number, not_before, channel, body, state, {}, {} FROM effect WHERE id > ? "
        "ORDER BY id",
        version_ < 2 ? "CASE state WHEN 'claimed' THEN not_before END" : "claimed_at",
        version_ < 2 ? "1" : "sum = hotline_sum(position, version, number, not_before, channel, body)");
    const auto last =
        std::max(last_of("SELECT max(id) FROM effect"),
                 last_of("SELECT max(id) FROM (SELECT id FROM effect ORDER BY position, version, number)"));
    std::uint64_t seen = 0;
    each_readable(select, last, [&](const Use& use) {
      ++seen;
      Wreck::EffectRow row;
      row.position = use.count(1);
      row.effect = {use.count(2), static_cast<std::uint32_t>(use.count(3)), use.instant(4), use.text(5), use.text(6)};
      row.state = use.text(7);
      if (const auto claimed = use.optional_text(8)) row.claimed_at = use.instant(8);
      if (use.integer(9) == 1)
        wreck_.effects.push_back(std::move(row));
      else
        wreck_.faults.push_back(
            fmt::format("effect {}.{} of entry {} was changed", row.effect.version, row.effect.number, row.position));
    });
    if (seen < last) wreck_.faults.push_back(fmt::format("{} effects cannot be read", last - seen));
  }

  SQLite::Database& db_;
  Wreck& wreck_;
  std::string why_;
  int version_ = newest_version;
  Position written_down_ = 0;
};

// Those that nothing leads to any more.
void add_carved(Wreck& wreck, const std::string& file, const std::string& log) {
  std::set<Position> known;
  for (const KeptRow& row : wreck.rows) known.insert(row.kept.position);
  carve(file, log, [&](KeptRow row) {
    if (known.insert(row.kept.position).second) wreck.rows.push_back(std::move(row));
  });
  std::sort(wreck.rows.begin(), wreck.rows.end(),
            [](const KeptRow& a, const KeptRow& b) { return a.kept.position < b.kept.position; });
  if (!wreck.rows.empty()) wreck.last = std::max(wreck.last, wreck.rows.back().kept.position);
  for (const KeptRow& row : wreck.rows) {
    wreck.altered.erase(row.kept.position);
    wreck.epoch = std::max(wreck.epoch, row.epoch);
  }
}

}  // namespace

Wreck read_wreck(const std::filesystem::path& copy) {
  Wreck wreck;
  // Before SQLite folds the log away; a log that is damaged in the middle may hold more than SQLite takes from it.
  const auto log = bytes_of(copy.string() + "-wal");
  const auto before = bytes_of(copy);
  try {
    SQLite::Database db(copy.string(), SQLite::OPEN_READWRITE);
    Reading(db, wreck).all();
  } catch (const SQLite::Exception& exception) {
    wreck.faults.push_back(fmt::format("SQLite cannot open the file: {}", exception.what()));
  }
  add_carved(wreck, before, log);
  return wreck;
}

}  // namespace hotline

#include "store/wreck.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "store/carve.hpp"
#include "store/sqlite_entries.hpp"
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
    attempt([&] { older_ = read_identity(db).version < 2; });
  }

  void all() {
    attempt([&] {
      SQLite::Statement store(db_, "SELECT epoch, last_position FROM store");
      Use use(store);
      if (!use.next()) return;
      wreck_.epoch = use.count(0);
      wreck_.last = use.count(1);
    });
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

  // Both indexes hold all that is asked of them, so the table itself is not read.
  void index() {
    const bool whole = attempt([&] {
      SQLite::Statement of_case(db_, "SELECT position, case_id, version FROM entry ORDER BY case_id, version");
      for (Use use(of_case); use.next();)
        wreck_.index.insert_or_assign(use.count(0), Wreck::IndexRow{{use.text(1)}, use.count(2), std::nullopt});
      SQLite::Statement of_command(
          db_, "SELECT position, command FROM entry WHERE command IS NOT NULL ORDER BY command, part");
      for (Use use(of_command); use.next();)
        if (const auto known = wreck_.index.find(use.count(0)); known != wreck_.index.end())
          known->second.command = CommandId{use.text(1)};
    });
    if (!whole) wreck_.faults.push_back(fmt::format("the index of entries cannot be read to its end: {}", why_));
    if (!wreck_.index.empty()) wreck_.last = std::max(wreck_.last, wreck_.index.rbegin()->first);
    wreck_.last = std::max(wreck_.last, last_of("SELECT max(position) FROM entry"));
  }

  void entries() {
    each_readable(select_entries("WHERE position > ? ORDER BY position", older_), wreck_.last, [&](const Use& use) {
      KeptRow row = row_of(use);
      if (older_) row.sum = sum_of(row.view());
      if (stands_alone(row))
        wreck_.rows.push_back(std::move(row));
      else
        wreck_.altered.insert(row.kept.position);
    });
  }

  void documents() {
    const auto select = fmt::format("SELECT rowid, name, epoch, text, {} FROM document WHERE rowid > ? ORDER BY rowid",
                                    older_ ? "1" : "sum = hotline_sum(name, epoch, text)");
    std::set<std::uint64_t> seen;
    const auto last = last_of("SELECT max(rowid) FROM document");
    each_readable(select, last, [&](const Use& use) {
      seen.insert(use.count(0));
      if (use.integer(4) == 1)
        wreck_.documents.push_back({use.count(2), {use.text(1), use.text(3)}});
      else
        wreck_.faults.push_back(fmt::format("document '{}' of epoch {} was changed", use.text(1), use.count(2)));
    });
    if (last == 0 && wreck_.epoch > 0) wreck_.faults.push_back("no document can be read");
    if (seen.size() < last) wreck_.faults.push_back(fmt::format("{} documents cannot be read", last - seen.size()));
  }

  void hints() {
    const bool whole = attempt([&] {
      SQLite::Statement all(db_, "SELECT name, key, case_id FROM hint JOIN queue ON queue.id = hint.queue");
      for (Use use(all); use.next();) wreck_.hints.push_back({{use.text(2)}, {use.text(0), use.integer(1)}});
    });
    if (!whole) wreck_.faults.push_back(fmt::format("not every hint can be read: {}", why_));
  }

  void effects() {
    const auto select = fmt::format(
        "SELECT id, position, version, number, not_before, channel, body, state, {}, {} FROM effect WHERE id > ? "
        "ORDER BY id",
        older_ ? "CASE state WHEN 'claimed' THEN not_before END" : "claimed_at",
        older_ ? "1" : "sum = hotline_sum(position, version, number, not_before, channel, body)");
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
  bool older_ = false;
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

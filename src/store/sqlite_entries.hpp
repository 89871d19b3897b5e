// The entries of the file: written in commit order, and read back only if their bytes are those that were written.
#pragma once

#include <functional>
#include <string_view>
#include <variant>

#include <SQLiteCpp/SQLiteCpp.h>

#include "store/behind.hpp"
#include "store/kept_row.hpp"
#include "store/remembered.hpp"
#include "store/sqlite_schema.hpp"

namespace hotline {

class Use;

std::string select_entries(const char* which, int version = newest_version);  // of the file
KeptRow row_of(const Use& use);                                               // of such a selection

class SqliteEntries {
 public:
  SqliteEntries(SQLite::Database& db, std::string file, Behind& behind)
      : db_(db), file_(std::move(file)), behind_(behind) {}

  Head head(const CaseId& case_id);
  bool knows(const CommandId& command);
  // With the sum that is due to it.
  void add(const RowView& row);
  // By what they are found, once that is written down.
  void list(const CaseId& case_id, const Behind::OfCase& entries);
  void list(const CommandId& command, const Behind::OfCommand& entries);

  struct Ends {
    Position last = 0;
    Position written_down = 0;  // up to here entries are found from the file
    friend bool operator==(const Ends&, const Ends&) = default;
  };
  // How far the entries go is written beside them as well, so that a lost end shows.
  Result<Ends> ends();
  void set(const Ends& ends);
  std::uint64_t count();

  Result<std::vector<KeptEntry>> load(const CaseId& case_id);
  Result<std::vector<KeptEntry>> find(const CommandId& command);
  std::vector<CaseId> cases(const CaseId& after, std::size_t limit);
  Result<std::vector<KeptEntry>> read(Position after, std::size_t limit);
  // What is still to be written down: again behind, and its hints with `move`.
  Result<void> recall(const Ends& ends, const std::function<void(const CaseId&, const std::string& hints)>& move);
  std::vector<std::string> faults();  // where what is written down is not that of the entries

 private:
  Result<std::vector<KeptRow>> rows(std::string_view what, SQLite::Statement& listed, const std::string& id,
                                    const std::vector<Position>& behind);

  SQLite::Database& db_;
  std::string file_;
  Behind& behind_;
  Remembered<Head> heads_;              // by case
  Remembered<std::monostate> unknown_;  // commands that were looked for in vain
  SQLite::Statement last_of_case_{db_, "SELECT max(position) FROM entry_of_case WHERE case_id = ?"};
  SQLite::Statement head_{db_, "SELECT version, hash FROM entry WHERE position = ? AND case_id = ?"};
  SQLite::Statement knows_{db_, "SELECT 1 FROM entry_of_command WHERE command = ?"};
  SQLite::Statement ends_{
      db_, "SELECT last_position, written_down, (SELECT ifnull(max(position), 0) FROM entry) FROM store"};
  SQLite::Statement count_{db_, "SELECT count(*) FROM entry"};
  SQLite::Statement set_ends_{db_, "UPDATE store SET last_position = ?, written_down = ?"};
  SQLite::Statement add_{db_,
                         "INSERT INTO entry (position, command, case_id, expected, version, recorded_at, hash_before, "
                         "hash, events, epoch, part, sum, hints) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  // A process that ended in between may have written some of them down already.
  SQLite::Statement list_of_case_{db_,
                                  "INSERT OR IGNORE INTO entry_of_case (case_id, position, version) VALUES (?, ?, ?)"};
  SQLite::Statement list_of_command_{db_, "INSERT OR IGNORE INTO entry_of_command (command, position) VALUES (?, ?)"};
  SQLite::Statement of_case_{db_, "SELECT position FROM entry_of_case WHERE case_id = ? ORDER BY position"};
  SQLite::Statement of_command_{db_, "SELECT position FROM entry_of_command WHERE command = ? ORDER BY position"};
  SQLite::Statement cases_{db_,
                           "SELECT DISTINCT case_id FROM entry_of_case WHERE case_id > ? ORDER BY case_id LIMIT ?"};
  SQLite::Statement at_{db_, select_entries("WHERE position = ?")};
  SQLite::Statement after_{db_, select_entries("WHERE position > ? ORDER BY position LIMIT ?")};
};

}  // namespace hotline

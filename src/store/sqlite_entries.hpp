// The entries of the file: written in commit order, and read back only if their bytes are those that were written.
#pragma once

#include <variant>

#include <SQLiteCpp/SQLiteCpp.h>

#include "store/kept_row.hpp"
#include "store/remembered.hpp"

namespace hotline {

class Use;

std::string select_entries(const char* which, bool without_sums = false);  // as in format 1
KeptRow row_of(const Use& use);                                            // of such a selection

class SqliteEntries {
 public:
  SqliteEntries(SQLite::Database& db, std::string file) : db_(db), file_(std::move(file)) {}

  Head head(const CaseId& case_id);
  bool knows(const CommandId& command);
  // With the sum that is due to it.
  void add(const RowView& row);

  // How far the entries go is written beside them as well, so that a lost end shows.
  Result<Position> last();
  void set_last(Position position);
  std::uint64_t count();

  Result<std::vector<KeptEntry>> load(const CaseId& case_id);
  Result<std::vector<KeptEntry>> find(const CommandId& command);
  std::vector<CaseId> cases(const CaseId& after, std::size_t limit);
  Result<std::vector<KeptEntry>> read(Position after, std::size_t limit);

 private:
  SQLite::Database& db_;
  std::string file_;
  Remembered<Head> heads_;              // by case
  Remembered<std::monostate> unknown_;  // commands that were looked for in vain
  SQLite::Statement head_{db_, "SELECT version, hash FROM entry WHERE case_id = ? ORDER BY version DESC LIMIT 1"};
  SQLite::Statement knows_{db_, "SELECT 1 FROM entry WHERE command = ?"};
  SQLite::Statement last_{db_, "SELECT last_position, (SELECT ifnull(max(position), 0) FROM entry) FROM store"};
  SQLite::Statement count_{db_, "SELECT count(*) FROM entry"};
  SQLite::Statement set_last_{db_, "UPDATE store SET last_position = ?"};
  SQLite::Statement add_{db_,
                         "INSERT INTO entry (position, command, case_id, expected, version, recorded_at, hash_before, "
                         "hash, events, epoch, part, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  SQLite::Statement of_case_{db_, select_entries("WHERE case_id = ? ORDER BY version")};
  SQLite::Statement of_command_{db_, select_entries("WHERE command = ? ORDER BY part")};
  SQLite::Statement cases_{db_, "SELECT DISTINCT case_id FROM entry WHERE case_id > ? ORDER BY case_id LIMIT ?"};
  SQLite::Statement after_{db_, select_entries("WHERE position > ? ORDER BY position LIMIT ?")};
};

}  // namespace hotline

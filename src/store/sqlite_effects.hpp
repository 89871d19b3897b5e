// The outbox of the file.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/store/store.hpp"

namespace hotline {

class SqliteEffects {
 public:
  explicit SqliteEffects(SQLite::Database& db) : db_(db) {}

  void add(Position position, const Effect& effect);
  std::vector<WaitingEffect> claim(Instant now, std::size_t limit);
  Result<void> settle(const CaseId& case_id, Version version, std::uint32_t number);

 private:
  SQLite::Database& db_;
  SQLite::Statement add_{db_,
                         "INSERT INTO effect (position, version, number, not_before, channel, body, state) "
                         "VALUES (?, ?, ?, ?, ?, ?, 'waiting')"};
  SQLite::Statement waiting_{db_,
                             "SELECT effect.id, case_id, effect.version, number, not_before, channel, body "
                             "FROM effect JOIN entry USING (position) WHERE state = 'waiting' AND not_before <= ? "
                             "ORDER BY not_before, effect.id LIMIT ?"};
  SQLite::Statement find_{db_,
                          "SELECT id, state FROM effect WHERE version = ?2 AND number = ?3 AND position = "
                          "(SELECT position FROM entry WHERE case_id = ?1 AND version >= ?2 ORDER BY version LIMIT 1)"};
  SQLite::Statement mark_{db_, "UPDATE effect SET state = ? WHERE id = ?"};
};

}  // namespace hotline

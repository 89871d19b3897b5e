// The outbox of the file.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/store/store.hpp"

namespace hotline {

class SqliteEffects {
 public:
  SqliteEffects(SQLite::Database& db, std::string file) : db_(db), file_(std::move(file)) {}

  void add(Position position, const Effect& effect);
  Result<std::vector<WaitingEffect>> claim(Instant now, std::size_t limit, const std::optional<std::string>& channel);
  Result<std::vector<ClaimedEffect>> claimed(const EffectKey& after, std::size_t limit);
  std::vector<EffectOutcome> settle(std::span<const EffectKey> keys, Settlement how);
  std::vector<EffectOutcome> put_back(std::span<const EffectKey> keys, std::optional<Instant> not_before);

 private:
  template <class Change>
  std::vector<EffectOutcome> each_open(std::span<const EffectKey> keys, const Change& change);

  SQLite::Database& db_;
  std::string file_;
  SQLite::Statement add_{db_,
                         "INSERT INTO effect (position, version, number, not_before, channel, body, state, sum) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', hotline_sum(?1, ?2, ?3, ?4, ?5, ?6))"};
  SQLite::Statement waiting_{db_,
                             select("state = 'waiting' AND not_before <= ? ORDER BY not_before, effect.id LIMIT ?")};
  SQLite::Statement waiting_on_{
      db_, select("state = 'waiting' AND not_before <= ? AND channel = ?3 ORDER BY not_before, effect.id LIMIT ?2")};
  SQLite::Statement claimed_{db_, select("state = 'claimed' AND (case_id, effect.version, number) > (?, ?, ?) "
                                         "ORDER BY case_id, effect.version, number LIMIT ?")};
  SQLite::Statement find_{db_,
                          "SELECT id, state FROM effect WHERE version = ?2 AND number = ?3 AND position = "
                          "(SELECT position FROM entry WHERE case_id = ?1 AND version >= ?2 ORDER BY version LIMIT 1)"};
  SQLite::Statement mark_{db_, "UPDATE effect SET state = ?, claimed_at = ? WHERE id = ?"};
  // A sum that is wrong stays wrong.
  SQLite::Statement wait_{
      db_,
      "UPDATE effect SET state = 'waiting', claimed_at = NULL, not_before = ifnull(?1, not_before), "
      "sum = CASE WHEN sum = hotline_sum(position, version, number, not_before, channel, body) "
      "THEN hotline_sum(position, version, number, ifnull(?1, not_before), channel, body) ELSE sum END WHERE id = ?2"};

  static std::string select(const char* which);
};

}  // namespace hotline

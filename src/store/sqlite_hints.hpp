// The hints of the file: what falls due next, by queue.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/store/store.hpp"
#include "store/remembered.hpp"

namespace hotline {

class SqliteHints {
 public:
  explicit SqliteHints(SQLite::Database& db);

  void replace(const CaseId& case_id, const std::vector<Hint>& hints);
  std::vector<std::string> queues();
  std::vector<DueHint> due(std::string_view queue, const DueHint& from, std::int64_t upto, std::size_t limit);

 private:
  using QueueId = std::int64_t;
  using Places = std::vector<std::pair<QueueId, std::int64_t>>;  // queue and key, in order

  QueueId id_of(const std::string& queue);
  Places standing(const CaseId& case_id);

  SQLite::Database& db_;
  SQLite::Statement queues_{db_, "SELECT id, name FROM queue"};
  SQLite::Statement add_queue_{db_, "INSERT INTO queue (name) VALUES (?)"};
  SQLite::Statement holds_{db_, "SELECT 1 FROM hint WHERE queue = ? LIMIT 1"};
  SQLite::Statement of_case_{db_, "SELECT queue, key FROM hint WHERE case_id = ?"};
  SQLite::Statement remove_{db_, "DELETE FROM hint WHERE queue = ? AND key = ? AND case_id = ?"};
  SQLite::Statement add_{db_, "INSERT INTO hint (queue, key, case_id) VALUES (?, ?, ?)"};
  SQLite::Statement due_{db_,
                         "SELECT key, case_id FROM hint WHERE queue = ? AND (key, case_id) >= (?, ?) AND key <= ? "
                         "ORDER BY key, case_id LIMIT ?"};
  Remembered<Places> standing_;                      // by case
  std::map<std::string, QueueId, std::less<>> ids_;  // a city has dozens; none is ever removed
};

}  // namespace hotline

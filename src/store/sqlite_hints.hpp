// The hints of the file: what falls due next, by queue.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/store/store.hpp"
#include "store/behind.hpp"
#include "store/remembered.hpp"

namespace hotline {

class SqliteHints {
 public:
  SqliteHints(SQLite::Database& db, Behind& behind);

  // The text that tells of it in the entry's own row, until it is written down; none if they stand there already.
  std::optional<std::string> move(const CaseId& case_id, const std::vector<Hint>& hints);
  void recall(const CaseId& case_id, const std::string& text);
  void write_down(const CaseId& case_id, const Places& hints);
  void replace(const CaseId& case_id, const std::vector<Hint>& hints);  // written down at once: nothing may be behind

  std::vector<std::string> queues();
  std::vector<DueHint> due(std::string_view queue, const DueHint& from, std::int64_t upto, std::size_t limit);

 private:
  QueueId id_of(const std::string& queue);
  Places places_of(const std::vector<Hint>& hints);
  Places written_down(const CaseId& case_id);
  bool stand(const CaseId& case_id, const Places& hints);
  std::vector<DueHint> due(QueueId queue, const DueHint& from, std::int64_t upto, std::size_t limit);

  SQLite::Database& db_;
  Behind& behind_;
  SQLite::Statement queues_{db_, "SELECT id, name FROM queue"};
  SQLite::Statement add_queue_{db_, "INSERT INTO queue (name) VALUES (?)"};
  SQLite::Statement of_case_{db_, "SELECT queue, key FROM hint WHERE case_id = ?"};
  SQLite::Statement remove_{db_, "DELETE FROM hint WHERE queue = ? AND key = ? AND case_id = ?"};
  SQLite::Statement add_{db_, "INSERT INTO hint (queue, key, case_id) VALUES (?, ?, ?)"};
  SQLite::Statement due_{db_,
                         "SELECT key, case_id FROM hint WHERE queue = ? AND (key, case_id) >= (?, ?) AND key <= ? "
                         "ORDER BY key, case_id"};
  Remembered<Places> standing_;                      // by case
  std::map<std::string, QueueId, std::less<>> ids_;  // a city has dozens; none is ever removed
};

std::string text_of(const Places& hints);
Places places_in(const std::string& text);

}  // namespace hotline

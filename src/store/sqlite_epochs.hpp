// Which rules and calendars were in force, and their texts. Every epoch's documents stay; the latest of a name is read.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/store/store.hpp"

namespace hotline {

class SqliteEpochs {
 public:
  explicit SqliteEpochs(SQLite::Database& db) : db_(db) {}

  Epoch current();
  void begin(Epoch next, std::span<const Document> documents);
  std::optional<std::string> document(std::string_view name);
  std::vector<std::string> names();

 private:
  SQLite::Database& db_;
  SQLite::Statement current_{db_, "SELECT epoch FROM store"};
  SQLite::Statement begin_{db_, "UPDATE store SET epoch = ?"};
  SQLite::Statement add_{db_, "INSERT OR REPLACE INTO document (name, epoch, text) VALUES (?, ?, ?)"};
  SQLite::Statement latest_{db_, "SELECT text FROM document WHERE name = ? ORDER BY epoch DESC LIMIT 1"};
  SQLite::Statement names_{db_, "SELECT DISTINCT name FROM document ORDER BY name"};
};

}  // namespace hotline

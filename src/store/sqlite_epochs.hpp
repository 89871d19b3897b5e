// Which rules and calendars were in force, and their texts. Every epoch's documents stay; the latest of a name is read.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/store/store.hpp"

namespace hotline {

class SqliteEpochs {
 public:
  SqliteEpochs(SQLite::Database& db, std::string file) : db_(db), file_(std::move(file)) {}

  Epoch current();
  void begin(Epoch next, std::span<const Document> documents);
  Result<std::optional<std::string>> document(std::string_view name);
  std::vector<std::string> names();

 private:
  SQLite::Database& db_;
  std::string file_;
  SQLite::Statement current_{db_, "SELECT epoch FROM store"};
  SQLite::Statement begin_{db_, "UPDATE store SET epoch = ?"};
  SQLite::Statement add_{db_,
                         "INSERT OR REPLACE INTO document (name, epoch, text, sum) "
                         "VALUES (?1, ?2, ?3, hotline_sum(?1, ?2, ?3))"};
  SQLite::Statement latest_{db_,
                            "SELECT text, epoch, sum = hotline_sum(name, epoch, text) FROM document WHERE name = ? "
                            "ORDER BY epoch DESC LIMIT 1"};
  SQLite::Statement names_{db_, "SELECT DISTINCT name FROM document ORDER BY name"};
};

}  // namespace hotline

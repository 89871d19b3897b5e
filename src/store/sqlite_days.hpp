// On which day were the entries recorded? One row a day: where the latest recording so far first reached it.
//
// Clocks of hosts differ, so recording is not sorted by position; but before that row nothing was recorded on its day
// or later. A row too few only makes a reader begin earlier.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/base/result.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

class SqliteDays {
 public:
  SqliteDays(SQLite::Database& db, std::string file);

  void note(Position position, Instant recorded_at);  // of entries, as they are added
  Result<Position> recorded_before(Instant at);
  std::vector<std::string> faults();  // where the rows are not those of the entries

 private:
  using Day = std::int64_t;  // since 1970, by UTC

  SQLite::Database& db_;
  std::string file_;
  SQLite::Statement latest_of_all_{db_, "SELECT max(day) FROM day"};
  SQLite::Statement add_{db_, "INSERT INTO day (day, position, sum) VALUES (?1, ?2, hotline_sum(?1, ?2))"};
  SQLite::Statement begin_of_{db_,
                              "SELECT day, position, sum = hotline_sum(day, position) FROM day WHERE day <= ? "
                              "ORDER BY day DESC LIMIT 1"};
  std::optional<Day> latest_;
};

}  // namespace hotline

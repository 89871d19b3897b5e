#include "store/sqlite_days.hpp"

#include <chrono>

#include <fmt/format.h>

#include "store/sqlite_fault.hpp"
#include "store/sqlite_use.hpp"

namespace hotline {
namespace {

// As note() would have written them: a day is new where no entry before was recorded on it or later.
constexpr const char* rows_of_the_entries =
    "SELECT day, position, hotline_sum(day, position) FROM ("
    "SELECT position, day, max(day) OVER (ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS "
    "latest "
    "FROM (SELECT position, recorded_at / 86400 - (recorded_at % 86400 < 0) AS day FROM entry)) "
    "WHERE latest IS NULL OR day > latest";

std::int64_t day_of(Instant at) { return std::chrono::floor<std::chrono::days>(at).time_since_epoch().count(); }

}  // namespace

SqliteDays::SqliteDays(SQLite::Database& db, std::string file) : db_(db), file_(std::move(file)) {
  Use use(latest_of_all_);
  if (use.next() && use.optional_text(0)) latest_ = use.integer(0);
}

void SqliteDays::note(Position position, Instant recorded_at) {
  const Day day = day_of(recorded_at);
  if (latest_ && day <= *latest_) return;
  Use(add_, day, position).run();
  latest_ = day;
}

Result<Position> SqliteDays::recorded_before(Instant at) {
  Use use(begin_of_, day_of(at));
  if (!use.next()) return 0;
  if (use.integer(2) != 1) return damaged(file_, fmt::format("where day {} begins", use.integer(0)));
  return use.count(1) - 1;
}

std::vector<std::string> SqliteDays::faults() {
  SQLite::Statement differ(
      db_, fmt::format("WITH wanted (day, position, sum) AS ({}) "
                       "SELECT day FROM (SELECT * FROM wanted EXCEPT SELECT * FROM day) "
                       "UNION SELECT day FROM (SELECT * FROM day EXCEPT SELECT * FROM wanted) ORDER BY day",
                       rows_of_the_entries));
  std::vector<std::string> found;
  while (differ.executeStep())
    found.push_back(fmt::format("where day {} of the entries begins is wrong", differ.getColumn(0).getInt64()));
  return found;
}

}  // namespace hotline

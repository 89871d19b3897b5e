#include "measure/recount.hpp"

#include <limits>

#include <SQLiteCpp/SQLiteCpp.h>

#include "measure/played.hpp"

namespace hotline::test {
namespace {

std::int64_t seconds(const std::optional<Instant>& at, std::int64_t otherwise) {
  return at ? at->time_since_epoch().count() : otherwise;
}

void fill(SQLite::Database& database, const std::vector<KeptLines>& entries) {
  database.exec("CREATE TABLE entry(case_id TEXT, number INTEGER, events TEXT)");
  SQLite::Transaction all(database);
  SQLite::Statement insert(database, "INSERT INTO entry VALUES (?, ?, ?)");
  for (const KeptLines& entry : entries) {
    insert.bind(1, entry.case_id);
    insert.bind(2, entry.number);
    insert.bind(3, entry.events);
    insert.exec();
    insert.reset();
  }
  all.commit();
}

// The whole, where there is nothing in `by`.
void count(SQLite::Database& database, const std::string& by, std::int64_t from, std::int64_t to,
           std::map<std::string, SlowRate>& into) {
  const std::string row = by.empty() ? "''" : by;
  SQLite::Statement sums(database, "SELECT measure, " + row + ", sum(hits), sum(base) FROM counted WHERE at >= ? AND " +
                                       "at < ? AND " + row + " IS NOT NULL GROUP BY 1, 2");
  sums.bind(1, from);
  sums.bind(2, to);
  while (sums.executeStep()) {
    SlowRate& rate = into[sums.getColumn(0).getString()];
    const Fraction sum{sums.getColumn(2).getInt64(), sums.getColumn(3).getInt64()};
    (by.empty() ? rate.rate : rate.groups[{by, sums.getColumn(1).getString()}]) = sum;
  }
}

}  // namespace

Recount::Recount(const std::vector<KeptLines>& entries)
    : database_{std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)} {
  fill(*database_, entries);
  database_->exec(measure_file("recount.sql"));
}

Recount::~Recount() = default;

std::map<std::string, SlowRate> Recount::rates(std::optional<Instant> from, std::optional<Instant> to) const {
  std::map<std::string, SlowRate> rates;
  for (const std::string by : {"", "department", "seat", "month", "taken"})
    count(*database_, by, seconds(from, std::numeric_limits<std::int64_t>::min()),
          seconds(to, std::numeric_limits<std::int64_t>::max()), rates);
  return rates;
}

}  // namespace hotline::test

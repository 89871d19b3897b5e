#include "store/sqlite_sum.hpp"

#include <sqlite3.h>

#include "store/row_sum.hpp"

namespace hotline {
namespace {

void sum_columns(sqlite3_context* context, int count, sqlite3_value** values) {
  RowSummer summer;
  for (int i = 0; i < count; ++i) {
    const void* bytes = sqlite3_value_blob(values[i]);  // of a number: as it is written
    const auto length = static_cast<std::size_t>(sqlite3_value_bytes(values[i]));
    summer.add({static_cast<const char*>(bytes), bytes == nullptr ? 0 : length});
  }
  const RowSum sum = summer.end();
  sqlite3_result_blob(context, sum.data(), static_cast<int>(sum.size()), SQLITE_TRANSIENT);
}

}  // namespace

void add_sum(SQLite::Database& db) {
  constexpr int any_number = -1;
  db.createFunction("hotline_sum", any_number, true, nullptr, sum_columns, nullptr, nullptr, nullptr);
}

}  // namespace hotline

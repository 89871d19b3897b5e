// The figures of recount.toml, counted a second time by SQL over the entries of a store: recount.sql.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/measure/measure.hpp"

namespace SQLite {
class Database;
}

namespace hotline::test {

struct SlowRate {
  Fraction rate;
  std::map<std::pair<std::string, std::string>, Fraction> groups;  // by, row
};

struct KeptLines {  // an entry of a case, as a store keeps it
  std::string case_id;
  std::int64_t number = 0;
  std::string events;
};

class Recount {
 public:
  explicit Recount(const std::vector<KeptLines>& entries);
  ~Recount();

  // The period is half-open.
  std::map<std::string, SlowRate> rates(std::optional<Instant> from, std::optional<Instant> to) const;

 private:
  std::unique_ptr<SQLite::Database> database_;
};

}  // namespace hotline::test

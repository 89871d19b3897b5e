// The month's figures counted straight from the log's rows, one second and one date at a time. It knows nothing of
// hotline: no calendar, no rules, no engine.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace hotline::test {

struct Kept {  // how a promise ended
  std::int64_t on_time = 0;
  std::int64_t late = 0;
  std::int64_t overdue = 0;
  std::int64_t open = 0;
  std::int64_t cancelled = 0;
};

struct Share {
  std::int64_t hits = 0;
  std::int64_t of = 0;
};

struct Recount {
  // measure -> what it is broken down by, and the row; nothing and nothing: all
  std::map<std::string, std::map<std::pair<std::string, std::string>, Share>> rates;
  std::map<std::string, Kept> promises;  // by target
  std::int64_t signed_by_timer = 0;
};

Recount recount(const std::string& csv);

}  // namespace hotline::test

// How a prepared statement is used once.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/store/store.hpp"

namespace hotline {

// Bound in order, stepped, and reset when it ends, also by an exception: a statement left stepped would keep the log
// from being folded into the file, one left failed would refuse its next use.
class Use {
 public:
  template <class... Values>
  explicit Use(SQLite::Statement& statement, const Values&... values) : statement_(statement) {
    (bind(values), ...);
  }
  ~Use() { statement_.tryReset(); }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

  bool next() { return statement_.executeStep(); }
  void run() { statement_.exec(); }

  std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
  std::uint64_t count(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  Instant instant(int column) const { return Instant(std::chrono::seconds(integer(column))); }
  std::string text(int column) const { return statement_.getColumn(column).getString(); }
  std::optional<std::string> optional_text(int column) const;
  Digest digest(int column) const;  // all zero unless the column has its size

 private:
  // SQLite counts in signed 64 bits; what is larger stands for "no limit".
  template <std::integral Value>
  void bind(Value value) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    statement_.bind(++bound_, std::cmp_greater(value, most) ? most : static_cast<std::int64_t>(value));
  }
  void bind(const std::string& value) { statement_.bind(++bound_, value); }
  void bind(const Digest& value) { statement_.bind(++bound_, value.data(), static_cast<int>(value.size())); }
  void bind(Instant value) { bind(value.time_since_epoch().count()); }
  template <class Tag>
  void bind(const Id<Tag>& value) {
    bind(value.text);
  }
  template <class Value>
  void bind(const std::optional<Value>& value) {
    value ? bind(*value) : statement_.bind(++bound_);
  }

  SQLite::Statement& statement_;
  int bound_ = 0;
};

}  // namespace hotline

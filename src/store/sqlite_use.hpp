// How a prepared statement is used once.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>

#include "hotline/store/store.hpp"

namespace hotline {

// Bound in order, stepped, and reset when it ends, also by an exception: a statement left stepped would keep the log
// from being folded into the file, one left failed would refuse its next use. Texts and blobs that have a name are
// bound where they are, others are copied.
class Use {
 public:
  template <class... Values>
  explicit Use(SQLite::Statement& statement, Values&&... values) : statement_(statement) {
    (bind(std::forward<Values>(values)), ...);
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
  template <std::size_t size>
  std::array<std::byte, size> bytes(int column) const {  // all zero unless the column has that size
    std::array<std::byte, size> bytes{};
    const auto found = statement_.getColumn(column);
    if (const void* blob = found.getBlob(); blob && std::cmp_equal(found.getBytes(), size))
      std::memcpy(bytes.data(), blob, size);
    return bytes;
  }
  Digest digest(int column) const { return bytes<std::tuple_size_v<Digest>>(column); }

 private:
  // SQLite counts in signed 64 bits; what is larger stands for "no limit".
  template <std::integral Value>
  void bind(Value value) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    statement_.bind(++bound_, std::cmp_greater(value, most) ? most : static_cast<std::int64_t>(value));
  }
  void bind(const std::string& value) { statement_.bindNoCopy(++bound_, value); }
  void bind(std::string&& value) { statement_.bind(++bound_, value); }
  template <std::size_t size>
  void bind(const std::array<std::byte, size>& value) {
    statement_.bindNoCopy(++bound_, value.data(), static_cast<int>(size));
  }
  template <std::size_t size>
  void bind(std::array<std::byte, size>&& value) {
    statement_.bind(++bound_, value.data(), static_cast<int>(size));
  }
  void bind(Instant value) { bind(value.time_since_epoch().count()); }
  template <class Tag>
  void bind(const Id<Tag>& value) {
    bind(value.text);
  }
  template <class Tag>
  void bind(Id<Tag>&& value) {
    bind(std::move(value.text));
  }
  template <class Value>
  void bind(const std::optional<Value>& value) {
    value ? bind(*value) : statement_.bind(++bound_);
  }
  template <class Value>
  void bind(std::optional<Value>&& value) {
    value ? bind(std::move(*value)) : statement_.bind(++bound_);
  }

  SQLite::Statement& statement_;
  int bound_ = 0;
};

}  // namespace hotline

// A checksum over the columns of a row: for what is in no case's chain. SQLite itself keeps none.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hotline {

using RowSum = std::array<std::byte, 16>;

// Over the columns and over where each one ends; numbers as they are written.
class RowSummer {
 public:
  RowSummer();
  RowSummer& add(std::string_view column);
  RowSummer& add(std::int64_t number);
  RowSummer& add(std::uint64_t number);
  RowSum end() const;

 private:
  std::string columns_;
};

}  // namespace hotline

// A checksum over the columns of a row: for what is in no case's chain. SQLite itself keeps none.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace hotline {

using RowSum = std::array<std::byte, 16>;

// Over the columns and over where each one ends; numbers as they are written.
class RowSummer {
 public:
  RowSummer& add(std::string_view column);
  template <std::integral Number>
  RowSummer& add(Number number) {
    return add(std::string_view(std::to_string(number)));
  }
  RowSum end() const;

 private:
  std::string columns_;
};

}  // namespace hotline

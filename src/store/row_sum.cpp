#include "store/row_sum.hpp"

#include <fmt/format.h>
#include <sodium/crypto_generichash.h>

namespace hotline {

RowSummer::RowSummer() { columns_.reserve(512); }  // one allocation for an entry's row

RowSummer& RowSummer::add(std::string_view column) {
  const fmt::format_int size(column.size());
  columns_.append(size.data(), size.size()).append(1, ' ').append(column);
  return *this;
}

RowSummer& RowSummer::add(std::int64_t number) {
  const fmt::format_int digits(number);
  return add(std::string_view(digits.data(), digits.size()));
}

RowSummer& RowSummer::add(std::uint64_t number) {
  const fmt::format_int digits(number);
  return add(std::string_view(digits.data(), digits.size()));
}

RowSum RowSummer::end() const {
  RowSum sum;
  crypto_generichash(reinterpret_cast<unsigned char*>(sum.data()), sum.size(),
                     reinterpret_cast<const unsigned char*>(columns_.data()), columns_.size(), nullptr, 0);
  return sum;
}

}  // namespace hotline

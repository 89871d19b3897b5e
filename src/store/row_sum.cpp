#include "store/row_sum.hpp"

namespace hotline {

RowSummer::RowSummer() { crypto_generichash_init(&state_, nullptr, 0, std::tuple_size_v<RowSum>); }

RowSummer& RowSummer::add(std::string_view column) {
  const auto length = std::to_string(column.size()) + ' ';
  crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(length.data()), length.size());
  crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(column.data()), column.size());
  return *this;
}

RowSum RowSummer::end() {
  RowSum sum;
  crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(sum.data()), sum.size());
  return sum;
}

}  // namespace hotline

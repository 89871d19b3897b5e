#include "store/row_sum.hpp"

#include <fmt/format.h>
#include <sodium/crypto_generichash.h>

namespace hotline {

RowSummer& RowSummer::add(std::string_view column) {
  columns_.append(fmt::format_int(column.size()).c_str()).push_back(' ');
  columns_.append(column);
  return *this;
}

RowSum RowSummer::end() const {
  RowSum sum;
  crypto_generichash(reinterpret_cast<unsigned char*>(sum.data()), sum.size(),
                     reinterpret_cast<const unsigned char*>(columns_.data()), columns_.size(), nullptr, 0);
  return sum;
}

}  // namespace hotline

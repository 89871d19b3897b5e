#include "store/sqlite_use.hpp"

namespace hotline {

std::optional<std::string> Use::optional_text(int column) const {
  if (statement_.getColumn(column).isNull()) return std::nullopt;
  return text(column);
}

}  // namespace hotline

#include "store/sqlite_use.hpp"

#include <cstring>

namespace hotline {

std::optional<std::string> Use::optional_text(int column) const {
  if (statement_.getColumn(column).isNull()) return std::nullopt;
  return text(column);
}

Digest Use::digest(int column) const {
  Digest digest{};
  const auto bytes = statement_.getColumn(column);
  if (const void* blob = bytes.getBlob(); blob && bytes.getBytes() == static_cast<int>(digest.size()))
    std::memcpy(digest.data(), blob, digest.size());
  return digest;
}

}  // namespace hotline

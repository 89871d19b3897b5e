#include "store/sqlite_epochs.hpp"

#include <fmt/format.h>

#include "store/sqlite_fault.hpp"
#include "store/sqlite_use.hpp"

namespace hotline {

Epoch SqliteEpochs::current() {
  Use use(current_);
  use.next();
  return use.count(0);
}

void SqliteEpochs::begin(Epoch next, std::span<const Document> documents) {
  for (const Document& document : documents) Use(add_, document.name, next, document.text).run();
  Use(begin_, next).run();
}

Result<std::optional<std::string>> SqliteEpochs::document(std::string_view name) {
  Use use(latest_, std::string(name));
  if (!use.next()) return std::nullopt;
  if (use.integer(2) != 1) return damaged(file_, fmt::format("document '{}' of epoch {}", name, use.count(1)));
  return use.text(0);
}

std::vector<std::string> SqliteEpochs::names() {
  std::vector<std::string> names;
  for (Use use(names_); use.next();) names.push_back(use.text(0));
  return names;
}

}  // namespace hotline

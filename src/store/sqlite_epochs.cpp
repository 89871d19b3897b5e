#include "store/sqlite_epochs.hpp"

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

std::optional<std::string> SqliteEpochs::document(std::string_view name) {
  Use use(latest_, std::string(name));
  return use.next() ? std::optional(use.text(0)) : std::nullopt;
}

std::vector<std::string> SqliteEpochs::names() {
  std::vector<std::string> names;
  for (Use use(names_); use.next();) names.push_back(use.text(0));
  return names;
}

}  // namespace hotline

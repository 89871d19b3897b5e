#include "store/sqlite_hints.hpp"

#include <set>

#include "store/sqlite_use.hpp"

namespace hotline {

SqliteHints::SqliteHints(SQLite::Database& db) : db_(db) {
  Use use(queues_);
  while (use.next()) ids_.emplace(use.text(1), use.integer(0));
}

SqliteHints::QueueId SqliteHints::id_of(const std::string& queue) {
  if (const auto known = ids_.find(queue); known != ids_.end()) return known->second;
  Use(add_queue_, queue).run();
  return ids_.emplace(queue, db_.getLastInsertRowid()).first->second;
}

// Most of a case's hints stay as they are; each one moved is a distant row, so only those that moved are written.
void SqliteHints::replace(const CaseId& case_id, const std::vector<Hint>& hints) {
  std::set<std::pair<QueueId, std::int64_t>> wanted;
  for (const Hint& hint : hints) wanted.emplace(id_of(hint.queue), hint.key);
  std::set<std::pair<QueueId, std::int64_t>> gone;
  for (Use use(of_case_, case_id); use.next();)
    if (const std::pair kept{use.integer(0), use.integer(1)}; wanted.erase(kept) == 0) gone.insert(kept);
  for (const auto& [queue, key] : gone) Use(remove_, queue, key, case_id).run();
  for (const auto& [queue, key] : wanted) Use(add_, queue, key, case_id).run();
}

std::vector<std::string> SqliteHints::queues() {
  std::vector<std::string> names;
  for (const auto& [name, id] : ids_)
    if (Use(holds_, id).next()) names.push_back(name);
  return names;
}

std::vector<DueHint> SqliteHints::due(std::string_view queue, const DueHint& from, std::int64_t upto,
                                      std::size_t limit) {
  std::vector<DueHint> page;
  const auto known = ids_.find(queue);
  if (known == ids_.end()) return page;
  Use use(due_, known->second, from.key, from.case_id, upto, limit);
  while (use.next()) page.push_back({use.integer(0), CaseId{use.text(1)}});
  return page;
}

}  // namespace hotline

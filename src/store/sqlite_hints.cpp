#include "store/sqlite_hints.hpp"

#include <algorithm>

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
  Places wanted;
  for (const Hint& hint : hints) wanted.emplace_back(id_of(hint.queue), hint.key);
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  const Places* known = standing_.find(case_id.text);
  const Places kept = known != nullptr ? *known : standing(case_id);
  const auto is_in = [](const Places& places, const auto& one) {
    return std::binary_search(places.begin(), places.end(), one);
  };
  for (const auto& one : kept)
    if (!is_in(wanted, one)) Use(remove_, one.first, one.second, case_id).run();
  for (const auto& one : wanted)
    if (!is_in(kept, one)) Use(add_, one.first, one.second, case_id).run();
  standing_.put(case_id.text, std::move(wanted));
}

SqliteHints::Places SqliteHints::standing(const CaseId& case_id) {
  Places places;
  for (Use use(of_case_, case_id); use.next();) places.emplace_back(use.integer(0), use.integer(1));
  std::sort(places.begin(), places.end());
  return places;
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

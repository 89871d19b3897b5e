#include "store/sqlite_hints.hpp"

#include <algorithm>
#include <limits>
#include <sstream>

#include <fmt/format.h>

#include "store/sqlite_use.hpp"

namespace hotline {

std::string text_of(const Places& hints) {
  std::string text;
  for (const auto& [queue, key] : hints) {
    if (!text.empty()) text += ' ';
    text.append(fmt::format_int(queue).c_str()).append(1, ' ').append(fmt::format_int(key).c_str());
  }
  return text;
}

Places places_in(const std::string& text) {
  Places hints;
  std::istringstream in(text);
  for (std::pair<QueueId, std::int64_t> one; in >> one.first >> one.second;) hints.push_back(one);
  return hints;
}

SqliteHints::SqliteHints(SQLite::Database& db, Behind& behind) : db_(db), behind_(behind) {
  Use use(queues_);
  while (use.next()) ids_.emplace(use.text(1), use.integer(0));
}

QueueId SqliteHints::id_of(const std::string& queue) {
  if (const auto known = ids_.find(queue); known != ids_.end()) return known->second;
  Use(add_queue_, queue).run();
  return ids_.emplace(queue, db_.getLastInsertRowid()).first->second;
}

Places SqliteHints::places_of(const std::vector<Hint>& hints) {
  Places places;
  for (const Hint& hint : hints) places.emplace_back(id_of(hint.queue), hint.key);
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

Places SqliteHints::written_down(const CaseId& case_id) {
  Places places;
  for (Use use(of_case_, case_id); use.next();) places.emplace_back(use.integer(0), use.integer(1));
  std::sort(places.begin(), places.end());
  return places;
}

bool SqliteHints::stand(const CaseId& case_id, const Places& hints) {
  if (const Places* known = standing_.find(case_id.text)) return *known == hints;
  if (const Places* moved = behind_.hints(case_id)) return *moved == hints;
  return written_down(case_id) == hints;
}

std::optional<std::string> SqliteHints::move(const CaseId& case_id, const std::vector<Hint>& hints) {
  Places places = places_of(hints);
  if (stand(case_id, places)) return std::nullopt;
  auto text = text_of(places);
  behind_.move(case_id, places);
  standing_.put(case_id.text, std::move(places));
  return text;
}

void SqliteHints::recall(const CaseId& case_id, const std::string& text) { behind_.move(case_id, places_in(text)); }

// Most of a case's hints stay as they are; each one moved is a distant row, so only those that moved are written.
void SqliteHints::write_down(const CaseId& case_id, const Places& hints) {
  const Places before = written_down(case_id);
  const auto is_in = [](const Places& places, const auto& one) {
    return std::binary_search(places.begin(), places.end(), one);
  };
  for (const auto& one : before)
    if (!is_in(hints, one)) Use(remove_, one.first, one.second, case_id).run();
  for (const auto& one : hints)
    if (!is_in(before, one)) Use(add_, one.first, one.second, case_id).run();
}

void SqliteHints::replace(const CaseId& case_id, const std::vector<Hint>& hints) {
  Places places = places_of(hints);
  write_down(case_id, places);
  standing_.put(case_id.text, std::move(places));
}

std::vector<std::string> SqliteHints::queues() {
  const DueHint first{std::numeric_limits<std::int64_t>::min(), {}};
  std::vector<std::string> names;
  for (const auto& [name, id] : ids_)
    if (!due(id, first, std::numeric_limits<std::int64_t>::max(), 1).empty()) names.push_back(name);
  return names;
}

std::vector<DueHint> SqliteHints::due(std::string_view queue, const DueHint& from, std::int64_t upto,
                                      std::size_t limit) {
  const auto known = ids_.find(queue);
  return known == ids_.end() ? std::vector<DueHint>{} : due(known->second, from, upto, limit);
}

// Of a case whose hints have moved, what the file says of it is past.
std::vector<DueHint> SqliteHints::due(QueueId queue, const DueHint& from, std::int64_t upto, std::size_t limit) {
  std::vector<DueHint> page;
  const auto& moved = behind_.moved(queue);
  auto next = moved.lower_bound(from);
  const auto take_moved = [&](const DueHint* before) {
    for (; page.size() < limit && next != moved.end() && next->key <= upto && (!before || *next < *before); ++next)
      page.push_back(*next);
  };
  for (Use use(due_, queue, from.key, from.case_id, upto); page.size() < limit && use.next();) {
    DueHint hint{use.integer(0), CaseId{use.text(1)}};
    if (behind_.hints(hint.case_id) != nullptr) continue;
    take_moved(&hint);
    if (page.size() < limit) page.push_back(std::move(hint));
  }
  take_moved(nullptr);
  return page;
}

}  // namespace hotline

#include "kept.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "hotline/store/sqlite_store.hpp"

namespace hotline {
Result<std::unique_ptr<SqliteStore>> open_kept(const std::string& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error))
    return fail(Fault::not_found, fmt::format("there is no file '{}': hotline replay --db writes one", file));
  return open_sqlite_store(file);
}

Result<KeptCase> kept_case(Store& store, const CaseId& id) {
  const auto entries = store.load(id);
  if (!entries) return tl::make_unexpected(entries.error());
  KeptCase kept;
  kept.matter.id = id;
  for (const KeptEntry& entry : *entries) {
    const auto events = events_in(entry.entry.events);
    if (!events) return tl::make_unexpected(events.error());
    for (const Event& event : *events) evolve(kept.matter, event);
    kept.events.insert(kept.events.end(), events->begin(), events->end());
    kept.recorded_at = entry.entry.recorded_at;
  }
  return kept;
}

}  // namespace hotline

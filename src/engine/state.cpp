#include "engine/state.hpp"

namespace hotline {
namespace {

constexpr std::size_t cases_in_memory = 1'000'000;
constexpr std::size_t cases_per_page = 1'000;

}  // namespace

Result<Held> EngineState::committed(const CaseId& id) {
  if (const auto found = memory.find(id); found != memory.end()) return found->second;
  return store.load(id).and_then([&](const std::vector<KeptEntry>& entries) { return held_from(id, entries); });
}

Result<void> each_id(Store& store, const std::function<Result<void>(const CaseId&)>& visit) {
  CaseId after;
  for (;;) {
    const auto ids = store.cases(after, cases_per_page);
    if (!ids) return tl::make_unexpected(ids.error());
    if (ids->empty()) return {};
    for (const CaseId& id : *ids)
      if (const auto visited = visit(id); !visited) return visited;
    after = ids->back();
  }
}

void EngineState::remember(const CaseId& id, Held held) {
  if (memory.size() >= cases_in_memory) memory.clear();
  memory.insert_or_assign(id, std::move(held));
}

}  // namespace hotline

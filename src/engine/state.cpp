#include "engine/state.hpp"

namespace hotline {
namespace {

constexpr std::size_t cases_in_memory = 1'000'000;

}  // namespace

Result<Held> EngineState::committed(const CaseId& id) {
  if (const auto found = memory.find(id); found != memory.end()) return found->second;
  return store.load(id).and_then([&](const std::vector<KeptEntry>& entries) { return held_from(id, entries); });
}

void EngineState::remember(const CaseId& id, Held held) {
  if (memory.size() >= cases_in_memory) memory.clear();
  memory.insert_or_assign(id, std::move(held));
}

}  // namespace hotline

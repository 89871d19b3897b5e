#include "engine/state.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

constexpr std::size_t cases_in_memory = 1'000'000;

}  // namespace

Result<Held> EngineState::kept(const CaseId& id) {
  return store.load(id).and_then([&](const std::vector<KeptEntry>& entries) { return held_from(id, entries); });
}

Result<Held*> EngineState::hold(const CaseId& id) {
  if (Held* const held = memory.find(id)) return held;
  return kept(id).map([&](Held held) { return &memory.put(id, std::move(held)); });
}

Result<void> EngineState::believe(Instant now) {
  std::optional<Instant>& seen = vigilance.last_seen;
  if (seen && vigilance.longest_leap && now > *seen + *vigilance.longest_leap) {
    return fail(Fault::refused,
                fmt::format("the clock leapt from {} to {}, further than the {} s allowed: confirm it, or set it right",
                            to_text(*seen, Zone::utc()), to_text(now, Zone::utc()), vigilance.longest_leap->count()));
  }
  seen = std::max(seen.value_or(now), now);
  return {};
}

void EngineState::make_room() {
  if (memory.size() > cases_in_memory) memory.clear();
}

}  // namespace hotline

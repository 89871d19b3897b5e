#include "engine/held.hpp"

#include <variant>

#include "hotline/core/queue.hpp"

namespace hotline {
namespace {

// What a rung tells waits in the outbox under the version of its event.
void ask_for_effects(const Event& event, Version version, std::vector<Effect>& effects) {
  const auto* rung = std::get_if<RungReached>(&event.what);
  if (rung == nullptr) return;
  std::uint32_t number = 0;
  for (const std::string& role : rung->tell)
    effects.push_back({version, number++, rung->tell_at, role, to_line(event)});
}

}  // namespace

void Held::evolve_all(const std::vector<Event>& events) {
  for (const Event& event : events) evolve(matter, event);
}

Entry Held::take(Instant now, const std::vector<Event>& events) {
  Entry entry;
  entry.case_id = matter.id;
  entry.expected = matter.version;
  entry.recorded_at = now;
  for (const Event& event : events) {
    evolve(matter, event);
    ask_for_effects(event, matter.version, entry.effects);
  }
  entry.version = matter.version;
  entry.events = to_lines(events);
  entry.hash = chain_over(head, entry.events);
  head = entry.hash;
  recorded_at = now;
  return entry;
}

Result<Held> held_from(const CaseId& id, const std::vector<KeptEntry>& entries) {
  Held held;
  held.matter.id = id;
  held.head = chain_start(id);
  for (const KeptEntry& kept : entries) {
    const auto events = events_in(kept.entry.events);
    if (!events) return tl::make_unexpected(events.error());
    held.evolve_all(*events);
    held.head = kept.entry.hash;
    held.recorded_at = kept.entry.recorded_at;
  }
  return held;
}

Result<std::vector<Hint>> hints_of(const Case& matter, const InForce& in_force) {
  return hints(matter, in_force).map([](const std::vector<QueuedKey>& places) {
    std::vector<Hint> result;
    for (const QueuedKey& place : places) result.push_back({to_text(place.queue), place.key});
    return result;
  });
}

}  // namespace hotline

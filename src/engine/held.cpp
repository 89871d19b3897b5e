#include "engine/held.hpp"

#include <algorithm>
#include <variant>

#include "hotline/core/queue.hpp"

namespace hotline {
namespace {

// What rungs and transitions tell waits in the outbox under the version of its event. Of several rungs of one clock
// written down at once, after a time when nobody looked, the ladder says which are told.
class Telling {
 public:
  Telling(const std::vector<Event>& events, const Rules& rules) : events_(events), rules_(rules) {}

  void ask(const Event& event, Version version, std::vector<Effect>& effects) const {
    if (const auto* rung = std::get_if<RungReached>(&event.what)) {
      if (is_told(*rung)) ask_for(rung->tell, rung->tell_at, event, version, effects);
    } else if (const auto* told = std::get_if<RolesTold>(&event.what)) {
      ask_for(told->tell, event.at, event, version, effects);
    }
  }

 private:
  static void ask_for(const std::vector<std::string>& roles, Instant at, const Event& event, Version version,
                      std::vector<Effect>& effects) {
    std::uint32_t number = 0;
    for (const std::string& role : roles) effects.push_back({version, number++, at, role, to_line(event)});
  }

  bool is_told(const RungReached& rung) const {
    std::uint32_t highest = rung.rung;
    std::size_t at_once = 0;
    for (const Event& event : events_) {
      const auto* other = std::get_if<RungReached>(&event.what);
      if (other == nullptr || other->clock != rung.clock) continue;
      highest = std::max(highest, other->rung);
      ++at_once;
    }
    if (at_once < 2) return true;
    const Target* target = rules_.target(rung.clock.target);
    const Ladder* ladder = target == nullptr ? nullptr : rules_.ladder(target->ladder);
    switch (ladder == nullptr ? Missed::all : ladder->missed) {
      case Missed::highest:
        return rung.rung == highest;
      case Missed::held:
        return false;
      case Missed::all:
        break;
    }
    return true;
  }

  const std::vector<Event>& events_;
  const Rules& rules_;
};

}  // namespace

Result<void> Held::take(const Entry& entry) {
  const auto events = events_in(entry.events);
  if (!events) return tl::make_unexpected(events.error());
  for (const Event& event : *events) evolve(matter, event);
  recorded_at = entry.recorded_at;
  return {};
}

Entry Held::entry_of(const std::vector<Event>& events, Instant now, const Rules& rules) {
  const Telling telling(events, rules);
  Entry entry;
  entry.case_id = matter.id;
  entry.expected = matter.version - events.size();
  entry.version = matter.version;
  entry.recorded_at = now;
  entry.events = to_lines(events);
  for (Version version = entry.expected; const Event& event : events) telling.ask(event, ++version, entry.effects);
  recorded_at = now;
  return entry;
}

Result<Held> held_from(const CaseId& id, const std::vector<KeptEntry>& entries) {
  Held held;
  held.matter.id = id;
  for (const KeptEntry& kept : entries)
    if (const auto taken = held.take(kept.entry); !taken) return tl::make_unexpected(taken.error());
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

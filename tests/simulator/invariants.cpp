#include "simulator/invariants.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/names.hpp"
#include "hotline/core/due.hpp"
#include "hotline/core/queue.hpp"

namespace hotline::test {
namespace {

std::string difference(const std::string& bytes, const std::string& wanted) {
  const auto same = static_cast<std::size_t>(
      std::mismatch(bytes.begin(), bytes.end(), wanted.begin(), wanted.end()).first - bytes.begin());
  const std::size_t line = bytes.rfind('\n', same) == bytes.npos ? 0 : bytes.rfind('\n', same) + 1;
  const auto line_of = [&](const std::string& text) {
    return line < text.size() ? text.substr(line, text.find('\n', line) - line) : std::string{"nothing more"};
  };
  return fmt::format("{} after {} bytes and should have {}", line_of(bytes), line, line_of(wanted));
}

// The clock an event is about, if it is about one.
const ClockRef* clock_of(const Event& event) {
  return std::visit(
      [](const auto& what) -> const ClockRef* {
        if constexpr (requires { what.clock; })
          return &what.clock;
        else
          return nullptr;
      },
      event.what);
}

const Clock* find(const Case& matter, const ClockRef& ref) {
  const Ticket* ticket = matter.ticket(ref.ticket);
  if (ticket == nullptr) return nullptr;
  for (const Clock& clock : ticket->clocks)
    if (clock.target == ref.target && clock.cycle == ref.cycle) return &clock;
  return nullptr;
}

template <class... Kinds>
bool is_any(const Event& event) {
  return (std::holds_alternative<Kinds>(event.what) || ...);
}

bool ends(const Event& event) {
  return is_any<ClockMet, ClockCancelled, ClockSuperseded, ClockCorrected, TimerRan>(event);
}

}  // namespace

std::string acknowledged_is_kept(const Stand& stand) {
  std::map<CaseId, std::string> kept;
  for (const KeptEntry& each : stand.entries) kept[each.entry.case_id] += each.entry.events;
  for (const auto& [id, life] : stand.model.lives())
    if (kept[id] != life.bytes) return fmt::format("case '{}' has {}", id.text, difference(kept[id], life.bytes));
  for (const auto& [id, bytes] : kept)
    if (!stand.model.lives().contains(id)) return fmt::format("nobody told of case '{}'", id.text);
  for (const auto& [id, version] : stand.model.applied()) {
    const auto found = stand.store.find(id);
    if (!found) return found.error().message;
    if (found->empty() || found->front().entry.version != version || found->front().command != id)
      return fmt::format("command '{}' is not found at version {}", id.text, version);
  }
  return {};
}

std::string refused_leaves_nothing(const Stand& stand) {
  for (const KeptEntry& kept : stand.entries)
    if (kept.command && !stand.model.applied().contains(*kept.command))
      return fmt::format("command '{}' was never applied", kept.command->text);
  for (const CommandId& id : stand.model.refused()) {
    const auto found = stand.store.find(id);
    if (!found) return found.error().message;
    if (!found->empty()) return fmt::format("refused command '{}' is known", id.text);
  }
  return {};
}

std::string versions_have_no_gap(const Stand& stand) {
  std::map<CaseId, Version> versions;
  std::set<std::pair<CommandId, CaseId>> commands;
  Position last = 0;
  for (const KeptEntry& kept : stand.entries) {
    const Entry& entry = kept.entry;
    Version& version = versions[entry.case_id];
    if (kept.position != ++last) return fmt::format("entry {} follows entry {}", kept.position, last - 1);
    if (entry.expected != version || entry.version <= entry.expected)
      return fmt::format("case '{}' goes from {} to {} after {}", entry.case_id.text, entry.expected, entry.version,
                         version);
    version = entry.version;
    if (kept.command && !commands.emplace(*kept.command, entry.case_id).second)
      return fmt::format("command '{}' is there twice", kept.command->text);
  }
  return {};
}

std::string replay_is_memory(const Stand& stand) {
  for (const auto& [id, life] : stand.model.lives()) {
    const auto loaded = stand.engine.load(id);
    if (!loaded) return loaded.error().message;
    Case folded;
    folded.id = id;
    const auto events = events_in(life.bytes);
    if (!events) return events.error().message;
    for (const Event& event : *events) evolve(folded, event);
    if (!(folded == life.matter)) return fmt::format("case '{}' differs when its own bytes are folded", id.text);
    if (!(folded == *loaded)) return fmt::format("case '{}' differs in the engine", id.text);
    if (to_lines(*events) != life.bytes) return fmt::format("case '{}': its bytes are not canonical", id.text);
  }
  return {};
}

std::string recording_never_goes_back(const Happening& it) {
  if (it.event.at > it.entry.recorded_at) return "recorded before it happened";
  const auto* moved = std::get_if<StateChanged>(&it.event.what);
  if (moved == nullptr) return {};
  const Ticket* ticket = it.before.ticket(moved->ticket);
  return ticket != nullptr && it.event.at < ticket->changed_at ? "a change of state goes back" : "";
}

std::string a_cycle_ends_once(const Happening& it) {
  const ClockRef* ref = clock_of(it.event);
  if (ref == nullptr) return {};
  const Clock* clock = find(it.before, *ref);
  if (is_any<ClockStarted>(it.event)) {
    const Ticket* ticket = it.before.ticket(ref->ticket);
    if (clock != nullptr) return "this cycle was begun before";
    return ticket != nullptr && ticket->open_clock(ref->target) != nullptr ? "its last cycle is still open" : "";
  }
  if (clock == nullptr) return "no such cycle";
  if (is_any<ClockBreached>(it.event) && clock->breached) return "breached twice";
  return ends(it.event) && !clock->is_open() ? "its cycle had ended" : "";
}

std::string no_rung_fires_twice(const Happening& it) {
  const auto* rung = std::get_if<RungReached>(&it.event.what);
  if (rung == nullptr) return {};
  const Clock* clock = find(it.before, rung->clock);
  return clock != nullptr && clock->rungs.contains(rung->rung) ? "reached twice" : "";
}

std::string nothing_fires_early(const Happening& it) {
  if (!is_any<ClockBreached, RungReached, TimerRan>(it.event)) return {};
  if (it.event.at >= it.entry.recorded_at) return "fired early";
  const ClockRef& ref = *clock_of(it.event);
  const Clock* clock = find(it.before, ref);
  if (clock == nullptr || is_any<RungReached>(it.event)) return {};
  const auto due = due_of(it.before, *it.before.ticket(ref.ticket), *clock, it.in_force);
  if (!due) return due.error().message;
  return *due == it.event.at ? "" : fmt::format("was due at {}", due->time_since_epoch().count());
}

std::string due_moves_only_at_its_own_event(const Happening& it) {
  const ClockRef* ref = clock_of(it.event);
  const bool may_move = is_any<ClockResumed, ClockExtended, ClockRekeyed>(it.event);
  for (const Ticket& ticket : it.before.tickets)
    for (const Clock& clock : ticket.clocks) {
      const ClockRef own{ticket.number, clock.target, clock.cycle};
      const Clock* now = find(it.after, own);
      if (now == nullptr) return "a clock is gone";
      const bool moved = now->key != clock.key || now->budget != clock.budget || now->line != clock.line;
      if (moved && !(may_move && ref != nullptr && *ref == own))
        return fmt::format("moves the due of '{}', cycle {}", clock.target, clock.cycle);
    }
  return {};
}

std::string paused_clocks_stand_still(const Happening& it) {
  const ClockRef* ref = clock_of(it.event);
  const Clock* clock = ref == nullptr ? nullptr : find(it.before, *ref);
  if (clock == nullptr || clock->status != Clock::Status::paused) return {};
  if (is_any<ClockBreached, TimerRan>(it.event)) return "fired while it was paused";
  const Clock* now = find(it.after, *ref);
  const bool costs = is_any<ClockResumed>(it.event) && now->key - now->from != clock->key - clock->from;
  return costs ? "the pause cost time" : "";
}

std::string moves_follow_the_rules(const Happening& it) {
  const auto* moved = std::get_if<StateChanged>(&it.event.what);
  if (moved == nullptr) return {};
  const Ticket* ticket = it.before.ticket(moved->ticket);
  if (ticket == nullptr || ticket->state != moved->from) return "it was not there";
  if (moved->verb == raise_verb && ticket->kind == escalation_kind) return {};
  for (const Transition& way : it.in_force.rules_of(it.before).workflow(ticket->kind)->transitions)
    if (way.on == moved->verb && has(way.from, moved->from) && way.to_from(moved->from) == moved->to) return {};
  return "no such transition";
}

std::string ends_leave_no_clock_open(const Stand& stand) {
  for (const auto& [id, life] : stand.model.lives())
    for (const Ticket& ticket : life.matter.tickets) {
      if (!stand.model.in_force().rules_of(life.matter).workflow(ticket.kind)->is_final(ticket.state)) continue;
      for (const Clock& clock : ticket.clocks)
        if (clock.is_open()) return fmt::format("case '{}' has ended and '{}' is open", id.text, clock.target);
    }
  return {};
}

std::string hints_are_those_of_the_cases(const Stand& stand) {
  std::set<std::tuple<std::string, Key, std::string>> wanted, kept;
  for (const auto& [id, life] : stand.model.lives()) {
    const auto stands = hints(life.matter, stand.model.in_force());
    if (!stands) return stands.error().message;
    for (const QueuedKey& hint : *stands) wanted.emplace(to_text(hint.queue), hint.key, id.text);
  }
  const auto queues = stand.store.queues();
  if (!queues) return queues.error().message;
  for (const std::string& queue : *queues) {
    const auto due =
        stand.store.due(queue, {std::numeric_limits<Key>::min(), {}}, std::numeric_limits<Key>::max(), 10'000);
    if (!due) return due.error().message;
    for (const DueHint& hint : *due) kept.emplace(queue, hint.key, hint.case_id.text);
  }
  return kept == wanted ? "" : fmt::format("{} hints are kept, {} are due", kept.size(), wanted.size());
}

namespace {

template <class Of>
struct Check {
  std::string name;
  std::string (*holds)(const Of&);
};

template <class Of, std::size_t count>
std::string first_broken(const Check<Of> (&checks)[count], const Of& of) {
  for (const Check<Of>& check : checks)
    if (const std::string fault = check.holds(of); !fault.empty()) return check.name + ": " + fault;
  return {};
}

const Check<Stand> of_stands[] = {{"I1", acknowledged_is_kept},         {"I2", refused_leaves_nothing},
                                  {"I3", versions_have_no_gap},         {"I4", replay_is_memory},
                                  {"I8", hints_are_those_of_the_cases}, {"I13", ends_leave_no_clock_open}};

const Check<Happening> of_events[] = {{"I5", recording_never_goes_back},
                                      {"I6", a_cycle_ends_once},
                                      {"I7", no_rung_fires_twice},
                                      {"I8", nothing_fires_early},
                                      {"I9", due_moves_only_at_its_own_event},
                                      {"I12", paused_clocks_stand_still},
                                      {"I13", moves_follow_the_rules}};

struct Watched {
  Case matter;
  Instant recorded_at = Instant::min();
};

}  // namespace

std::string broken_invariant(const Stand& stand) {
  if (const std::string fault = first_broken(of_stands, stand); !fault.empty()) return fault;
  std::map<CaseId, Watched> cases;
  for (const KeptEntry& kept : stand.entries) {
    Watched& watched = cases[kept.entry.case_id];
    watched.matter.id = kept.entry.case_id;
    if (kept.entry.recorded_at < watched.recorded_at)
      return fmt::format("I5: entry {} was recorded before the one it follows", kept.position);
    watched.recorded_at = kept.entry.recorded_at;
    const auto events = events_in(kept.entry.events);
    if (!events) return events.error().message;
    for (const Event& event : *events) {
      const Case before = watched.matter;
      evolve(watched.matter, event);
      const std::string fault = first_broken(
          of_events, Happening{before, event, watched.matter, kept.entry, stand.model.under(watched.matter)});
      if (!fault.empty())
        return fmt::format("{}: case '{}', version {}: {}", fault, before.id.text, watched.matter.version,
                           to_line(event));
    }
  }
  return {};
}

}  // namespace hotline::test

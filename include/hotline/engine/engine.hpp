// A ticketing system's engine room: commands in, events kept, deadlines watched.
//
//   auto engine = Engine::open(*store, rules);
//   auto answer = engine->submit(command, now);          // applied, refused (why, what is allowed), repeated, conflict
//   engine->advance(now);                                // breaches, rungs and timers that fell due before now
//   sleep_until(*engine->next_wake());                   // nothing can happen before
//
// Promises: an answer is given after its events are on disk. Timers come before commands, each at its own instant, so
//           no verdict depends on how late or how often the host called. A command id counts once: the same id again
//           gets `repeated` and the first version. A refused command leaves no event of its own. After a leap of time
//           longer than the host allows nothing is taken and nothing fires until the host confirms it.
// Threads:  one at a time; two engines on two stores never interfere. Builds with assertions end the program when two
//           threads meet in one engine.
// Fails:    what the store reports: storage (unknown whether the batch is kept: open again), damaged, busy. After a
//           fault nothing half-done stays in memory.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/command.hpp"
#include "hotline/core/event.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/export.hpp"
#include "hotline/store/store.hpp"

namespace hotline {

struct Told {  // a command, and when we were told
  Command command;
  Instant recorded_at{};
  std::optional<Version> expected = {};  // of its case, as whoever tells it has seen it; another one is a conflict
};

// A clock that leaps is more often wrong than late.
struct Vigilance {
  std::optional<std::chrono::seconds> longest_leap = {};  // none: every instant is believed
  std::optional<Instant> last_seen = {};                  // by the host, before this engine was opened
};

struct Answer {
  enum class Kind { applied, refused, repeated, conflict };
  Kind kind = Kind::applied;
  Version version = 0;        // of the case after it
  std::vector<Event> events;  // of an applied command: its own, not what fell due before it
  Error why;                  // of a refused one
};

struct EngineState;

class HOTLINE_API Engine {
 public:
  // Keeps the rules in the store. A version that is kept there already must be the same text: a change is a new
  // version.
  static Result<Engine> open(Store& store, Rules rules, Vigilance vigilance = {});
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  Result<Answer> submit(const Command& command, Instant now);
  Result<std::vector<Answer>> submit(std::span<const Told> batch);  // one commit; in order of being told

  Result<void> advance(Instant now);
  void confirm(Instant now);  // it is that late indeed
  Result<std::optional<Instant>> next_wake();

  // Whether a message that has waited, for an opening or a slow receiver, still has a reason: a rung's, while its clock
  // is open in that cycle; a transition's, always. For claim_checked (store/outbox.hpp).
  Result<bool> still_wanted(const WaitingEffect& effect);

  const InForce& in_force() const;
  Result<Case> load(const CaseId& id);                                    // version 0: no such case
  Result<void> each_case(const std::function<void(const Case&)>& visit);  // in the order of their ids

 private:
  explicit Engine(std::unique_ptr<EngineState> state);
  std::unique_ptr<EngineState> state_;
};

}  // namespace hotline

// Where are the events kept, and what is promised once they are?
//
//   Unit unit{.command = id, .epoch = 1, .entries = {entry}};
//   store.append({&unit, 1});    // on return: on disk, or an error; each unit whole or not at all
//   store.load(case_id);         // every entry of the case, its chain checked
//
// One port for every store: ids, keys and bytes only, nothing of what they mean. It needs plain reads by key, inserts
// and updates: no locks, no notifications. Correctness comes from the unique (case, version) and from the epoch, so any
// number of writers may try and one wins.
//
// Promises: an applied unit survives any crash, same bytes. A unit that fails (conflict, repeated, stale) leaves
//           nothing and takes no other unit of its batch down. Bytes that do not match their chain are reported,
//           never returned.
// Caveats:  hints are derived from events; a store may lose them, never the entries.
// Threads:  one at a time; two stores never interfere.
//           Builds with assertions end the program when two threads meet in one store.
// Fails:    storage (the disk or library; whether the batch is kept is then unknown: open again and find() its
//           commands), full (nothing of the batch is kept, ask again when there is room), damaged, busy, foreign,
//           newer; bad_input for a unit that is not well formed or whose hash does
//           not continue its case's chain, and then nothing of its batch is kept.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/ids.hpp"
#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/export.hpp"
#include "hotline/store/chain.hpp"

namespace hotline {

using Version = std::uint64_t;   // of a case: how many events it has
using Position = std::uint64_t;  // of an entry in the whole store, from 1, in commit order
using Epoch = std::uint64_t;     // which rules and calendars were in force, from 1

struct Hint {  // "something of this case falls due at this key"; the queue says how keys become instants
  std::string queue;
  std::int64_t key = 0;
  friend auto operator<=>(const Hint&, const Hint&) = default;
};

struct Effect {         // something the host is asked to do outside; its key is (case, version, number)
  Version version = 0;  // of the event that asks for it
  std::uint32_t number = 0;
  Instant not_before{};
  std::string channel;
  std::string body;
  friend bool operator==(const Effect&, const Effect&) = default;
};

struct Entry {  // what one command, or the passing of time, added to one case
  CaseId case_id;
  Version expected = 0;  // the case's version before it
  Version version = 0;   // and after
  Instant recorded_at{};
  std::string events;  // version - expected lines, each one event's canonical bytes and '\n'; none: only hints change
  Digest hash{};       // of the case's chain after its last event; to append one, all zero lets the store work it out
  std::vector<Effect> effects;
  std::optional<std::vector<Hint>> hints;  // if given: replaces those of the case
};

struct Unit {
  std::optional<CommandId> command;  // none: time passed
  Epoch epoch = 0;
  std::vector<Entry> entries;  // one per case
};

struct Outcome {  // repeated comes before stale, stale before conflict
  enum class Kind { applied, conflict, repeated, stale } kind = Kind::applied;
  Version actual = 0;  // of the case in conflict
};

struct KeptEntry {  // an entry as read back; effects and hints stay in the store
  Position position = 0;
  std::optional<CommandId> command;
  Entry entry;
};

struct DueHint {
  std::int64_t key = 0;
  CaseId case_id;
  friend auto operator<=>(const DueHint&, const DueHint&) = default;
};

struct EffectKey {  // goes with everything sent outside, so that a receiver may know it when it comes twice
  CaseId case_id;
  Version version = 0;
  std::uint32_t number = 0;
  friend auto operator<=>(const EffectKey&, const EffectKey&) = default;
};

struct WaitingEffect {
  CaseId case_id;
  Effect effect;
  EffectKey key() const { return {case_id, effect.version, effect.number}; }
};

struct ClaimedEffect : WaitingEffect {  // perhaps sent, perhaps not: nobody has said
  Instant claimed_at{};
};

enum class Settlement { delivered, dropped };                // dropped: it was never sent and never will be
enum class EffectOutcome { done, settled_before, unknown };  // unknown: no such effect

struct Document {  // rules and calendars, kept whole under a name
  std::string name;
  std::string text;
};

class HOTLINE_API Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  virtual Result<std::vector<KeptEntry>> load(const CaseId& case_id) = 0;  // oldest first; empty: no such case
  virtual Result<std::vector<Outcome>> append(std::span<const Unit> batch) = 0;
  virtual Result<std::vector<KeptEntry>> find(const CommandId& command) = 0;  // the entries of its unit; empty: unknown
  virtual Result<std::vector<CaseId>> cases(const CaseId& after, std::size_t limit) = 0;  // in the order of their bytes
  virtual Result<std::vector<KeptEntry>> read(Position after, std::size_t limit) = 0;

  // All that was recorded at an instant or later is read from here on: every entry up to here was recorded before it.
  // No more than one UTC day's entries short of the last such place.
  virtual Result<Position> recorded_before(Instant at) = 0;

  virtual Result<std::vector<std::string>> queues() = 0;  // those that hold a hint, sorted
  // The hints of a queue with from <= (key, case) and key <= upto, in that order. The page after one starts at its last
  // hint with a NUL added to the case: no id contains one.
  virtual Result<std::vector<DueHint>> due(std::string_view queue, const DueHint& from, std::int64_t upto,
                                           std::size_t limit) = 0;

  virtual Result<Epoch> epoch() = 0;
  virtual Result<Epoch> begin_epoch(Epoch current, std::span<const Document> documents) = 0;  // conflict: not current
  virtual Result<std::optional<std::string>> document(std::string_view name) = 0;             // the latest of that name
  virtual Result<std::vector<std::string>> documents() = 0;                                   // their names, sorted

  // Waiting effects whose time has come, oldest first, marked as claimed. By channel, so that a slow one holds up no
  // other.
  virtual Result<std::vector<WaitingEffect>> claim(Instant now, std::size_t limit,
                                                   const std::optional<std::string>& channel) = 0;
  // In the order of their keys. After a crash these are the "maybe sent" (outbox.hpp says what to do about them).
  virtual Result<std::vector<ClaimedEffect>> claimed(const EffectKey& after, std::size_t limit) = 0;
  // Claimed or not; one commit, and one outcome for each key.
  virtual Result<std::vector<EffectOutcome>> settle(std::span<const EffectKey> keys, Settlement how) = 0;
  // Waiting again, to be tried from that instant on, or as before if none is given; one commit, and one outcome for
  // each key.
  virtual Result<std::vector<EffectOutcome>> put_back(std::span<const EffectKey> keys,
                                                      std::optional<Instant> not_before) = 0;

  Result<std::vector<WaitingEffect>> claim(Instant now, std::size_t limit) { return claim(now, limit, std::nullopt); }
  // One that was delivered. Fails: not_found; conflict if it is settled already.
  Result<void> settle(const CaseId& case_id, Version version, std::uint32_t number);
};

// Every case, in the order of its id's bytes; stops at the first error that `visit` returns.
HOTLINE_API Result<void> each_case_id(Store& store, const std::function<Result<void>(const CaseId&)>& visit);

}  // namespace hotline

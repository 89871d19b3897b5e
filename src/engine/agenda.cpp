#include "hotline/engine/agenda.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <set>

#include "engine/agenda_queue.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

// Keys are kept in 32 bits: every instant up to 2100 and a year of keys before 1970 have room. The few beyond, as of
// deadlines that a calendar will not see, are kept apart.
constexpr Key lowest = -(Key{1} << 25U);
constexpr std::uint32_t beyond = std::numeric_limits<std::uint32_t>::max();
constexpr Key highest = lowest + beyond - 1;

// What is cancelled stays where it is as long as no more than half is stale, and these.
constexpr std::size_t always_tolerated = 4'096;
constexpr std::size_t looks_for_each = 4;

constexpr Instant never = Instant::max();
constexpr Key no_key = std::numeric_limits<Key>::max();

bool is_near(Key key) { return lowest <= key && key <= highest; }
std::uint32_t kept_as(Key key) { return is_near(key) ? static_cast<std::uint32_t>(key - lowest) : beyond; }
Key key_kept_as(std::uint32_t kept) { return lowest + kept; }

}  // namespace

struct Agenda::State {
  // What lies beyond 32 bits: before all near keys, or after them.
  using Beyond = std::set<std::pair<Key, ClockId>>;

  struct Lane {
    Lane(AgendaRoom& room, QueueId id, QueueLines its) : lines(std::move(its)), near(room, id) {}

    QueueLines lines;
    AgendaQueue near;
    Beyond before;
    Beyond after;
    Key bound = no_key;   // nothing stands before it
    Instant due = never;  // of the bound
    bool looked = true;   // is `due` of the bound?

    Beyond& far(Key key) { return key < lowest ? before : after; }

    std::optional<Key> first_key() {
      if (!before.empty()) return before.begin()->first;
      if (const auto entry = near.first()) return key_kept_as(key_in(*entry));
      if (!after.empty()) return after.begin()->first;
      return std::nullopt;
    }
    void look_at(std::optional<Key> first) {
      bound = first.value_or(no_key);
      due = first ? due_of(*first) : never;
      looked = true;
    }
    Instant due_of(Key key) const {
      if (const auto at = lines.when(key)) return *at;
      const auto begun = lines.past(Instant{});
      return begun && key <= *begun ? Instant::min() : never;  // what lies before all instants is due at any
    }
    // Is something due before `now`? A bound is looked behind only once it is due.
    bool is_due(Instant now) {
      if (!looked) look_at(bound == no_key ? std::nullopt : std::optional{bound});
      if (due >= now) return false;
      look_at(first_key());
      return due < now;
    }
  };

  AgendaRoom room = {};
  std::deque<Lane> lanes = {};
  std::map<ClockId, Key> far_keys = {};
  std::size_t owed = 0;       // entries that tidying may look at
  QueueId tidying = 0;        // the queue at hand
  AgendaEntry tidied_to = 0;  // in it

  Key key_of(ClockId clock) const {
    const std::uint32_t kept = room.records.of(clock).key;
    return kept == beyond ? far_keys.at(clock) : key_kept_as(kept);
  }

  void leave(ClockId clock) {  // of one that is armed
    if (!far_keys.empty()) leave_far(clock);
    room.records.leave(clock);
    if (room.entries > 2 * --room.armed + always_tolerated) tidy();
  }

  void leave_far(ClockId clock) {
    const auto far = far_keys.find(clock);
    if (far == far_keys.end()) return;
    lanes[room.records.of(clock).queue].far(far->second).erase({far->second, clock});
    far_keys.erase(far);
  }

  // Those that leave pay for it, a leaf at a time.
  [[gnu::noinline]] void tidy() {
    owed += looks_for_each;
    if (owed < always_tolerated) return;
    const std::size_t looked_at = lanes[tidying].near.tidy(tidied_to);
    owed -= std::min(owed, std::max(looked_at, always_tolerated / 4));
    if (tidied_to == 0) tidying = tidying + 1 == lanes.size() ? 0 : tidying + 1;
  }

  void fall(Beyond& far, QueueId queue, Key upto, std::size_t most, std::vector<Fallen>& fell) {
    for (; fell.size() < most && !far.empty() && far.begin()->first <= upto; far.erase(far.begin())) {
      const auto [key, clock] = *far.begin();
      room.records.leave(clock);
      far_keys.erase(clock);
      fell.push_back({clock, {queue, key}});
      --room.armed;
    }
  }

  void fall(QueueId queue, Key upto, std::size_t most, std::vector<Fallen>& fell) {
    Lane& lane = lanes[queue];
    fall(lane.before, queue, upto, most, fell);
    if (upto >= lowest) {
      const AgendaEntry last = agenda_entry(kept_as(std::min(upto, highest)), std::numeric_limits<ClockId>::max());
      room.armed -= lane.near.take(last, most - fell.size(), [&](AgendaEntry entry) {
        fell.push_back({clock_in(entry), {queue, key_kept_as(key_in(entry))}});
      });
    }
    fall(lane.after, queue, upto, most, fell);
  }
};

Agenda::Agenda() : state_(std::make_unique<State>()) {}
Agenda::Agenda(Agenda&&) noexcept = default;
Agenda& Agenda::operator=(Agenda&&) noexcept = default;
Agenda::~Agenda() = default;

Agenda::QueueId Agenda::add(QueueLines lines) {
  const auto id = static_cast<QueueId>(state_->lanes.size());
  state_->lanes.emplace_back(state_->room, id, std::move(lines));
  return id;
}

void Agenda::revise(QueueId queue, QueueLines lines) {
  State::Lane& lane = state_->lanes[queue];
  lane.lines = std::move(lines);
  lane.looked = false;
}

void Agenda::arm(ClockId clock, QueueId queue, Key key) {
  State& state = *state_;
  const AgendaRecords::Record wanted{queue, kept_as(key)};
  if (state.room.records.is_armed(clock)) {
    if (wanted.key != beyond && state.room.records.of(clock) == wanted) return;
    state.leave(clock);
  }
  state.room.records.enter(clock, wanted);
  ++state.room.armed;
  State::Lane& lane = state.lanes[queue];
  if (wanted.key == beyond) {
    lane.far(key).emplace(key, clock);
    state.far_keys.emplace(clock, key);
  } else {
    lane.near.put(agenda_entry(wanted.key, clock));
  }
  if (key < lane.bound) {
    lane.bound = key;
    lane.looked = false;
  }
}

void Agenda::cancel(ClockId clock) {
  if (state_->room.records.is_armed(clock)) state_->leave(clock);
}

std::optional<Agenda::Place> Agenda::place(ClockId clock) const {
  if (!state_->room.records.is_armed(clock)) return std::nullopt;
  return Place{state_->room.records.of(clock).queue, state_->key_of(clock)};
}

Result<bool> Agenda::fire(Instant now, std::size_t most, std::vector<Fallen>& fell) {
  State& state = *state_;
  const std::size_t end = most > fell.max_size() - fell.size() ? fell.max_size() : fell.size() + most;
  using Head = std::pair<Instant, QueueId>;
  std::vector<Head> heads;  // a heap
  const auto enter = [&](QueueId queue) {
    if (!state.lanes[queue].is_due(now)) return;
    heads.emplace_back(state.lanes[queue].due, queue);
    std::push_heap(heads.begin(), heads.end(), std::greater{});
  };
  for (QueueId queue = 0; queue < state.lanes.size(); ++queue) enter(queue);
  while (!heads.empty()) {
    if (fell.size() >= end) return false;
    std::pop_heap(heads.begin(), heads.end(), std::greater{});
    const QueueId queue = heads.back().second;
    heads.pop_back();
    // As long as it goes before what the other queues begin with, a queue need not be asked for instants.
    Instant until = now;
    if (!heads.empty()) until = std::min(now, heads.front().first + (queue < heads.front().second ? 1s : 0s));
    const auto upto = state.lanes[queue].lines.past(until);
    if (!upto) return tl::make_unexpected(upto.error());
    state.fall(queue, std::max(*upto, state.lanes[queue].bound), end, fell);
    enter(queue);
  }
  return true;
}

std::optional<Instant> Agenda::next_wake() {
  Instant earliest = never;
  for (State::Lane& lane : state_->lanes) {
    lane.look_at(lane.first_key());
    earliest = std::min(earliest, lane.due);
  }
  return earliest == never ? std::nullopt : std::optional{earliest + 1s};
}

std::size_t Agenda::size() const { return state_->room.armed; }

std::size_t Agenda::bytes() const {
  std::size_t bytes = state_->room.chunks.bytes() + state_->room.records.bytes() +
                      (state_->room.moving.capacity() + state_->room.sorting.capacity()) * sizeof(AgendaEntry);
  for (const State::Lane& lane : state_->lanes) bytes += sizeof(lane) + lane.near.bytes();
  return bytes;
}

}  // namespace hotline

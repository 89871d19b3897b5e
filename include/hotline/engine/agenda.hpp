// What falls due next, of ten million clocks?
//
//   Agenda agenda;
//   const Agenda::QueueId office = agenda.add(QueueLines::of(queue, in_force).value());
//   agenda.arm(clock, office, key);                       // clock: the host's own number for it
//   agenda.fire(now, 1'000, fell);                        // those due before `now`, the earliest due first
//   agenda.revise(office, QueueLines::of(queue, adopted).value());   // a calendar changed: no clock is touched
//
// An agenda lives in memory and holds hints: for each clock one key in one queue. A queue maps keys to instants, never
// decreasing (core/queue.hpp), so it is kept by key, and a calendar that changes only the future changes nothing in it.
//
// Promises: each clock falls once, in the order of due instants; at one instant the queue added first, in a queue by
//   key, then by clock. The same calls give the same order anywhere. A clock is due once `now` is past its instant.
// Cost:     to arm, cancel and fire are some tens of nanoseconds each, whatever is armed; no call handles more than
//   8,192 entries at once beyond those it fires. 8 bytes for each clock number up to the highest, about 9 for each
//   entry. Cancelled entries are dropped when they are reached, or when they are more than half.
// Fails:    as past() of the queue does.
// Not here: what a clock that fell does (core/decide.hpp); keys of a case (hints(), core/queue.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/queue.hpp"
#include "hotline/export.hpp"

namespace hotline {

class HOTLINE_API Agenda {
 public:
  using QueueId = std::uint32_t;
  using ClockId = std::uint32_t;  // memory is kept for each number up to the highest: count from 0

  struct Place {
    QueueId queue = 0;
    Key key = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  struct Fallen {
    ClockId clock = 0;
    Place from;
    friend auto operator<=>(const Fallen&, const Fallen&) = default;
  };

  Agenda();
  Agenda(Agenda&&) noexcept;
  Agenda& operator=(Agenda&&) noexcept;
  ~Agenda();

  QueueId add(QueueLines lines);
  void revise(QueueId queue, QueueLines lines);

  void arm(ClockId clock, QueueId queue, Key key);  // it leaves where it stood
  void cancel(ClockId clock);                       // nothing, where it is not armed
  std::optional<Place> place(ClockId clock) const;

  // Adds those due before `now` to `fell`, at most `most` of them; false: there may be more.
  Result<bool> fire(Instant now, std::size_t most, std::vector<Fallen>& fell);

  // The first instant at which something is due; none: nothing is armed, or nothing falls due before 2101.
  std::optional<Instant> next_wake();

  std::size_t size() const;   // clocks armed
  std::size_t bytes() const;  // of memory

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hotline

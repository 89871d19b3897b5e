// The same life of many timers, told to hotline's agenda and to what one would use instead.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <ctime>
#include <numeric>
#include <queue>
#include <utility>
#include <vector>

#include "bench.hpp"
#include "hotline/engine/agenda.hpp"

namespace bench {

inline double thread_ns() {  // of this thread: what other programs take of a busy machine does not count
  timespec spent{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) * 1e9 + static_cast<double>(spent.tv_nsec);
}

// As Timed, for work that waits for nothing.
template <class Work>
class TimedOnThread {
 public:
  TimedOnThread(std::size_t count, Work work) : count_(static_cast<double>(count)), work_(std::move(work)) {}
  void round() {
    const double begun = thread_ns();
    work_();
    best_ = std::min(best_, (thread_ns() - begun) / count_);
  }
  double ns() const { return best_; }

 private:
  double count_;
  Work work_;
  double best_ = std::numeric_limits<double>::max();
};

// Due uniformly over 30 days, to the millisecond; all are armed, half of them cancelled in another order, and the rest
// fire in 1,000 steps of time.
struct TimerLoad {
  static constexpr std::uint32_t span = 30U * 86'400 * 1'000;
  static constexpr std::uint32_t steps = 1'000;
  std::vector<std::uint32_t> due;  // milliseconds from the beginning
  std::vector<std::uint32_t> cancelled;

  static std::uint32_t until(std::uint32_t step) { return span / steps * (step + 1); }  // due before it fires

  static TimerLoad of(std::size_t count) {
    Random random(42);
    TimerLoad load;
    load.due.reserve(count);
    for (std::size_t i = 0; i < count; ++i) load.due.push_back(static_cast<std::uint32_t>(random.below(span)));
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t i = 0; i < count / 2; ++i) std::swap(order[i], order[i + random.below(count - i)]);
    order.resize(count / 2);
    load.cancelled = std::move(order);
    return load;
  }
};

struct TimersFired {
  std::uint64_t count = 0;
  std::uint64_t checksum = 0;  // of which fired in which step
  bool in_order = true;
  std::uint32_t last = 0;

  void fired(std::uint32_t step, std::uint32_t timer, std::uint32_t due) {
    ++count;
    checksum += (std::uint64_t{step} << 32U | timer) * 0x9E3779B97F4A7C15ULL;
    in_order = in_order && last <= due;
    last = due;
  }
  bool same_as(const TimersFired& other) const {
    return in_order && other.in_order && count == other.count && checksum == other.checksum;
  }
};

// hotline counts seconds: here each stands for a millisecond.
inline TimersFired through_agenda(const TimerLoad& load) {
  using namespace hotline;
  TimersFired seen;
  Agenda agenda;
  const Agenda::QueueId queue = agenda.add(QueueLines(Line()));
  for (std::uint32_t i = 0; i < load.due.size(); ++i) agenda.arm(i, queue, load.due[i]);
  for (const std::uint32_t timer : load.cancelled) agenda.cancel(timer);
  std::vector<Agenda::Fallen> fell;
  for (std::uint32_t step = 0; step < TimerLoad::steps; ++step) {
    fell.clear();
    if (!agenda.fire(Instant{std::chrono::seconds{TimerLoad::until(step)}}, load.due.size(), fell)) std::abort();
    for (const Agenda::Fallen& one : fell) seen.fired(step, one.clock, static_cast<std::uint32_t>(one.from.key));
  }
  return seen;
}

inline TimersFired through_priority_queue(const TimerLoad& load) {
  struct Timer {
    std::int64_t due;
    std::uint32_t number;
    bool operator>(const Timer& other) const { return due > other.due; }
  };
  TimersFired seen;
  std::priority_queue<Timer, std::vector<Timer>, std::greater<>> queue;
  std::vector<char> gone(load.due.size());
  for (std::uint32_t i = 0; i < load.due.size(); ++i) queue.push({load.due[i], i});
  for (const std::uint32_t timer : load.cancelled) gone[timer] = 1;
  for (std::uint32_t step = 0; step < TimerLoad::steps; ++step)
    for (; !queue.empty() && queue.top().due < TimerLoad::until(step); queue.pop())
      if (const Timer& top = queue.top(); gone[top.number] == 0)
        seen.fired(step, top.number, static_cast<std::uint32_t>(top.due));
  return seen;
}

// The limit: nothing is put in order before all is known. Three passes of eleven bits hold the 32 of a due time.
inline TimersFired through_radix_sort(const TimerLoad& load) {
  constexpr unsigned bits = 11;
  constexpr std::uint32_t digits = 1U << bits;
  using Timer = std::uint64_t;  // due above, number below
  TimersFired seen;
  std::vector<Timer> armed;
  std::vector<char> gone(load.due.size());
  for (std::uint32_t i = 0; i < load.due.size(); ++i) armed.push_back(std::uint64_t{load.due[i]} << 32U | i);
  for (const std::uint32_t timer : load.cancelled) gone[timer] = 1;

  const auto digit = [](Timer timer, unsigned pass) { return (timer >> (32U + pass * bits)) % digits; };
  std::array<std::vector<std::uint32_t>, 3> begins;
  for (auto& counts : begins) counts.resize(digits);
  for (const Timer timer : armed)
    for (unsigned pass = 0; pass < 3; ++pass) ++begins[pass][digit(timer, pass)];
  std::vector<Timer> sorted(armed.size());
  for (unsigned pass = 0; pass < 3; ++pass) {
    std::exclusive_scan(begins[pass].begin(), begins[pass].end(), begins[pass].begin(), 0U);
    for (const Timer timer : armed) sorted[begins[pass][digit(timer, pass)]++] = timer;
    armed.swap(sorted);
  }
  armed.swap(sorted);

  std::size_t place = 0;
  for (std::uint32_t step = 0; step < TimerLoad::steps; ++step)
    for (; place < sorted.size() && sorted[place] >> 32U < TimerLoad::until(step); ++place)
      if (const auto number = static_cast<std::uint32_t>(sorted[place]); gone[number] == 0)
        seen.fired(step, number, static_cast<std::uint32_t>(sorted[place] >> 32U));
  return seen;
}

TimersFired through_asio(const TimerLoad& load);      // where it is not installed: nothing fires
TimersFired through_libevent(const TimerLoad& load);  // likewise

}  // namespace bench

#include "timer_rivals.hpp"

#if defined(HOTLINE_BENCH_ASIO)
#include <deque>

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#endif
#if defined(HOTLINE_BENCH_LIBEVENT)
#include <ctime>

#include <event2/event.h>
#include <event2/event_struct.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#if defined(HOTLINE_BENCH_LIBEVENT)
namespace {
std::int64_t pretended_ms = -1;  // what the clock shows; -1: the time
}
// libevent asks the clock itself. So that 30 days pass in 1,000 steps, the clock of this program can be set.
extern "C" int clock_gettime(clockid_t clock, timespec* now) noexcept {
  if (pretended_ms < 0) return static_cast<int>(syscall(SYS_clock_gettime, clock, now));
  *now = {pretended_ms / 1'000, pretended_ms % 1'000 * 1'000'000};
  return 0;
}
#endif

namespace bench {

#if defined(HOTLINE_BENCH_ASIO)
namespace {

struct SteppedClock {
  using duration = std::chrono::milliseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<SteppedClock>;
  [[maybe_unused]] static constexpr bool is_steady = true;  // a clock must say so
  static inline time_point shown{};
  static time_point now() { return shown; }
};

struct LookAtOnce {  // never wait for the clock on the wall
  static SteppedClock::duration to_wait_duration(SteppedClock::duration) { return {}; }
  static SteppedClock::duration to_wait_duration(SteppedClock::time_point) { return {}; }
};

}  // namespace

TimersFired through_asio(const TimerLoad& load) {
  using Timer = boost::asio::basic_waitable_timer<SteppedClock, LookAtOnce>;
  SteppedClock::shown = {};
  TimersFired seen;
  std::uint32_t step = 0;
  boost::asio::io_context context(1);
  std::deque<Timer> timers;
  for (std::uint32_t i = 0; i < load.due.size(); ++i) {
    Timer& timer = timers.emplace_back(
        context, SteppedClock::time_point{std::chrono::milliseconds{std::int64_t{load.due[i]} + 1}});
    timer.async_wait([&seen, &step, &load, i](const boost::system::error_code& cancelled) {
      if (!cancelled) seen.fired(step, i, load.due[i]);
    });
  }
  for (const std::uint32_t timer : load.cancelled) timers[timer].cancel();
  for (; step < TimerLoad::steps; ++step) {
    SteppedClock::shown = SteppedClock::time_point{std::chrono::milliseconds{TimerLoad::until(step)}};
    context.restart();
    context.poll();
  }
  return seen;
}
#else
TimersFired through_asio(const TimerLoad&) { return {}; }
#endif

#if defined(HOTLINE_BENCH_LIBEVENT)
TimersFired through_libevent(const TimerLoad& load) {
  struct Life {
    const TimerLoad& load;
    TimersFired seen;
    std::uint32_t step = 0;
    std::vector<event> timers;
  };
  static Life* life = nullptr;  // a callback is given one pointer: its timer's
  constexpr std::int64_t begin = 1'000'000;
  pretended_ms = begin;
  Life own{load, {}, 0, std::vector<event>(load.due.size())};
  life = &own;
  event_base* base = event_base_new();
  for (std::uint32_t i = 0; i < load.due.size(); ++i) {
    event* timer = &own.timers[i];
    evtimer_assign(
        timer, base,
        [](evutil_socket_t, short, void* which) {
          const auto number = static_cast<std::uint32_t>(static_cast<event*>(which) - life->timers.data());
          life->seen.fired(life->step, number, life->load.due[number]);
        },
        timer);
    const std::int64_t ms = std::int64_t{load.due[i]} + 1;
    const timeval after{ms / 1'000, ms % 1'000 * 1'000};
    evtimer_add(timer, &after);
  }
  for (const std::uint32_t timer : load.cancelled) evtimer_del(&own.timers[timer]);
  for (; own.step < TimerLoad::steps; ++own.step) {
    pretended_ms = begin + TimerLoad::until(own.step);
    event_base_loop(base, EVLOOP_NONBLOCK);
  }
  event_base_free(base);
  pretended_ms = -1;
  return own.seen;
}
#else
TimersFired through_libevent(const TimerLoad&) { return {}; }
#endif

}  // namespace bench

// How dear is it to keep ten million clocks, and to find the few that fall due?
//
// One million and ten million timers are armed, half of them cancelled, the rest fired in the order of their instants.
// Beside hotline's agenda: a heap in which the cancelled stay until they come up, the timer queues of Boost.Asio and
// libevent, and as the limit one sort of everything, which would know no time but the end. A heap's cost is the cache
// misses of its levels; the agenda's should follow nothing but the number of timers.
// Then ten million tickets with three clocks each: what they weigh, and how long the seconds of an office day take.
//
//   agenda_bench [--full] [--check]     --full takes 6 GB and some minutes
#include <string>

#include <malloc.h>

#include "timer_rivals.hpp"

namespace {

using namespace hotline;

#if defined(HOTLINE_BENCH_ASIO)
constexpr bool has_asio = true;
#else
constexpr bool has_asio = false;
#endif
#if defined(HOTLINE_BENCH_LIBEVENT)
constexpr bool has_libevent = true;
#else
constexpr bool has_libevent = false;
#endif

struct Stated {  // at least how many times as fast
  double tombstones, asio, libevent, limit;
};

void cycle(bench::Run& run, std::size_t count, Stated stated, int rounds_of_rivals) {
  const bench::TimerLoad load = bench::TimerLoad::of(count);
  bench::TimersFired own, heap, asio, libevent, sorted;
  const auto way = [&](bench::TimersFired (*through)(const bench::TimerLoad&), bench::TimersFired& seen) {
    return bench::TimedOnThread(count, [&load, through, &seen] { seen = through(load); });
  };
  auto agenda = way(bench::through_agenda, own);
  auto limit = way(bench::through_radix_sort, sorted);
  auto tombstones = way(bench::through_priority_queue, heap);
  auto of_asio = way(bench::through_asio, asio);
  auto of_libevent = way(bench::through_libevent, libevent);
  bench::time_in_turn(rounds_of_rivals, agenda, limit, tombstones, of_asio, of_libevent);
  bench::time_in_turn(run.rounds() - 1, agenda, limit);

  const std::string timers = fmt::format("{} timers", count);
  run.answers(timers + ", the heap", own.count == count - count / 2 && own.same_as(heap));
  run.answers(timers + ", the sort", own.same_as(sorted));
  if (has_asio) run.answers(timers + ", Boost.Asio", own.same_as(asio));
  if (has_libevent) run.answers(timers + ", libevent", own.same_as(libevent));
  fmt::print("{}, armed, half cancelled, the rest fired; checksum {:016x}\n", timers, own.checksum);
  bench::show("  agenda", agenda.ns());
  bench::show("  one radix sort of everything", limit.ns());
  bench::show("  std::priority_queue with tombstones", tombstones.ns());
  if (has_asio) bench::show("  Boost.Asio", of_asio.ns());
  if (has_libevent) bench::show("  libevent", of_libevent.ns());
  run.at_least("  against std::priority_queue with tombstones", tombstones.ns() / agenda.ns(), stated.tombstones);
  if (has_asio)
    run.at_least("  against Boost.Asio", of_asio.ns() / agenda.ns(), stated.asio);
  else
    fmt::print("  against Boost.Asio: skipped, it is not installed\n");
  if (has_libevent)
    run.at_least("  against libevent", of_libevent.ns() / agenda.ns(), stated.libevent);
  else
    fmt::print("  against libevent: skipped, libevent-dev is not installed\n");
  run.at_least("  against one radix sort of everything", limit.ns() / agenda.ns(), stated.limit);
}

std::size_t bytes_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

double thread_us() { return bench::thread_ns() / 1e3; }

// Three clocks a ticket, in working seconds: a fifth have up to 8 hours left, half up to 5 days, the rest up to 60.
class Tickets {
 public:
  Tickets(std::size_t count, Instant now) : count_(count), now_(now), before_(bytes_in_use()) {
    office_ = agenda_.add(QueueLines(line_));
    for (Agenda::ClockId clock = 0; clock < 3 * count; ++clock) arm(clock);
  }

  double bytes_a_ticket() const { return static_cast<double>(bytes_in_use() - before_) / static_cast<double>(count_); }

  struct Ticks {
    std::vector<double> us;
    std::size_t fell = 0;
    double all_us = 0;
    double at(double share) const { return us[static_cast<std::size_t>(share * static_cast<double>(us.size() - 1))]; }
  };

  // Second after second, until one clock in a hundred has fallen due. For each that falls another clock of the case is
  // cancelled, and both are armed anew: as many come as go.
  Ticks one_in_a_hundred() {
    Ticks ticks;
    std::vector<Agenda::Fallen> fell;
    while (ticks.fell < 3 * count_ / 100) {
      now_ += std::chrono::seconds{1};
      const double begun = thread_us();
      fell.clear();
      if (!agenda_.fire(now_, 3 * count_, fell)) std::abort();
      for (const Agenda::Fallen& one : fell) {
        const Agenda::ClockId other = one.clock % 3 == 2 ? one.clock - 2 : one.clock + 1;
        agenda_.cancel(other);
        arm(one.clock);
        arm(other);
      }
      ticks.us.push_back(thread_us() - begun);
      ticks.all_us += ticks.us.back();
      ticks.fell += fell.size();
    }
    std::sort(ticks.us.begin(), ticks.us.end());
    return ticks;
  }

 private:
  void arm(Agenda::ClockId clock) {
    constexpr std::size_t hour = 3'600;
    const std::size_t kind = random_.below(10);
    const std::size_t most = kind < 2 ? 8 * hour : kind < 7 ? 5 * 7 * hour : 60 * 7 * hour;
    agenda_.arm(clock, office_, line_.reached(now_) + 1 + static_cast<Key>(random_.below(most)));
  }

  std::size_t count_;
  Instant now_;
  std::size_t before_;
  bench::Random random_{7};
  Line line_{{.counting = Counting::working_time}, bench::office()};
  Agenda agenda_;
  Agenda::QueueId office_ = 0;
};

// As many clocks as one closing time may have, taken some at a time: how long does each call take?
double worst_call_at_a_closing(std::size_t count) {
  Agenda agenda;
  const Agenda::QueueId queue = agenda.add(QueueLines(Line()));
  bench::Random random(8);
  for (Agenda::ClockId clock = 0; clock < count; ++clock)
    agenda.arm((clock * 7'919U) % static_cast<Agenda::ClockId>(count), queue, 1'000);
  double worst = 0;
  std::vector<Agenda::Fallen> fell;
  for (bool all = false; !all;) {
    fell.clear();
    const double begun = thread_us();
    all = agenda.fire(Instant{std::chrono::seconds{2'000}}, 1'000, fell).value();
    worst = std::max(worst, thread_us() - begun);
  }
  return worst;
}

void tickets(bench::Run& run) {
  constexpr Instant monday_nine = bench::day_start(2026, 3, 2) + std::chrono::hours{1};
  const std::size_t count = run.size(2'000, 1'000'000, 10'000'000);
  double us_per_clock = std::numeric_limits<double>::max();
  double few_us_per_clock = us_per_clock;
  double worst = us_per_clock;
  const auto per_clock = [](const Tickets::Ticks& ticks) { return ticks.all_us / static_cast<double>(ticks.fell); };
  {
    Tickets few(count / 10, monday_nine);
    for (int round = 0; round < 3; ++round)
      few_us_per_clock = std::min(few_us_per_clock, per_clock(few.one_in_a_hundred()));
  }
  Tickets many(count, monday_nine);
  const double bytes = many.bytes_a_ticket();
  for (int round = 0; round < 3; ++round) {
    const Tickets::Ticks ticks = many.one_in_a_hundred();
    us_per_clock = std::min(us_per_clock, per_clock(ticks));
    worst = std::min(worst, ticks.us.back());
    fmt::print(
        "{} clocks of {} fall due in {} ticks of a second: median {:.0f} us, 99 of 100 {:.0f} us, worst {:.0f} us\n",
        ticks.fell, 3 * count, ticks.us.size(), ticks.at(0.5), ticks.at(0.99), ticks.us.back());
  }
  fmt::print("{} tickets with three clocks each: {:.1f} bytes a ticket, {:.3f} us for each clock that falls\n", count,
             bytes, us_per_clock);
  run.at_most("  bytes a ticket, against 64", bytes / 64, 1);
  run.at_most("  a clock that falls, against a tenth of the tickets", us_per_clock / few_us_per_clock, 3);
  const std::size_t at_once = run.size(2'000, 100'000, 1'000'000);
  fmt::print("{} due at one instant, taken 1,000 at a time: worst call {:.0f} us\n", at_once,
             worst_call_at_a_closing(at_once));
}

}  // namespace

int main(int argc, char** argv) {
  bench::Run run(argc, argv);
  cycle(run, run.size(20'000, 1'000'000), {7.7, 11, 22, 0.55}, static_cast<int>(run.size(1, 2, 5)));
  if (const std::size_t many = run.size(40'000, 0, 10'000'000))
    cycle(run, many, {12.7, 24, 48, 0.67}, static_cast<int>(run.size(1, 2)));
  tickets(run);
  return run.result();
}

// What every benchmark shares: the same questions on every machine, the best of several rounds, and stated ratios.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "hotline/calendar/calendar.hpp"

namespace bench {

class Random {  // splitmix64
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t operator()() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t end) { return static_cast<std::size_t>((*this)() % end); }

 private:
  std::uint64_t state_;
};

// A run is small, so that it can stand among the tests; with --full it is what the stated ratios are about, with
// --daily the largest that a daily check has time for. With --check it fails below half a stated ratio: machines are
// noisy.
class Run {
 public:
  Run(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
      const std::string_view arg = argv[i];
      full_ = full_ || arg == "--full";
      daily_ = daily_ || arg == "--daily";
      check_ = check_ || arg == "--check";
    }
  }

  bool is_full() const { return full_; }
  std::size_t size(std::size_t small, std::size_t daily, std::size_t full) const {
    return full_ ? full : daily_ ? daily : small;
  }
  std::size_t size(std::size_t small, std::size_t full) const { return size(small, full, full); }
  int rounds() const { return full_ ? 9 : daily_ ? 3 : 1; }

  void answers(std::string_view what, bool same) {
    if (same) return;
    fmt::print("answers differ: {}\n", what);
    failed_ = true;
  }
  void at_least(std::string_view what, double ratio, double stated) {
    fmt::print("{:<58} {:7.1f} x   (stated: at least {})\n", what, ratio, stated);
    if (check_ && ratio < stated / 2) failed_ = true;
  }
  void at_most(std::string_view what, double ratio, double stated) {
    fmt::print("{:<58} {:7.2f} x   (stated: at most {})\n", what, ratio, stated);
    if (check_ && ratio > stated * 2) failed_ = true;
  }
  bool failed() const { return failed_; }
  int result() const { return failed_ ? 1 : 0; }

 private:
  bool full_ = false;
  bool daily_ = false;
  bool check_ = false;
  bool failed_ = false;
};

// What is stated of batches: they are answered eight at a time where the processor has AVX-512, else by the plain form.
inline double stated(double in_eights, double plain) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) return in_eights;
#endif
  static_cast<void>(in_eights);
  return plain;
}

inline void keep(std::int64_t value) { asm volatile("" : : "r"(value) : "memory"); }

// One way of answering `count` questions. Ways are timed in turn, round after round, and each keeps its best.
template <class Work>
class Timed {
 public:
  Timed(std::size_t count, Work work) : count_(static_cast<double>(count)), work_(std::move(work)) {}
  void round() {
    const auto begun = std::chrono::steady_clock::now();
    work_();
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begun;
    best_ = std::min(best_, spent.count() / count_);
  }
  double ns() const { return best_; }

 private:
  double count_;
  Work work_;
  double best_ = std::numeric_limits<double>::max();
};

template <class... Ways>
void time_in_turn(int rounds, Ways&... ways) {
  for (int i = 0; i < rounds; ++i) (ways.round(), ...);
}

inline void show(std::string_view what, double ns) { fmt::print("{:<58} {:7.2f} ns\n", what, ns); }

constexpr hotline::Instant day_start(int year, unsigned month = 1, unsigned day = 1) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

// Seconds at random in [from, to).
inline std::vector<hotline::Instant> arrivals(std::size_t count, hotline::Instant from, hotline::Instant to,
                                              std::uint64_t seed = 42) {
  Random random(seed);
  std::vector<hotline::Instant> at;
  at.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    at.push_back(from + std::chrono::seconds{random.below(static_cast<std::size_t>((to - from).count()))});
  return at;
}

// Two windows a day, China's holidays and make-up days.
inline hotline::CalendarSpec office_spec() {
  hotline::CalendarSpec spec;
  spec.name = "office";
  spec.zone = hotline::Zone::load("Asia/Shanghai").value();
  for (unsigned day = 1; day <= 5; ++day)
    spec.week.on(std::chrono::weekday{day}) = {hotline::parse_window("09:00-12:00").value(),
                                               hotline::parse_window("13:00-17:30").value()};
  spec.holidays = {hotline::holiday_set("cn-statutory").value()};
  spec.make_up = std::chrono::Monday;
  return spec;
}
inline hotline::Calendar office() { return hotline::Calendar::compile(office_spec()).value(); }

}  // namespace bench

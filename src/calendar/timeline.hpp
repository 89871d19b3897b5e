// Seconds that count, laid end to end: how many have passed, and when has the nth passed?
//
//   open.before(at)   // rank: counted seconds before `at`; never decreasing, at most one a second
//   open.after(x)     // select: the first instant before which x seconds have counted: a close, not the next opening
//
// A span is known by the seconds before it opens: those that count and those that do not. Their sum is its opening, and
// both questions are one look into that list and a subtraction or an addition: a span's second counts as many as have
// passed, less the closed ones.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "calendar/buckets.hpp"
#include "calendar/days.hpp"
#include "hotline/calendar/calendar.hpp"

namespace hotline {

class Timeline {
 public:
  Timeline() = default;
  explicit Timeline(const std::vector<Span>& spans);  // some, in order, disjoint; those that touch become one

  std::size_t size() const { return size_; }
  Span operator[](std::size_t i) const { return {instant_of(front_ + opening(i)), instant_of(front_ + closing(i))}; }
  std::int64_t total() const { return total_; }

  // The first span that ends after `at`: the one that holds it, or the next; size() when there is none.
  std::size_t ending_after(Second at) const {
    if (at < front_) return 0;
    if (at >= back_) return size_;
    const std::uint32_t passed = passed_at(at);
    const std::size_t begun = begun_by(passed);
    return passed < closing(begun - 1) ? begun - 1 : begun;
  }
  std::int64_t before(Second at) const {
    const std::uint32_t passed = passed_at(at);
    const Before* const next = befores_.data() + begun_by(passed);
    return std::min(next[0].counted, passed - next[-1].closed);
  }
  Second after(std::int64_t count) const {
    if (!is_within(count, 1, total_)) return never;
    const auto earlier = static_cast<std::uint32_t>(count - 1);
    const std::size_t begun = by_count_.at_or_below(earlier, [this](std::size_t i) { return befores_[i].counted; });
    return front_ + count + befores_[begun - 1].closed;
  }

  bool is_wide() const { return by_time_.is_wide() || by_count_.is_wide(); }

  // For who looks up many at once.
  struct Before {  // seconds from the first opening until a span opens
    std::uint32_t counted = 0;
    std::uint32_t closed = 0;
  };
  const Before* befores() const { return befores_.data(); }
  const Buckets& by_time() const { return by_time_; }
  const Buckets& by_count() const { return by_count_; }
  Second front() const { return front_; }
  Second back() const { return back_; }

  std::size_t bytes() const { return befores_.size() * sizeof(Before) + by_time_.bytes() + by_count_.bytes(); }

 private:
  std::uint32_t opening(std::size_t i) const { return befores_[i].counted + befores_[i].closed; }
  std::uint32_t closing(std::size_t i) const { return befores_[i + 1].counted + befores_[i].closed; }
  std::uint32_t passed_at(Second at) const {
    return static_cast<std::uint32_t>(std::clamp(at, front_, back_) - front_);
  }
  std::size_t begun_by(std::uint32_t passed) const {
    return by_time_.at_or_below(passed, [this](std::size_t i) { return opening(i); });
  }

  std::size_t size_ = 0;
  std::int64_t front_ = 0;  // the first opening
  std::int64_t back_ = 0;   // the last closing
  std::int64_t total_ = 0;
  std::vector<Before> befores_;  // by span; then, for the glance, of a span that never opens
  Buckets by_time_;
  Buckets by_count_;
};

}  // namespace hotline

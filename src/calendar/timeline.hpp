// Seconds that count, laid end to end: how many have passed, and when has the nth passed?
//
//   open.before(at)   // rank: counted seconds before `at`; never decreasing, at most one a second
//   open.after(x)     // select: the first instant before which x seconds have counted: a close, not the next opening
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "calendar/days.hpp"
#include "calendar/sorted_index.hpp"
#include "hotline/calendar/calendar.hpp"

namespace hotline {

class Timeline {
 public:
  Timeline() = default;
  explicit Timeline(const std::vector<Span>& spans);  // in order, disjoint; spans that touch become one

  std::int64_t total() const { return total_; }
  std::size_t size() const { return closes_.size(); }
  Span operator[](std::size_t i) const { return {instant_of(opens_[i]), instant_of(closes_[i])}; }

  // The first span that ends after `at`: the one that holds it, or the next; size() when there is none.
  std::size_t ending_after(std::int64_t at) const {
    const std::size_t started = opens_.at_or_below(at);
    return started > 0 && at < closes_[started - 1] ? started - 1 : started;
  }
  std::int64_t before(std::int64_t at) const {
    const std::size_t started = opens_.at_or_below(at);
    if (started == 0) return 0;
    const std::size_t last = started - 1;
    return before_[last] + (at < closes_[last] ? at : closes_[last]) - opens_[last];
  }
  std::optional<std::int64_t> after(std::int64_t count) const {  // count >= 1
    if (count > total_) return std::nullopt;
    const std::size_t span = before_.below(count) - 1;
    return opens_[span] + count - before_[span];
  }

 private:
  SortedIndex opens_;
  std::vector<std::int64_t> closes_;
  SortedIndex before_;  // by span: what has counted before it opens
  std::int64_t total_ = 0;
};

}  // namespace hotline

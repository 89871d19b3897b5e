// Seconds that count, laid end to end: how many have passed, and when has the nth passed?
//
//   open.before(at)   // rank: counted seconds before `at`; never decreasing, at most one a second
//   open.after(x)     // select: the first instant before which x seconds have counted: a close, not the next opening
#pragma once

#include <algorithm>
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

  std::size_t size() const { return opens_.size(); }
  Span operator[](std::size_t i) const { return {instant_of(opens_[i]), instant_of(close(i))}; }

  // The first span that ends after `at`: the one that holds it, or the next; size() when there is none.
  std::size_t ending_after(std::int64_t at) const {
    const std::size_t begun = opens_.at_or_below(at);
    return begun > 0 && at < close(begun - 1) ? begun - 1 : begun;
  }
  std::int64_t before(std::int64_t at) const {
    const std::size_t begun = opens_.at_or_below(at);
    if (begun == 0) return 0;
    return std::min(counts_[begun], counts_[begun - 1] + at - opens_[begun - 1]);
  }
  std::optional<std::int64_t> after(std::int64_t count) const {  // count >= 1
    const std::size_t begun = counts_.below(count);
    if (begun >= counts_.size()) return std::nullopt;
    return opens_[begun - 1] + count - counts_[begun - 1];
  }

  std::size_t bytes() const { return opens_.bytes() + counts_.bytes(); }

 private:
  std::int64_t close(std::size_t i) const { return opens_[i] + counts_[i + 1] - counts_[i]; }

  SortedIndex opens_;
  SortedIndex counts_;  // by span: what has counted before it opens; last, what has counted in all
};

}  // namespace hotline

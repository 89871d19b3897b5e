// The wall clock of a zone over the covered years, as a never-decreasing pair.
//
//   when(local) <= at  exactly when  local <= reached(at)
//
// A local second that the clock skips comes when the gap ends; one that it shows twice has come at its first.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "calendar/sorted_index.hpp"
#include "hotline/calendar/zone.hpp"

namespace hotline {

class LocalClock {
 public:
  explicit LocalClock(const Zone& zone);

  // The latest local second shown so far.
  std::int64_t reached(std::int64_t at) const {
    if (is_settled(at)) [[likely]]
      return std::max(at + settled_.offset, settled_.earliest);
    return reached_before(at);
  }
  // The first instant that shows `local`, or what follows its gap.
  std::int64_t when(std::int64_t local) const {
    const std::size_t stretch = stretch_showing(local);
    return std::max(local - offsets_[stretch], starts_[stretch]);
  }
  std::int64_t shifted(std::int64_t local) const;  // likewise, but inside a gap shifted by the gap

  // Since when the clock has not been changed any more, and what it shows: no less than its earliest.
  struct Settled {
    std::int64_t since = 0;
    std::int64_t offset = 0;
    std::int64_t earliest = 0;
  };
  const Settled& settled() const { return settled_; }
  bool is_settled(std::int64_t at) const { return at >= settled_.since; }

  // The covered years, from their first midnight to their last.
  std::int64_t begin() const { return begin_; }
  std::int64_t end() const { return end_; }
  std::size_t bytes() const { return starts_.bytes() + shown_.bytes() + offsets_.size() * sizeof(offsets_[0]); }

 private:
  std::int64_t reached_before(std::int64_t at) const;
  std::size_t stretch_showing(std::int64_t local) const { return shown_.at_or_below(local); }

  // Stretches of one offset: [starts_[i], starts_[i + 1]).
  SortedIndex starts_;
  std::vector<std::int64_t> offsets_;
  SortedIndex shown_;  // by stretch but the last: the first local second not shown by its end
  Settled settled_;
  std::int64_t begin_ = 0;
  std::int64_t end_ = 0;
};

}  // namespace hotline

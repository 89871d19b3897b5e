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
    const std::size_t begun = starts_.at_or_below(at);
    if (begun <= 1) return at + offsets_.front();
    return std::max(at + offsets_[begun - 1], shown_[begun - 2] - 1);
  }
  // The first instant that shows `local`, or what follows its gap.
  std::int64_t when(std::int64_t local) const {
    const std::size_t stretch = stretch_showing(local);
    return std::max(local - offsets_[stretch], starts_[stretch]);
  }
  std::int64_t shifted(std::int64_t local) const;  // likewise, but inside a gap shifted by the gap

  // Since when the clock has not been changed any more, and what it then shows: the later of two.
  struct Unchanged {
    std::int64_t since;
    std::int64_t offset;
    std::int64_t earliest;
  };
  Unchanged unchanged() const {
    const std::size_t last = starts_.size() - 1;
    return {starts_[last], offsets_[last], last == 0 ? INT64_MIN : shown_[last - 1] - 1};
  }

  // The covered years, from their first midnight to their last.
  std::int64_t begin() const { return begin_; }
  std::int64_t end() const { return end_; }
  std::size_t bytes() const { return starts_.bytes() + shown_.bytes() + offsets_.size() * sizeof(offsets_[0]); }

 private:
  std::size_t stretch_showing(std::int64_t local) const { return shown_.at_or_below(local); }

  // Stretches of one offset: [starts_[i], starts_[i + 1]).
  SortedIndex starts_;
  std::vector<std::int64_t> offsets_;
  SortedIndex shown_;  // by stretch but the last: the first local second not shown by its end
  std::int64_t begin_ = 0;
  std::int64_t end_ = 0;
};

}  // namespace hotline

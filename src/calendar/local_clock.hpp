// The wall clock of a zone over the covered years, as a never-decreasing pair.
//
//   when(local) <= at  exactly when  local <= reached(at)
//
// A local second that the clock skips comes when the gap ends; one that it shows twice has come at its first.
#pragma once

#include <cstdint>
#include <vector>

#include "calendar/sorted_index.hpp"
#include "hotline/calendar/zone.hpp"

namespace hotline {

class LocalClock {
 public:
  explicit LocalClock(const Zone& zone);

  std::int64_t reached(std::int64_t at) const;     // the latest local second shown so far
  std::int64_t when(std::int64_t local) const;     // the first instant that shows `local`, or what follows its gap
  std::int64_t shifted(std::int64_t local) const;  // likewise, but inside a gap shifted by the gap

 private:
  std::size_t stretch_showing(std::int64_t local) const { return shown_.at_or_below(local); }

  // Stretches of one offset: [starts_[i], starts_[i + 1]).
  SortedIndex starts_;
  std::vector<std::int64_t> offsets_;
  SortedIndex shown_;  // by stretch but the last: the first local second not shown by its end
};

}  // namespace hotline

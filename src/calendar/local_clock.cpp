#include "calendar/local_clock.hpp"

#include <algorithm>

#include "calendar/days.hpp"

namespace hotline {
namespace {

// Offsets stay below a day, and a window may run a day past its own.
constexpr std::int64_t margin = 4 * day_s;
constexpr std::int64_t earliest = -margin;
constexpr std::int64_t latest = covered_days * day_s + margin;

}  // namespace

LocalClock::LocalClock(const Zone& zone) {
  std::vector<std::int64_t> starts;
  std::vector<std::int64_t> shown;
  for (Instant at = instant_of(earliest); at < instant_of(latest); at = zone.next_transition(at)) {
    if (!starts.empty()) {
      const std::int64_t here = count_of(at) + offsets_.back();
      shown.push_back(shown.empty() ? here : std::max(here, shown.back()));
    }
    starts.push_back(count_of(at));
    offsets_.push_back(zone.offset_at(at).count());
  }
  starts_ = SortedIndex(starts);
  shown_ = SortedIndex(shown);
  settled_ = {starts.back(), offsets_.back(), shown.empty() ? INT64_MIN : shown.back() - 1};
  begin_ = when(0);
  end_ = when(covered_days * day_s);
}

std::int64_t LocalClock::reached_before(std::int64_t at) const {
  const std::size_t begun = starts_.at_or_below(at);
  if (begun <= 1) return at + offsets_.front();
  return std::max(at + offsets_[begun - 1], shown_[begun - 2] - 1);
}

std::int64_t LocalClock::shifted(std::int64_t local) const {
  const std::size_t stretch = stretch_showing(local);
  const std::int64_t at = local - offsets_[stretch];
  return stretch > 0 && at < starts_[stretch] ? local - offsets_[stretch - 1] : at;
}

}  // namespace hotline

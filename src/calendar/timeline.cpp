#include "calendar/timeline.hpp"

namespace hotline {

Timeline::Timeline(const std::vector<Span>& spans) {
  std::vector<std::int64_t> opens;
  std::vector<std::int64_t> counts;
  opens.reserve(spans.size());
  counts.reserve(spans.size() + 1);
  std::int64_t counted = 0;
  Instant closed = Instant::min();
  for (const Span& span : spans) {
    if (span.open != closed) {
      opens.push_back(count_of(span.open));
      counts.push_back(counted);
    }
    counted += (span.close - span.open).count();
    closed = span.close;
  }
  counts.push_back(counted);
  opens_ = SortedIndex(opens);
  counts_ = SortedIndex(counts);
}

}  // namespace hotline

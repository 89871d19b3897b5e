#include "calendar/timeline.hpp"

namespace hotline {

Timeline::Timeline(const std::vector<Span>& spans) {
  std::vector<std::int64_t> opens;
  std::vector<std::int64_t> before;
  for (const Span& span : spans) {
    if (!closes_.empty() && closes_.back() == count_of(span.open)) {
      closes_.back() = count_of(span.close);
    } else {
      opens.push_back(count_of(span.open));
      before.push_back(total_);
      closes_.push_back(count_of(span.close));
    }
    total_ += (span.close - span.open).count();
  }
  opens_ = SortedIndex(std::move(opens));
  before_ = SortedIndex(std::move(before));
}

}  // namespace hotline

#include "calendar/timeline.hpp"

namespace hotline {

Timeline::Timeline(const std::vector<Span>& spans) {
  if (spans.empty()) return;
  front_ = count_of(spans.front().open);
  befores_.reserve(spans.size() + Buckets::glance);
  Instant closed = Instant::min();
  for (const Span& span : spans) {
    if (span.open != closed) {
      const std::int64_t passed = count_of(span.open) - front_;
      befores_.push_back({static_cast<std::uint32_t>(total_), static_cast<std::uint32_t>(passed - total_)});
    }
    total_ += (span.close - span.open).count();
    closed = span.close;
  }
  back_ = count_of(closed);
  size_ = befores_.size();
  std::vector<std::uint32_t> counted;
  std::vector<std::uint32_t> openings;
  for (std::size_t i = 0; i < size_; ++i) {
    counted.push_back(befores_[i].counted);
    openings.push_back(opening(i));
  }
  by_count_ = Buckets(counted, static_cast<std::uint32_t>(total_ - 1));
  by_time_ = Buckets(openings, static_cast<std::uint32_t>(back_ - front_));
  const auto total = static_cast<std::uint32_t>(total_);
  befores_.resize(size_ + Buckets::glance, {total, Buckets::beyond - total});
}

}  // namespace hotline

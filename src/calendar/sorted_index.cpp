#include "calendar/sorted_index.hpp"

namespace hotline {

SortedIndex::SortedIndex(const std::vector<std::int64_t>& sorted) : size_(sorted.size()) {
  if (sorted.empty()) return;
  front_ = sorted.front();
  back_ = sorted.back();
  values_.reserve(size_ + glance);
  for (const std::int64_t value : sorted) values_.push_back(static_cast<std::uint32_t>(value - front_));
  // The widest buckets that a glance takes in; where values crowd, as many buckets as there are values.
  while (shift_ > 0 && !is_roomy(shift_) && (values_.back() >> (shift_ - 1)) < size_) --shift_;
  first_.reserve((values_.back() >> shift_) + 2);
  for (std::size_t i = 0; i < size_; ++i)
    while (first_.size() <= values_[i] >> shift_) first_.push_back(static_cast<std::uint32_t>(i));
  first_.push_back(static_cast<std::uint32_t>(size_));
  values_.resize(size_ + glance, UINT32_MAX);
}

bool SortedIndex::is_roomy(unsigned shift) const {
  for (std::size_t i = glance; i < size_; ++i)
    if (values_[i] >> shift == values_[i - glance] >> shift) return false;
  return true;
}

std::size_t SortedIndex::crowded(std::uint32_t distance) const {
  const std::size_t bucket = distance >> shift_;
  const auto from = values_.begin() + first_[bucket];
  const auto to = values_.begin() + first_[bucket + 1];
  return static_cast<std::size_t>(std::upper_bound(from, to, distance) - values_.begin());
}

}  // namespace hotline

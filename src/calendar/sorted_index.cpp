#include "calendar/sorted_index.hpp"

namespace hotline {

SortedIndex::SortedIndex(const std::vector<std::int64_t>& sorted) : size_(sorted.size()) {
  if (sorted.empty()) return;
  front_ = sorted.front();
  back_ = sorted.back();
  values_.reserve(size_ + Buckets::glance);
  for (const std::int64_t value : sorted) values_.push_back(static_cast<std::uint32_t>(value - front_));
  buckets_ = Buckets(values_, values_.back());
  values_.resize(size_ + Buckets::glance, Buckets::beyond);
}

}  // namespace hotline

// How many of a sorted list are at or below a value?
//
// A bucket of equal width gives the first guess and its two ends; few values share a bucket, so a question costs the
// same however long the list is, and never more than a binary search.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace hotline {

class SortedIndex {
 public:
  SortedIndex() = default;
  explicit SortedIndex(std::vector<std::int64_t> sorted) : values_(std::move(sorted)) {
    if (values_.empty()) return;
    const auto range = static_cast<std::uint64_t>(values_.back() - values_.front());
    while ((range >> shift_) > values_.size()) ++shift_;
    const std::size_t buckets = (range >> shift_) + 1;
    first_.reserve(buckets + 1);
    for (std::size_t i = 0; i < values_.size(); ++i)
      while (first_.size() <= bucket_of(values_[i])) first_.push_back(static_cast<std::uint32_t>(i));
    first_.push_back(static_cast<std::uint32_t>(values_.size()));
  }

  std::size_t size() const { return values_.size(); }
  std::int64_t operator[](std::size_t i) const { return values_[i]; }
  std::int64_t front() const { return values_.front(); }
  std::int64_t back() const { return values_.back(); }

  std::size_t at_or_below(std::int64_t value) const {
    if (values_.empty() || value < values_.front()) return 0;
    if (value >= values_.back()) return values_.size();
    const std::size_t bucket = bucket_of(value);
    const auto from = values_.begin() + first_[bucket];
    const auto to = values_.begin() + first_[bucket + 1];
    return static_cast<std::size_t>(std::upper_bound(from, to, value) - values_.begin());
  }
  std::size_t below(std::int64_t value) const { return at_or_below(value - 1); }

 private:
  std::size_t bucket_of(std::int64_t value) const {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(value - values_.front()) >> shift_);
  }

  std::vector<std::int64_t> values_;
  std::vector<std::uint32_t> first_;  // by bucket: the first value in it or after it
  unsigned shift_ = 0;
};

}  // namespace hotline

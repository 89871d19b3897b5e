// How many of a sorted list of instants are at or below a value? Kept as distances from the first, which fit 32 bits
// for all of the covered years.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "calendar/buckets.hpp"
#include "calendar/days.hpp"

namespace hotline {

class SortedIndex {
 public:
  SortedIndex() = default;
  explicit SortedIndex(const std::vector<std::int64_t>& sorted);

  std::size_t size() const { return size_; }
  std::int64_t operator[](std::size_t i) const { return front_ + values_[i]; }

  std::size_t at_or_below(std::int64_t value) const {
    if (value < front_) return 0;
    if (value >= back_) return size_;
    return buckets_.at_or_below(static_cast<std::uint32_t>(value - front_),
                                [this](std::size_t i) { return values_[i]; });
  }

  std::size_t bytes() const { return values_.size() * sizeof(values_[0]) + buckets_.bytes(); }

 private:
  static_assert((covered_days + 8) * day_s < Buckets::beyond);

  std::int64_t front_ = INT64_MAX;
  std::int64_t back_ = INT64_MAX;
  std::size_t size_ = 0;
  std::vector<std::uint32_t> values_;  // as distances from the front; then, for the glance, what no value reaches
  Buckets buckets_;
};

}  // namespace hotline

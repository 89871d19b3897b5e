// How many of a sorted list are at or below a value?
//
// Buckets of equal width give the first guess, and the four values from there on are counted without a branch, which is
// nearly always the whole bucket: a question costs the same however long the list is, and never more than a binary
// search. Values are kept as distances from the first, which fit 32 bits for all of the covered years.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

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
    const auto distance = static_cast<std::uint32_t>(value - front_);
    const std::uint32_t* const found = values_.data() + first_[distance >> shift_];
    std::size_t count = 0;
    for (std::size_t i = 0; i < glance; ++i) count += found[i] <= distance ? 1 : 0;
    if (count == glance) [[unlikely]]
      return crowded(distance);
    return static_cast<std::size_t>(found - values_.data()) + count;
  }
  std::size_t below(std::int64_t value) const { return at_or_below(value - 1); }

  std::size_t bytes() const { return (values_.size() + first_.size()) * sizeof(std::uint32_t); }

 private:
  static constexpr std::size_t glance = 4;
  static_assert((covered_days + 8) * day_s < UINT32_MAX);

  bool is_roomy(unsigned shift) const;
  std::size_t crowded(std::uint32_t distance) const;

  std::int64_t front_ = INT64_MAX;
  std::int64_t back_ = INT64_MAX;
  std::size_t size_ = 0;
  std::vector<std::uint32_t> values_;  // as distances from the front; then, for the glance, what no value reaches
  std::vector<std::uint32_t> first_;   // by bucket: the first value in it or after it
  unsigned shift_ = 31;
};

}  // namespace hotline

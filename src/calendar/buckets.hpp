// Where in a sorted list of 32-bit keys do those above a value begin?
//
// Buckets of equal width give the first guess, and the next two keys are counted without a branch: the widest buckets
// that hold no more are chosen. Where that takes more buckets than there are keys, the next four are counted, and a
// bucket that holds more still is searched by halves. So a question costs the same however long the list is, and never
// more than a binary search.
//
// Keys lie nearly evenly. A bucket says in 16 bits how far its first key lies from where it would be if they did.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace hotline {

class Buckets {
 public:
  static constexpr std::size_t glance = 4;                                            // keys looked at past any guess
  static constexpr std::uint32_t beyond = std::numeric_limits<std::uint32_t>::max();  // key of what ends a list

  Buckets() = default;
  // Keys never decrease; the first is 0, and so at or below any value. `top` is the greatest that will be asked for.
  Buckets(const std::vector<std::uint32_t>& keys, std::uint32_t top);

  // How many keys are at or below `value`. `key_of(i)` answers for `glance` places past the end too, with what no value
  // reaches.
  template <class KeyOf>
  std::size_t at_or_below(std::uint32_t value, KeyOf key_of) const {
    if (is_wide_) [[unlikely]]
      return in_wide(value, key_of);
    const std::uint32_t place = first(value >> shift_);
    return place + is_at_most(key_of(place), value) + is_at_most(key_of(place + 1), value);
  }

  std::size_t bytes() const { return offsets_.size() * sizeof(offsets_[0]); }

  bool is_wide() const { return is_wide_; }  // more than two looks

  static constexpr unsigned even_bits = 16;  // of a fraction of a key
  struct Guess {  // for who looks up many at once, where nothing is wide: of the first key, in the words of first()
    const std::uint16_t* offsets;
    std::int64_t step;
    std::int64_t from;
    unsigned shift;
  };
  Guess guess() const { return {offsets_.data(), even_step_, even_from_, shift_}; }

 private:
  static std::uint32_t is_at_most(std::uint32_t key, std::uint32_t value) { return key <= value ? 1 : 0; }

  std::int64_t even(std::int64_t bucket) const { return (even_step_ * bucket + even_from_) >> even_bits; }

  // The first key in a bucket or after it, past the list's first.
  std::uint32_t first(std::size_t bucket) const {
    return static_cast<std::uint32_t>(even(static_cast<std::int64_t>(bucket)) + offsets_[bucket]);
  }

  template <class KeyOf>
  [[gnu::noinline, gnu::pure]] std::size_t in_wide(std::uint32_t value, KeyOf key_of) const {
    const std::size_t bucket = value >> shift_;
    std::size_t low = unguessed_ > 0 ? 0 : first(bucket);
    std::size_t high = unguessed_ > 0 ? unguessed_ : first(bucket + 1);
    if (high - low <= glance) {
      std::size_t count = 0;
      for (std::size_t i = 0; i < glance; ++i) count += is_at_most(key_of(low + i), value);
      return low + count;
    }
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (key_of(middle) <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  explicit Buckets(std::size_t unguessed) : is_wide_(true), unguessed_(unguessed) {}
  bool lay(const std::vector<std::uint32_t>& keys, std::uint32_t top);

  std::vector<std::uint16_t> offsets_;  // by bucket, from an even list's
  std::int64_t even_step_ = 0;
  std::int64_t even_from_ = 0;  // so low that no offset is negative
  unsigned shift_ = 31;
  bool is_wide_ = false;       // four looks, or halves
  std::size_t unguessed_ = 0;  // so many keys, so near to one another, that no offset fits: all are searched
};

}  // namespace hotline

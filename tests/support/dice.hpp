// Where a random test takes its choices from: a seed, so that a run can be had again, or RapidCheck (property.hpp).
//
//   Dice dice = seeded(42);
//   dice.pick(1, 6);
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <utility>
#include <vector>

namespace hotline::test {

class Dice {
 public:
  explicit Dice(std::function<int(int, int)> roll) : roll_(std::move(roll)) {}

  int pick(int low, int high) { return roll_(low, high); }  // both included
  bool coin() { return pick(0, 1) == 1; }
  bool one_in(int chances) { return pick(1, chances) == chances; }

  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[static_cast<std::size_t>(pick(0, static_cast<int>(choices.size()) - 1))];
  }

 private:
  std::function<int(int, int)> roll_;
};

// The same on every machine, which the distributions of the standard library are not.
inline Dice seeded(std::uint64_t seed) {
  return Dice([engine = std::mt19937_64(seed)](int low, int high) mutable {
    const auto width = static_cast<std::uint64_t>(static_cast<std::int64_t>(high) - low + 1);
    return low + static_cast<int>(engine() % width);
  });
}

}  // namespace hotline::test

// Which of many numbered things has this name? For things that are never removed and keep their names themselves.
//
// A hash map of names looks at a bucket, at a node and at that node's neighbours, each elsewhere in memory, only to say
// that it does not know one, as with every new command. Here that is one place, and no name is kept twice.
#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace hotline {

class TextIndex {
 public:
  explicit TextIndex(std::size_t names = 0) : slots_(std::bit_ceil(2 * names + 2)) {}

  // `name_of(n)`: the name of the nth.
  template <class NameOf>
  std::optional<std::size_t> find(std::string_view name, const NameOf& name_of) const {
    const Slot& slot = slots_[place_of(name, hash_of(name), name_of)];
    return slot.is_free() ? std::nullopt : std::optional<std::size_t>(slot.number());
  }

  // The number it has, or else the one it is now given.
  template <class NameOf>
  std::size_t find_or_add(std::string_view name, std::size_t number, const NameOf& name_of) {
    const std::uint32_t hash = hash_of(name);
    Slot& slot = slots_[place_of(name, hash, name_of)];
    if (!slot.is_free()) return slot.number();
    assert(number < std::numeric_limits<std::uint32_t>::max());
    slot = {hash, static_cast<std::uint32_t>(number + 1)};
    if (++size_ > slots_.size() / 2) grow();
    return number;
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t next_number = 0;  // the number and one; 0: free
    bool is_free() const { return next_number == 0; }
    std::size_t number() const { return next_number - 1; }
  };

  static std::uint32_t hash_of(std::string_view name) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(name));
  }
  std::size_t after(std::size_t place) const { return (place + 1) & (slots_.size() - 1); }

  // Where it is, or else where it belongs. A slot is always free, so this ends.
  template <class NameOf>
  std::size_t place_of(std::string_view name, std::uint32_t hash, const NameOf& name_of) const {
    for (std::size_t place = hash & (slots_.size() - 1);; place = after(place)) {
      const Slot& slot = slots_[place];
      if (slot.is_free() || (slot.hash == hash && name_of(slot.number()) == name)) return place;
    }
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.is_free()) continue;
      std::size_t place = slot.hash & (slots_.size() - 1);
      while (!slots_[place].is_free()) place = after(place);
      slots_[place] = slot;
    }
  }

  std::vector<Slot> slots_;  // as many as a power of two
  std::size_t size_ = 0;
};

}  // namespace hotline

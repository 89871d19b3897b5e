// The entries of a queue that are not yet reached.
//
// A tree over the bits of an entry, four a level; its leaves are lists in no order. A leaf that is full is split, so
// that no call handles more entries than one leaf holds, however many there are and wherever they crowd: on one key,
// the bits of their clocks set them apart.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/agenda_entry.hpp"
#include "engine/agenda_list.hpp"
#include "engine/agenda_records.hpp"

namespace hotline {

struct AgendaRoom {  // what the queues of an agenda share
  AgendaChunks chunks;
  AgendaRecords records;
  std::size_t armed = 0;                  // clocks
  std::size_t entries = 0;                // in all queues, the stale included
  std::vector<AgendaEntry> moving = {};   // memory to work in
  std::vector<AgendaEntry> sorting = {};  // likewise
};

class AgendaTree {
 public:
  AgendaTree(AgendaRoom& room, std::uint32_t queue) : room_(&room), queue_(queue) {}

  std::size_t size() const { return size_; }  // the stale included
  std::size_t bytes() const { return nodes_ * sizeof(Node); }

  void add(AgendaEntry entry);

  // Moves the first leaf's entries whose clocks stand anywhere, sorted; nothing: the tree is empty.
  void take_first(std::vector<AgendaEntry>& into);

  // Drops what is stale, or there twice, in the first leaf from `from` on, and moves `from` behind that leaf; behind
  // the last, to 0. How many entries were looked at.
  std::size_t tidy(AgendaEntry& from);

 private:
  static constexpr unsigned level_bits = 4;
  static constexpr unsigned all_bits = 64;
  static constexpr unsigned last_bits = level_bits;  // a leaf's entries that differ in no more are sixteen at most

  struct Node;
  struct Slot {
    AgendaList leaf;
    std::unique_ptr<Node> node;  // else a leaf
  };
  struct Node {
    std::uint32_t filled = 0;  // a bit for each slot
    std::array<Slot, 1U << level_bits> slots;
  };

  static std::size_t slot_of(AgendaEntry entry, unsigned below) { return (entry >> below) % (1U << level_bits); }
  void make_room(Slot& slot, unsigned below);
  void take_all(AgendaList& leaf, std::vector<AgendaEntry>& into);
  template <class Stays>
  void take_if(AgendaList& leaf, std::vector<AgendaEntry>& into, Stays stays);
  void take_standing(AgendaList& leaf, std::vector<AgendaEntry>& into);
  void take_first_of(Slot& slot, std::vector<AgendaEntry>& into);
  void put(Slot& leaf, const std::vector<AgendaEntry>& entries);

  AgendaRoom* room_;
  std::uint32_t queue_;
  Slot root_;
  std::size_t size_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace hotline

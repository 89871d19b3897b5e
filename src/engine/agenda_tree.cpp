#include "engine/agenda_tree.hpp"

#include <algorithm>
#include <bit>

#include "engine/agenda_sort.hpp"

namespace hotline {
namespace {

constexpr std::size_t leaf_size = 8'192;  // sorted within the second-level cache

// The entries that a leaf holds differ in their lower `below` bits.
AgendaEntry low_bits(unsigned below) { return below == 64 ? ~AgendaEntry{0} : (AgendaEntry{1} << below) - 1; }

// How many were there twice.
std::size_t sort_once(std::vector<AgendaEntry>& entries, std::vector<AgendaEntry>& spare) {
  sort_entries(entries, spare);
  const auto last = std::unique(entries.begin(), entries.end());
  const auto twice = static_cast<std::size_t>(entries.end() - last);
  entries.erase(last, entries.end());
  return twice;
}

}  // namespace

void AgendaTree::add(AgendaEntry entry) {
  for (;;) {
    Slot* slot = &root_;
    unsigned below = all_bits;
    while (Node* node = slot->node.get()) {
      below -= level_bits;
      const std::size_t index = slot_of(entry, below);
      node->filled |= 1U << index;
      slot = &node->slots[index];
    }
    if (slot->leaf.size() < leaf_size) {
      slot->leaf.add(entry, room_->chunks);
      ++size_;
      return;
    }
    make_room(*slot, below);
  }
}

void AgendaTree::make_room(Slot& slot, unsigned below) {
  std::vector<AgendaEntry>& entries = room_->moving;
  entries.clear();
  if (room_->entries > room_->armed + room_->armed / 4)
    take_standing(slot.leaf, entries);
  else
    take_all(slot.leaf, entries);
  if (below == last_bits) room_->entries -= sort_once(entries, room_->sorting);
  if (entries.size() > leaf_size / 2) {
    slot.node = std::make_unique<Node>();
    ++nodes_;
    for (const AgendaEntry entry : entries) {
      const std::size_t index = slot_of(entry, below - level_bits);
      slot.node->filled |= 1U << index;
      slot.node->slots[index].leaf.add(entry, room_->chunks);
    }
  } else {
    for (const AgendaEntry entry : entries) slot.leaf.add(entry, room_->chunks);
  }
  size_ += entries.size();
}

void AgendaTree::take_all(AgendaList& leaf, std::vector<AgendaEntry>& into) {
  size_ -= leaf.size();
  leaf.empty_into(room_->chunks, [&](std::span<const AgendaEntry> entries) {
    into.insert(into.end(), entries.begin(), entries.end());
  });
}

// `stays` cannot be foretold, so nothing branches on it.
template <class Stays>
void AgendaTree::take_if(AgendaList& leaf, std::vector<AgendaEntry>& into, Stays stays) {
  const std::size_t held = leaf.size();
  const std::size_t begin = into.size();
  std::size_t end = begin;
  into.resize(begin + held);
  leaf.empty_into(room_->chunks, [&](std::span<const AgendaEntry> entries) {
    for (const AgendaEntry entry : entries) {
      into[end] = entry;
      end += stays(entry) ? 1 : 0;
    }
  });
  into.resize(end);
  size_ -= held;
  room_->entries -= held - (end - begin);
}

void AgendaTree::take_standing(AgendaList& leaf, std::vector<AgendaEntry>& into) {
  take_if(leaf, into, [&](AgendaEntry entry) { return room_->records.stands(queue_, entry); });
}

void AgendaTree::take_first(std::vector<AgendaEntry>& into) {
  while (size_ > 0 && into.empty()) take_first_of(root_, into);
  sort_entries(into, room_->sorting);
}

void AgendaTree::take_first_of(Slot& slot, std::vector<AgendaEntry>& into) {
  if (!slot.node) {
    take_if(slot.leaf, into, [&](AgendaEntry entry) { return room_->records.may_stand(entry); });
    return;
  }
  Node& node = *slot.node;
  Slot& first = node.slots[static_cast<std::size_t>(std::countr_zero(node.filled))];
  take_first_of(first, into);
  if (first.node) return;
  node.filled &= node.filled - 1;
  if (node.filled != 0) return;
  slot.node.reset();
  --nodes_;
}

std::size_t AgendaTree::tidy(AgendaEntry& from) {
  Slot* slot = &root_;
  unsigned below = all_bits;
  while (Node* node = slot->node.get()) {
    const AgendaEntry node_bits = low_bits(below);
    below -= level_bits;
    const std::uint32_t later = node->filled & (~0U << slot_of(from, below));
    if (later == 0) {
      from = (from | node_bits) + 1;
      if (from == 0) return 0;
      slot = &root_;
      below = all_bits;
      continue;
    }
    const auto index = static_cast<std::size_t>(std::countr_zero(later));
    if (index != slot_of(from, below)) from = (from & ~node_bits) | AgendaEntry{index} << below;
    slot = &node->slots[index];
  }
  from = (from | low_bits(below)) + 1;
  const std::size_t looked_at = slot->leaf.size();
  std::vector<AgendaEntry>& entries = room_->moving;
  entries.clear();
  take_standing(slot->leaf, entries);
  room_->entries -= sort_once(entries, room_->sorting);
  for (const AgendaEntry entry : entries) slot->leaf.add(entry, room_->chunks);
  size_ += entries.size();
  return looked_at;
}

}  // namespace hotline

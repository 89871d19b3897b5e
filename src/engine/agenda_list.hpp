// Entries in no order, in a list that grows at its tail: what it holds is never moved, and its memory is handed on when
// it is emptied.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "engine/agenda_entry.hpp"

namespace hotline {

struct AgendaChunk {
  AgendaChunk* next;
  std::array<AgendaEntry, 127> entries;  // a KiB in all
};

class AgendaChunks {  // those that stand in no list
 public:
  AgendaChunk* take() {
    AgendaChunk* chunk = spare_;
    if (chunk != nullptr) {
      spare_ = chunk->next;
    } else {
      if (fresh_ == slab_size) add_slab();
      chunk = &slabs_.back()[fresh_++];
    }
    chunk->next = nullptr;
    return chunk;
  }
  void give(AgendaChunk* chunk) {
    chunk->next = spare_;
    spare_ = chunk;
  }
  std::size_t bytes() const { return slabs_.size() * slab_size * sizeof(AgendaChunk); }

 private:
  static constexpr std::size_t slab_size = 64;
  void add_slab() {
    slabs_.push_back(std::make_unique_for_overwrite<AgendaChunk[]>(slab_size));
    fresh_ = 0;
  }

  std::vector<std::unique_ptr<AgendaChunk[]>> slabs_;
  std::size_t fresh_ = slab_size;
  AgendaChunk* spare_ = nullptr;
};

class AgendaList {
 public:
  std::size_t size() const { return size_; }

  void add(AgendaEntry entry, AgendaChunks& chunks) {
    if (room_ == 0) grow(chunks);
    AgendaEntry* place = &tail_->entries[tail_->entries.size() - room_--];
    *place = entry;
    // A thousand lists grow at once, which the processor does not foresee: the next line is fetched ahead.
    constexpr std::size_t line = 64 / sizeof(AgendaEntry);
    __builtin_prefetch(place + line, 1);
    ++size_;
  }

  // Hands every entry over, a chunk at a time, and its memory back.
  template <class Use>
  void empty_into(AgendaChunks& chunks, Use use) {
    while (head_ != nullptr) {
      const std::size_t held = head_->entries.size() - (head_ == tail_ ? room_ : 0);
      use(std::span{head_->entries}.first(held));
      AgendaChunk* next = head_->next;
      chunks.give(head_);
      head_ = next;
    }
    *this = {};
  }

 private:
  void grow(AgendaChunks& chunks) {
    AgendaChunk* fresh = chunks.take();
    (head_ == nullptr ? head_ : tail_->next) = fresh;
    tail_ = fresh;
    room_ = static_cast<std::uint32_t>(fresh->entries.size());
  }

  AgendaChunk* head_ = nullptr;
  AgendaChunk* tail_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t room_ = 0;  // in the last chunk
};

}  // namespace hotline

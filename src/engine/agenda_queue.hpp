// One queue of an agenda: clocks in the order of their keys.
//
// Entries wait in a tree and are sorted when they are reached, a leaf at a time: the run. What is put before the run's
// end is few, and kept in a heap.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/agenda_entry.hpp"
#include "engine/agenda_tree.hpp"

namespace hotline {

class AgendaQueue {
 public:
  AgendaQueue(AgendaRoom& room, std::uint32_t queue) : room_(&room), queue_(queue), tree_(room, queue) {}

  std::size_t bytes() const { return tree_.bytes() + (run_.capacity() + late_.capacity()) * sizeof(AgendaEntry); }

  void put(AgendaEntry entry) {
    ++room_->entries;
    if (reached_ && entry <= end_)
      put_late(entry);
    else
      tree_.add(entry);
  }
  std::size_t tidy(AgendaEntry& from) { return tree_.tidy(from); }
  std::optional<AgendaEntry> first();

  // Those at or before `upto`, at most `most` of them: each leaves, and is told.
  template <class Tell>
  std::size_t take(AgendaEntry upto, std::size_t most, Tell tell) {
    std::size_t taken = 0;
    const auto meet = [&](AgendaEntry entry) {
      if (!room_->records.stands(queue_, entry)) return;
      room_->records.leave(clock_in(entry));
      tell(entry);
      ++taken;
    };
    while (taken < most && reach()) {
      if (late_.empty()) {
        const std::size_t begun = place_;
        for (; taken < most && place_ < run_.size() && run_[place_] <= upto; ++place_) {
          if (place_ + ahead < run_.size()) room_->records.expect(run_[place_ + ahead]);
          meet(run_[place_]);
        }
        room_->entries -= place_ - begun;
        if (place_ < run_.size()) break;
      } else {
        const AgendaEntry entry = next();
        if (entry > upto) break;
        drop_next();
        meet(entry);
      }
    }
    return taken;
  }

 private:
  static constexpr std::size_t ahead = 32;  // so many entries on, a record is fetched that will be asked

  bool reach() { return place_ < run_.size() || !late_.empty() || reach_next_run(); }  // false: nothing is left
  bool reach_next_run();
  AgendaEntry next() const {
    if (place_ == run_.size()) return late_.front();
    return late_.empty() ? run_[place_] : std::min(run_[place_], late_.front());
  }
  void drop_next();
  void put_late(AgendaEntry entry);
  void put_back();

  AgendaRoom* room_;
  std::uint32_t queue_;
  AgendaTree tree_;
  std::vector<AgendaEntry> run_;   // sorted; earlier than all in the tree
  std::size_t place_ = 0;          // in the run
  AgendaEntry end_ = 0;            // of the run
  bool reached_ = false;           // is there a run?
  std::vector<AgendaEntry> late_;  // put before the end of the run: a heap
};

}  // namespace hotline

// Where does each clock stand? Its record decides: an entry that says otherwise is stale, and dropped when it is met.
//
// Whether it stands anywhere is a bit of its own. The records of ten million clocks lie far apart in memory, their bits
// in the second-level cache: to cancel one, and to tell most entries that are stale, takes the bit alone.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "engine/agenda_entry.hpp"

namespace hotline {

class AgendaRecords {
 public:
  struct Record {  // of a clock that stands nowhere: where it stood last
    std::uint32_t queue;
    std::uint32_t key;
    friend bool operator==(const Record& a, const Record& b) { return ((a.queue ^ b.queue) | (a.key ^ b.key)) == 0; }
  };

  void enter(std::uint32_t clock, const Record& record) {
    while (pages_.size() <= clock / page_size) add_page();
    known(clock) = record;
    armed_[clock / 64] |= bit(clock);
  }
  bool is_armed(std::uint32_t clock) const { return clock / 64 < armed_.size() && armed(clock); }
  void leave(std::uint32_t clock) { armed_[clock / 64] &= ~bit(clock); }
  const Record& of(std::uint32_t clock) const { return known(clock); }  // of one that has been armed

  // Of clocks that have been armed:
  bool may_stand(AgendaEntry entry) const { return armed(clock_in(entry)); }
  bool stands(std::uint32_t queue, AgendaEntry entry) const {
    return armed(clock_in(entry)) && known(clock_in(entry)) == Record{queue, key_in(entry)};
  }
  void expect(AgendaEntry entry) const { __builtin_prefetch(&known(clock_in(entry))); }

  std::size_t bytes() const { return pages_.size() * sizeof(Page) + armed_.capacity() * sizeof(std::uint64_t); }

 private:
  static constexpr std::size_t page_size = 8'192;  // in pages, so that growing moves no record
  using Page = std::array<Record, page_size>;

  static std::uint64_t bit(std::uint32_t clock) { return std::uint64_t{1} << (clock % 64); }
  bool armed(std::uint32_t clock) const { return (armed_[clock / 64] & bit(clock)) != 0; }
  Record& known(std::uint32_t clock) const { return (*pages_[clock / page_size])[clock % page_size]; }
  void add_page() {
    pages_.push_back(std::make_unique_for_overwrite<Page>());
    armed_.resize(pages_.size() * page_size / 64);
  }

  std::vector<std::unique_ptr<Page>> pages_;
  std::vector<std::uint64_t> armed_;  // a bit for each clock
};

}  // namespace hotline

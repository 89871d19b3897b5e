// Where does each clock stand? Its record decides: an entry that says otherwise is stale, and dropped when it is met.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "engine/agenda_entry.hpp"

namespace hotline {

class AgendaRecords {
 public:
  static constexpr std::uint32_t nowhere = 0xFFFF'FFFFU;
  struct Record {
    std::uint32_t queue = nowhere;
    std::uint32_t key = 0;
    friend bool operator==(const Record& a, const Record& b) { return ((a.queue ^ b.queue) | (a.key ^ b.key)) == 0; }
  };

  Record& of(std::uint32_t clock) {
    while (pages_.size() <= clock / page_size) add_page();
    return known(clock);
  }
  Record* find(std::uint32_t clock) const {  // null: it never stood anywhere
    return clock / page_size < pages_.size() ? &known(clock) : nullptr;
  }

  bool stands(std::uint32_t queue, AgendaEntry entry) const {
    return known(clock_in(entry)) == Record{queue, key_in(entry)};
  }
  bool leave(std::uint32_t queue, AgendaEntry entry) {  // false: it stood elsewhere
    Record& record = known(clock_in(entry));
    if (record != Record{queue, key_in(entry)}) return false;
    record.queue = nowhere;
    return true;
  }
  void expect(AgendaEntry entry) const { __builtin_prefetch(&known(clock_in(entry))); }

  std::size_t bytes() const { return pages_.size() * sizeof(Page); }

 private:
  static constexpr std::size_t page_size = 8'192;  // in pages, so that growing moves nothing
  using Page = std::array<Record, page_size>;

  void add_page() { pages_.push_back(std::make_unique<Page>()); }
  Record& known(std::uint32_t clock) const { return (*pages_[clock / page_size])[clock % page_size]; }

  std::vector<std::unique_ptr<Page>> pages_;
};

}  // namespace hotline

// The tickets behind one figure: how many, and the first of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hotline/core/event.hpp"
#include "hotline/report/detail.hpp"

namespace hotline {

// Those that some list names, each once.
class TicketRegister {
 public:
  std::uint32_t add(ListedTicket ticket) {
    tickets_.push_back(std::move(ticket));
    return static_cast<std::uint32_t>(tickets_.size() - 1);
  }
  const ListedTicket& at(std::uint32_t index) const { return tickets_[index]; }
  bool is_before(const ListedTicket& one, const ListedTicket& other) const {
    return one.id.text != other.id.text ? one.id.text < other.id.text : one.ticket < other.ticket;
  }
  bool is_before(std::uint32_t one, std::uint32_t other) const { return is_before(tickets_[one], tickets_[other]); }

 private:
  std::vector<ListedTicket> tickets_;
};

struct TicketList {
  std::int64_t count = 0;
  std::int64_t tickets = 0;
  std::uint64_t last = 0;              // the ticket that was counted last, by its turn
  std::vector<std::uint32_t> first{};  // in order
};

}  // namespace hotline

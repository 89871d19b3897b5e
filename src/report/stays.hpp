// Which tickets were there on a given day, when each was there from one day to another?
//
// A tree over all days from 1970 to 2100: a stay is told to the few nodes that make it up, a day asks those above it.
// So a ticket costs the same whether it was open for an hour or for eight years.
#pragma once

#include <cstdint>
#include <functional>
#include <map>

#include "report/ticket_list.hpp"

namespace hotline {

class Stays {
 public:
  static constexpr std::int32_t for_ever = 1 << 16;  // days since 1970; beyond 2100

  // [from, to); nothing where it is empty.
  void each_node(std::int32_t from, std::int32_t to, const std::function<void(TicketList&)>& visit);
  // The lists that together hold who was there on that day.
  void each_above(std::int32_t day, const std::function<void(const TicketList&)>& visit) const;

 private:
  std::map<std::uint32_t, TicketList> nodes_;  // as a heap is numbered: 1 is all days, 2 and 3 its halves
};

}  // namespace hotline

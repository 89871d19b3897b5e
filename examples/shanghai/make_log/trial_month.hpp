// The whole trial month as one CSV log, the same bytes on every machine. Illustrative: see the README of this example.
#pragma once

#include <string>

#include "ordinary.hpp"
#include "sub_urgent.hpp"
#include "transfers.hpp"

namespace shanghai {

inline std::string trial_month() {
  Book book;
  Dice calls{20230227};
  Dice nights{20230366};
  Dice orders{20230257};
  const std::vector<Demand> left_over = make_transfers({}, calls, book);
  make_sub_urgent({}, nights, book);
  make_ordinary(left_over, {}, orders, book);
  return book.to_csv();
}

}  // namespace shanghai

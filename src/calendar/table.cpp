#include "calendar/table.hpp"

namespace hotline {

std::size_t Calendar::Table::bytes() const {
  const auto held = [](const auto& list) { return list.size() * sizeof(list[0]); };
  return held(rules) + held(days) + clock.bytes() + held(working.day) + held(working.before) + working.close.bytes() +
         open.bytes() + whole_days.bytes();
}

}  // namespace hotline

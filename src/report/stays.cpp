#include "report/stays.hpp"

#include <algorithm>

namespace hotline {
namespace {

constexpr std::uint32_t leaves = 1U << 16U;
static_assert(leaves == Stays::for_ever);

std::uint32_t leaf_of(std::int32_t day) {
  return leaves + static_cast<std::uint32_t>(std::clamp(day, 0, Stays::for_ever - 1));
}

}  // namespace

void Stays::each_node(std::int32_t from, std::int32_t to, const std::function<void(TicketList&)>& visit) {
  if (from >= to) return;
  // Both ends climb until they meet; what lies between is whole nodes.
  std::uint32_t left = leaf_of(from);
  std::uint32_t right = leaf_of(to - 1) + 1;
  for (; left < right; left /= 2, right /= 2) {
    if (left % 2 == 1) visit(nodes_[left++]);
    if (right % 2 == 1) visit(nodes_[--right]);
  }
}

void Stays::each_above(std::int32_t day, const std::function<void(const TicketList&)>& visit) const {
  for (std::uint32_t node = leaf_of(day); node > 0; node /= 2)
    if (const auto found = nodes_.find(node); found != nodes_.end()) visit(found->second);
}

}  // namespace hotline

// Who to ring now, in which order; or which order to open instead?
//
//   const auto plan = plan_transfer(rules, "invoice", now, {"6001"});   // 6001 is busy
//   // ring 6002 (busy-forward of 6001), then 6003
//
// A matter's numbers are tried in order; a busy one is replaced by its busy-forward chain, each number once; one whose
// hours are closed, that is out of service or not there on that day is left out. When nobody is left, the numbers of
// the departments above the owner are tried, the nearest first. When none is open the off-hours order is to be opened;
// when all that are open are busy, the failed-transfer order.
// Promises: pure. Fails: not_found, an unknown matter with the nearest name, or one not served on that day.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/directory/directory.hpp"
#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

struct Ring {
  std::string number;
  std::string department;
  std::string why;  // "listed for the matter", "busy-forward of 6001"
};

struct TransferPlan {
  std::vector<Ring> ring;              // in order
  std::optional<OrderToOpen> instead;  // when there is nobody to ring
  std::string why;
};

HOTLINE_API Result<TransferPlan> plan_transfer(const Rules& rules, std::string_view matter, Instant now,
                                               const std::set<std::string>& busy);

}  // namespace hotline

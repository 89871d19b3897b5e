// Who to ring now, in which order; or which order to open instead?
//
//   const auto plan = plan_transfer(rules, "invoice", now, {"6001"});   // 6001 has a call
//   // ring 6002 (busy-forward of 6001), then 6003
//   plan_help(rules, "invoice", now, {"7", "7"});                       // which seats may take an online session?
//
// A matter's numbers are tried in order; one that has as many calls as it can take is replaced by its busy-forward
// chain, each number once; one whose hours are closed, that is out of service, not there on that day or of a department
// flagged live-transfer = false is left out. When nobody is left, the numbers of the departments above the owner are
// tried, the nearest first. When none is open the off-hours order is to be opened; when all that are open are busy, the
// failed-transfer order. An order of a matter with one owner to the end says so.
// Online help is given by free seats of the owner, then of those above it; with the same way out.
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

using Busy = std::multiset<std::string>;  // numbers, or seats; each once for every call or session it has

struct Ring {
  std::string number;
  std::string department;
  std::string why;  // "listed for the matter", "busy-forward of 6001"
};

struct TransferPlan {
  std::vector<Ring> ring;              // in order
  std::optional<OrderToOpen> instead;  // when there is nobody to ring
  std::string why;
  Matter matter = {};  // whose it is, what to answer, how an order of it goes
};

HOTLINE_API Result<TransferPlan> plan_transfer(const Rules& rules, std::string_view matter, Instant now,
                                               const Busy& busy);

struct FreeSeat {
  std::string seat;
  std::string group;
  std::string department;
};

struct HelpPlan {
  std::vector<FreeSeat> seats;         // in order
  std::optional<OrderToOpen> instead;  // when none is free
  std::string why;
  Matter matter = {};
};

HOTLINE_API Result<HelpPlan> plan_help(const Rules& rules, std::string_view matter, Instant now, const Busy& busy);

}  // namespace hotline

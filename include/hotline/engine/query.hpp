// Which tickets are there, of this kind, in that state, due before then?
//
//   find(engine, {.kind = "order", .where = {{"urgency", "urgent"}}, .due_before = tomorrow, .limit = 50})
//   // page of tickets in the order of their cases and numbers; the next page: .after = page.back().place
//
// Every condition must hold; none given holds for all. A ticket is due when the first of its running promises is.
// Promises: pages never overlap and never skip, whatever is told in between; the same cases give the same answer.
// Cost:     reads every case up to the page's end: for a desk's screen, not for a hot path.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hotline/base/ids.hpp"
#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct TicketPlace {  // of a ticket
  CaseId case_id;
  TicketNumber ticket = 0;
  friend auto operator<=>(const TicketPlace&, const TicketPlace&) = default;
};

struct TicketsWanted {
  std::optional<std::string> kind = {};
  std::optional<std::string> state = {};
  Fields where = {};                           // attributes and labels
  std::optional<std::string> escalation = {};  // the level of its case
  std::optional<Instant> due_before = {};
  TicketPlace after = {};
  std::size_t limit = 100;
};

struct FoundTicket {
  TicketPlace place;
  std::string kind;
  std::string state;
  std::string escalation;      // empty: its rules have none
  std::optional<Instant> due;  // none: nothing is promised now
  std::string target;          // that is due then
  bool breached = false;       // one of its open promises
};

HOTLINE_API Result<std::vector<FoundTicket>> find(Engine& engine, const TicketsWanted& wanted);

// How many tickets per value of an attribute or label, or of "kind", "state", "escalation". `limit` and `after` are
// left aside.
HOTLINE_API Result<std::map<std::string, std::uint64_t>> count_by(Engine& engine, const TicketsWanted& wanted,
                                                                  const std::string& by);

}  // namespace hotline

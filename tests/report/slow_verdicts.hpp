// How every promise ended, told a second time straight from the events: no case, no judge.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hotline/core/event.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline::test {

struct SlowName {
  std::string case_id, kind, target;
  int nth_of_kind = 0;
  int nth = 0;
  friend auto operator<=>(const SlowName&, const SlowName&) = default;
};

struct SlowEnd {
  std::string end;  // "on time", "late", "overdue", "open", "cancelled"
  bool breached = false;
  TicketNumber ticket = 0;
  std::optional<Instant> due;  // nothing where it stands still
  std::optional<Instant> ended_at;
};

using SlowEnds = std::map<SlowName, SlowEnd>;

void add_slow_ends(const std::string& case_id, const std::vector<Event>& events, const Rules& rules, SlowEnds& ends);

}  // namespace hotline::test

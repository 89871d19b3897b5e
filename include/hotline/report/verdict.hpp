// How did one promise end, and when was it due?
//
// The ends are those of a report (count.hpp): on time, late, overdue (still open, past due), open, cancelled. A promise
// is broken when it was breached on the way, whatever its end.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hotline/base/instant.hpp"
#include "hotline/core/command.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct PromiseVerdict {
  enum class End { on_time, late, overdue, open, cancelled };
  TicketNumber ticket = 1;
  End end = End::open;
  bool breached = false;
  std::optional<Instant> due;       // none: its clock is paused, or it is due past 2100
  std::optional<Instant> ended_at;  // met or cancelled
  friend bool operator==(const PromiseVerdict&, const PromiseVerdict&) = default;
};

HOTLINE_API std::string_view to_text(PromiseVerdict::End end);  // "on time"

}  // namespace hotline

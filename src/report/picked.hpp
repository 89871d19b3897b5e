// Which tickets a measure speaks of, when, and under which heading.
#pragma once

#include <optional>
#include <string>

#include "hotline/calendar/zone.hpp"
#include "hotline/core/case.hpp"
#include "hotline/measure/measure.hpp"
#include "hotline/rules/rules.hpp"
#include "report/promises.hpp"

namespace hotline {

struct Looked {  // one ticket, seen by a measure
  const Rules& rules;
  const Case& matter;
  const Ticket& ticket;
  const Judge& judge;

  // An attribute, set or read off, or a label, its own or that of the ticket above; empty where there is none.
  std::string field(const std::string& name) const;
  bool holds(const Picks& picks) const;
  // When it counts; none: it does not. `promises`: of basis due, the targets meant; empty: any.
  std::optional<Instant> counts_at(Measure::Basis basis, const Trigger& counted_at,
                                   const std::vector<std::string>& promises) const;

 private:
  std::optional<Instant> first_move(const Trigger& trigger) const;
  std::optional<Instant> fell_due(const std::vector<std::string>& promises) const;
};

std::string month_of(Instant at, const Zone& zone);  // "2023-03"

}  // namespace hotline

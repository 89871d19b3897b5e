// Where does a case stand, how did it come there, and why is each of its promises due then?
//
//   case_page(matter, events, history, until, in_force);
//
// A page that is whole by itself: each ticket's states and clocks on a line of time, over the hours that are worked,
// with pauses, rungs, breaches and ends; for each clock the days that counted and those that did not, and why; then all
// that happened. `history` tells the events in words, `until` is when the page ends: nothing is known beyond it.
// Promises: the same case and events give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/event.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/export.hpp"
#include "hotline/report/table.hpp"

namespace hotline {

struct HistoryLine {
  Instant at{};
  Title words;
};

HOTLINE_API std::string case_page(const Case& matter, const std::vector<Event>& events,
                                  const std::vector<HistoryLine>& history, Instant until, const InForce& in_force,
                                  Language opens_in = Language::en);

}  // namespace hotline

// A case being decided: the events so far, and the case as they leave it.
#pragma once

#include <utility>
#include <vector>

#include "hotline/core/case.hpp"
#include "hotline/core/event.hpp"
#include "hotline/core/in_force.hpp"

namespace hotline {

class Draft {
 public:
  Draft(const Case& matter, const InForce& in_force) : matter_(matter), in_force_(in_force) {}

  template <class What>
  void add(Instant at, What what) {
    events_.push_back(Event{at, std::move(what)});
    evolve(matter_, events_.back());
  }

  const Case& matter() const { return matter_; }
  const Ticket& ticket(TicketNumber number) const { return *matter_.ticket(number); }
  const InForce& in_force() const { return in_force_; }
  const Rules& rules() const { return in_force_.rules_of(matter_); }
  std::vector<Event> take() { return std::move(events_); }

 private:
  Case matter_;
  const InForce& in_force_;
  std::vector<Event> events_;
};

}  // namespace hotline

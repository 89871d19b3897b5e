// A case being decided, in place: the events so far, and the case as they leave it.
#pragma once

#include <utility>
#include <vector>

#include "hotline/core/case.hpp"
#include "hotline/core/command.hpp"
#include "hotline/core/event.hpp"
#include "hotline/core/in_force.hpp"

namespace hotline {

class Draft {
 public:
  Draft(Case& matter, const InForce& in_force) : matter_(matter), in_force_(in_force) {}

  template <class What>
  void add(Instant at, What what) {
    if (events_.empty()) events_.reserve(most_have_no_more);
    evolve(matter_, events_.emplace_back(Event{at, std::move(what)}));
  }

  const Case& matter() const { return matter_; }
  const Ticket& ticket(TicketNumber number) const { return *matter_.ticket(number); }
  const InForce& in_force() const { return in_force_; }
  // Asked for at every step, so it is found anew only when the case is bound to another.
  const InForce::Version& version() const {
    if (bound_ == nullptr || bound_->rules.version != matter_.rules) bound_ = &in_force_.version_of(matter_);
    return *bound_;
  }
  const Rules& rules() const { return version().rules; }
  const std::vector<Event>& events() const { return events_; }
  void drop_after(std::size_t count) {
    events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(count), events_.end());
  }
  std::vector<Event> take() { return std::move(events_); }

 private:
  static constexpr std::size_t most_have_no_more = 4;

  Case& matter_;
  const InForce& in_force_;
  mutable const InForce::Version* bound_ = nullptr;
  std::vector<Event> events_;
};

// As their namesakes in core/decide.hpp and core/merge.hpp. After an error a case holds whatever was added until then.
Result<void> advance(Draft& draft, Instant now);
Result<void> decide(Draft& draft, const Command& command, Instant now);
Result<void> decide_merge(Draft& absorbed, Draft& survivor, const Command& command, Instant now);

}  // namespace hotline

// A limit as its clock runs, stands still and runs on: the core's rule, for questions without a case.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/line.hpp"

namespace hotline {

class Run {
 public:
  static Result<Run> begin(const Calendar& calendar, const Limit& limit, Instant from);

  Result<void> stand(const std::vector<Pause>& pauses);  // in order
  void pause(Instant at);
  void resume(Instant at);

  const Line& line() const { return line_; }
  Instant received() const { return received_; }
  Key budget() const { return budget_; }
  Key left() const { return key_ - from_; }
  Key left_at(Instant at) const { return key_ - std::max(from_, line_.reached(at)); }
  Result<Instant> due() const;                                 // not before the last resume
  std::optional<Instant> ran_out() const { return ran_out_; }  // where a pause came after the limit had run out

 private:
  Run(Line line, Instant asked, Instant received, Key from, Key budget)
      : line_(std::move(line)),
        last_(asked),
        received_(received),
        anchor_(received),
        from_(from),
        budget_(budget),
        key_(from + budget) {}

  Line line_;
  Instant last_;  // no pause begins before it
  Instant received_;
  Instant anchor_;
  Key from_;
  Key budget_;
  Key key_;
  std::optional<Instant> ran_out_;
};

}  // namespace hotline

// The oracle: the same questions answered the slow and obvious way, date by date and window by window.
//
// It keeps no table and shares nothing with the library but its plain values and Zone, which other tests hold to
// account.
#pragma once

#include <optional>
#include <vector>

#include "hotline/calendar/calendar.hpp"
#include "hotline/calendar/limit.hpp"

namespace hotline::test {

class SlowCalendar {
 public:
  explicit SlowCalendar(CalendarSpec spec) : spec_(std::move(spec)) {}

  Hours hours_on(std::chrono::sys_days date) const;
  std::vector<Span> spans_on(std::chrono::sys_days date) const;
  bool works(std::chrono::sys_days date) const { return !spans_on(date).empty(); }
  bool is_open(Instant at) const;
  std::chrono::seconds worked(Instant from, Instant to) const;  // from <= to

  Instant midnight(std::chrono::sys_days date) const;
  std::chrono::sys_days date_of(Instant at) const;
  std::chrono::seconds time_of(Instant at) const;  // of day, as far as the clock had got that day

  Instant deemed(const Limit& limit, Instant at) const;
  Instant due(const Limit& limit, Instant from) const;

 private:
  struct Given {
    Hours hours;
    std::chrono::weekday like;  // whose breaks
  };
  Given as_on(std::chrono::weekday day) const { return {spec_.week.on(day), day}; }
  Given make_up(std::chrono::sys_days date) const;
  Given given_on(std::chrono::sys_days date) const;  // before anything is cut
  bool is_cut(std::chrono::sys_days date, std::chrono::seconds time) const;
  Instant local(std::chrono::sys_days date, std::chrono::seconds time) const;
  std::chrono::sys_days next_working(std::chrono::sys_days date) const;  // after it
  Instant next_opening(Instant at) const;
  Instant run_out(std::vector<Span> (SlowCalendar::*open)(std::chrono::sys_days) const, std::chrono::seconds left,
                  Instant from) const;
  std::vector<Span> whole_day(std::chrono::sys_days date) const;
  std::chrono::sys_days first_counted(const Limit& limit, Instant deemed) const;
  Instant nth_working_day(const Limit& limit, Instant deemed) const;
  Instant nth_day(const Limit& limit, Instant deemed) const;

  CalendarSpec spec_;
};

}  // namespace hotline::test

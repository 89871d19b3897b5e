// The oracle: the same questions answered the slow and obvious way, date by date and window by window.
//
// It shares nothing with the library but its plain values and Zone, which other tests hold to account. What a date's
// hours and spans are is found once and remembered: one calendar is for one thread.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "hotline/calendar/calendar.hpp"
#include "hotline/calendar/limit.hpp"

namespace hotline::test {

class SlowCalendar {
 public:
  explicit SlowCalendar(CalendarSpec spec) : spec_(std::move(spec)) {}

  const Hours& hours_on(std::chrono::sys_days date) const;
  const std::vector<Span>& spans_on(std::chrono::sys_days date) const;
  bool works(std::chrono::sys_days date) const { return !spans_on(date).empty(); }
  bool is_open(Instant at) const;
  std::chrono::seconds worked(Instant from, Instant to) const;  // from <= to

  Instant midnight(std::chrono::sys_days date) const;
  std::chrono::sys_days date_of(Instant at) const;
  std::chrono::seconds time_of(Instant at) const;  // of day, as far as the clock had got that day

  std::chrono::sys_days first() const {
    return std::chrono::sys_days{first_date};
  }  // other dates have no hours and no breaks
  std::chrono::sys_days last() const { return std::chrono::sys_days{last_date}; }
  bool covers(Instant at) const { return midnight(first()) <= at && at <= midnight(last() + std::chrono::days{1}); }

  // Nothing: not before the end of 2100.
  std::optional<Instant> deemed(const Limit& limit, Instant at) const;
  std::optional<Instant> due(const Limit& limit, Instant from) const;
  std::optional<Span> next_open(Instant at) const;  // what holds `at`, or the next; touching spans are one
  std::int64_t working_days(std::chrono::sys_days after, std::chrono::sys_days to) const;  // after <= to

 private:
  struct PastTheEnd {};
  struct Given {
    Hours hours;
    std::chrono::weekday like;  // whose breaks
  };
  Given as_on(std::chrono::weekday day) const { return {spec_.week.on(day), day}; }
  Given make_up(std::chrono::sys_days date) const;
  Given find_given(std::chrono::sys_days date) const;
  Hours find_hours(std::chrono::sys_days date) const;
  std::vector<Span> find_spans(std::chrono::sys_days date) const;
  const Given& given_on(std::chrono::sys_days date) const;  // before anything is cut
  bool is_cut(std::chrono::sys_days date, std::chrono::seconds time) const;
  Instant local(std::chrono::sys_days date, std::chrono::seconds time) const;
  std::chrono::sys_days next_working(std::chrono::sys_days date) const;  // after it
  Instant received(const Limit& limit, Instant at) const;
  Instant run_out(bool whole_days, std::chrono::seconds left, Instant from) const;
  std::vector<Span> whole_day(std::chrono::sys_days date) const;
  std::chrono::sys_days first_counted(const Limit& limit, Instant deemed) const;
  Instant nth_working_day(const Limit& limit, Instant deemed) const;
  Instant nth_day(const Limit& limit, Instant deemed) const;
  Instant runs_out(const Limit& limit, Instant deemed) const;

  CalendarSpec spec_;
  mutable std::map<std::chrono::sys_days, Given> given_;
  mutable std::map<std::chrono::sys_days, Hours> hours_;
  mutable std::map<std::chrono::sys_days, std::vector<Span>> spans_;
};

}  // namespace hotline::test

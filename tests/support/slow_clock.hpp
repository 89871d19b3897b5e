// The oracle of clocks: one promise counted second by second from its start, knowing nothing of keys or lines.
//
// It takes from the case what happened (when the clock started, stood still, was extended, ended) and from the
// calendars what is open, and finds by itself when the promise ran out.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hotline/core/case.hpp"
#include "hotline/core/event.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline::test {

inline constexpr Instant never = Instant::max();

// What a calendar is at every second of a stretch of time.
class Seconds {
 public:
  Seconds(const Calendar& calendar, Instant from, Instant to);

  bool is_open(Instant at) const { return open_[index(at)]; }
  bool works(Instant at) const { return works_[index(at)]; }        // the date is a working day
  bool closes(Instant at) const { return closings_.contains(at); }  // a working day's last window
  bool is_midnight(Instant at) const { return midnights_.contains(at); }
  Instant end_of_date(Instant at) const { return *midnights_.upper_bound(at); }  // of the date that holds `at`
  Instant end_of_working_date(Instant at) const;                                 // or of the next that works

 private:
  std::size_t index(Instant at) const { return static_cast<std::size_t>((at - from_).count()); }
  Instant from_;
  std::vector<bool> open_;
  std::vector<bool> works_;
  std::set<Instant> closings_;
  std::set<Instant> midnights_;
};

class SlowClocks {
 public:
  SlowClocks(const Rules& rules, const Ticket& ticket, const std::vector<Event>& events, Instant until)
      : rules_(rules), ticket_(ticket), events_(events), until_(until) {}

  // When it ran out, `never` if that was not before its end or `until`. Nothing: a limit it cannot count.
  std::optional<Instant> run_out(const Clock& clock);

 private:
  const Seconds& seconds_of(const std::string& calendar);

  const Rules& rules_;
  const Ticket& ticket_;
  const std::vector<Event>& events_;
  Instant until_;
  std::map<std::string, Seconds> seconds_;
};

}  // namespace hotline::test

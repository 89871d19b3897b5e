// How long, and how is it counted?
//
//   parse_limit("5 working days")          // the 5th working day after the start date, at its close
//   parse_limit("24 hours on working days")
//   parse_limit("7 days, rolled forward")
//
// | text                       | counting      | its clock                                             |
// | `2 hours`                  | elapsed       | every second                                          |
// | `8 working hours`          | working_time  | seconds inside windows                                |
// | `24 hours on working days` | whole_days    | every second of a working day, 00:00-24:00            |
// | `5 working days`           | working_days  | the Nth working day after the start date              |
// | `7 days`                   | days          | calendar days by the wall clock                       |
// | `7 days, rolled forward`   | rolled_days   | and then to the next working day, same end            |
// | `given`                    | given         | the instant the command carries as due                |
//
// Units are second, minute, hour, day, singular or plural. first_day and end belong to counts of days alone.
// Fails: bad_input, quoting the text and showing a form that is right; a zero or negative limit; an option that its
//        counting does not have.
// Sources: Civil Code of China art. 200-204 (first day not counted, end of the last day, roll).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "hotline/base/result.hpp"
#include "hotline/export.hpp"

namespace hotline {

enum class Counting { elapsed, working_time, whole_days, working_days, days, rolled_days, given };
enum class Start { at_once, next_opening, cut_off };
enum class FirstDay { exclude, include };
enum class End { close, midnight, same_time };

struct Limit {
  Counting counting = Counting::given;
  std::int64_t amount = 0;  // days for counts of days, else seconds
  Start start = Start::at_once;
  std::chrono::seconds cut_off{};  // with Start::cut_off: at or after it, the next working day's opening
  FirstDay first_day = FirstDay::exclude;
  End end = End::close;  // close for working days, midnight for days and rolled days
  friend bool operator==(const Limit&, const Limit&) = default;
};

constexpr bool counts_days(Counting counting) {
  return counting == Counting::working_days || counting == Counting::days || counting == Counting::rolled_days;
}
constexpr bool needs_calendar(const Limit& limit) {
  return (limit.counting != Counting::elapsed && limit.counting != Counting::given) || limit.start != Start::at_once;
}

HOTLINE_API Result<Limit> parse_limit(std::string_view text);
// The options, in the words of a rules file; each returns the limit with the option set, or says why not.
HOTLINE_API Result<Limit> with_start(Limit limit, std::string_view text);      // at-once | next-opening | cut-off 17:00
HOTLINE_API Result<Limit> with_first_day(Limit limit, std::string_view text);  // exclude | include
HOTLINE_API Result<Limit> with_end(Limit limit, std::string_view text);        // close | midnight | same-time
HOTLINE_API std::string to_text(const Limit& limit);                           // "5 working days"; options follow

}  // namespace hotline

// What happened, in the past tense? Facts are never refused and never changed.
//
// The bytes of an event are one line of JSON in a fixed order, the same on any machine:
//   {"at":1677805200,"event":"clock-started","ticket":1,"target":"contact","cycle":1,"calendar":"office",...}
// Clock events carry their budget and keys, so that a case can be rebuilt without rules or calendars. An event a timer
// caused carries that timer's own instant. When it was written down is not part of it.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hotline/base/ids.hpp"
#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/line.hpp"
#include "hotline/core/command.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct LineRef {  // a line by name: which calendar, and how it is counted
  std::string calendar;
  LineKind kind;
  friend auto operator<=>(const LineRef&, const LineRef&) = default;
};

struct ClockRef {  // one target on one ticket, in its nth cycle
  TicketNumber ticket = 1;
  std::string target;
  std::uint32_t cycle = 1;
  friend auto operator<=>(const ClockRef&, const ClockRef&) = default;
};

struct TicketOpened {
  TicketNumber ticket = 1;
  std::string kind;
  std::string state;
  std::string by;
  std::string rules;       // the version the case is bound to
  TicketNumber under = 0;  // the ticket it is a leg of; 0: none
};
struct AttributeSet {
  TicketNumber ticket = 1;
  std::string name;
  std::string value;
};
struct LabelSet {
  TicketNumber ticket = 1;
  std::string name;
  std::string value;
};
struct PolicyChosen {
  TicketNumber ticket = 1;
  std::string policy;
};
struct StateChanged {
  TicketNumber ticket = 1;
  std::string verb;
  std::string from;
  std::string to;
  std::string by;
};
struct RolesTold {  // by a transition: an effect
  TicketNumber ticket = 1;
  std::string verb;
  std::vector<std::string> tell;
};
struct ClockStarted {
  ClockRef clock;
  bool promise = true;
  LineRef line;
  Key budget = 0;
  Key from = 0;
  Key key = 0;
  Instant since{};            // the start it counts from: the event's own, or an earlier one it was derived from again
  std::vector<Pause> pauses;  // that lie behind it then
  std::vector<std::uint32_t> skipped;  // rungs already past, not to be reached in this cycle
  CaseId taken_from;                   // the case whose start this is, after a merge; else empty
};
struct ClockPaused {
  ClockRef clock;
  Key from = 0;
};
struct ClockResumed {
  ClockRef clock;
  Key from = 0;
  Key key = 0;
};
struct ClockExtended {  // as it stands from now on
  ClockRef clock;
  Key budget = 0;
  Key key = 0;
};
struct ClockRekeyed {  // as its calendar counts now; never due before this
  ClockRef clock;
  Key from = 0;
  Key key = 0;
};
struct ClockMet {
  ClockRef clock;
};
struct ClockCancelled {
  ClockRef clock;
};
struct ClockSuperseded {
  ClockRef clock;
};
struct ClockBreached {
  ClockRef clock;
};
struct ClockCorrected {  // a breach on record did not happen; the next cycle carries the promise on
  ClockRef clock;
  std::uint64_t breach = 0;            // the version of the event it corrects
  std::vector<std::uint32_t> skipped;  // rungs that stay reached: those before due
};
struct TimerRan {
  ClockRef clock;
  std::string verb;
  bool done = false;  // false: the verb was not possible then
};
struct RungReached {
  ClockRef clock;
  std::uint32_t rung = 0;  // of the ladder, from 0
  std::string text;        // "75%", "1 working day after due"
  std::vector<std::string> tell;
  Instant tell_at{};
};

struct CalendarAdopted {  // what moved this case's clocks
  std::string calendar;
  std::uint32_t revision = 1;
  std::string past;  // "stand" or "correct": what was decided of breaches that would not have been
};
struct CaseRebound {  // to another version of the rules
  std::string from;
  std::string to;
  std::string by;
};
struct CaseMerged {  // told in the case that ends in another
  CaseId into;
  std::string by;
};
struct CaseAbsorbed {  // told in that other
  CaseId absorbed;
  std::string by;
};
struct CaseUnmerged {  // told in the case that stands alone again
  CaseId from;
  std::string by;
};
struct CaseReleased {  // told in the other
  CaseId released;
  std::string by;
};

struct Event {
  Instant at{};
  std::variant<TicketOpened, AttributeSet, LabelSet, PolicyChosen, StateChanged, ClockStarted, ClockPaused,
               ClockResumed, ClockExtended, ClockRekeyed, ClockMet, ClockCancelled, ClockSuperseded, ClockBreached,
               ClockCorrected, TimerRan, RungReached, RolesTold, CalendarAdopted, CaseRebound, CaseMerged, CaseAbsorbed,
               CaseUnmerged, CaseReleased>
      what;
};

HOTLINE_API std::string_view name_of(const Event& event);  // "clock-started"
HOTLINE_API std::string to_line(const Event& event);       // canonical, without the line end
HOTLINE_API std::string to_lines(const std::vector<Event>& events);
HOTLINE_API Result<std::vector<Event>> events_in(std::string_view lines);  // fails: damaged, quoting the line

}  // namespace hotline

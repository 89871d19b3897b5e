// Where does a citizen's matter stand?
//
// A case is a citizen's ticket and the tickets under it. It is the unit of history, version and commit, and nothing but
// a fold over its events: the same events give the same case, on any machine.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/ids.hpp"
#include "hotline/base/instant.hpp"
#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/line.hpp"
#include "hotline/core/event.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct Move {
  Instant at;
  std::string verb;
  std::string to;
  friend bool operator==(const Move&, const Move&) = default;
};

struct Change {  // of an attribute: a value that holds from its ticket's nth move on, the opening being the 0th
  std::size_t move = 0;
  std::string name;
  std::string value;
  friend bool operator==(const Change&, const Change&) = default;
};

struct Clock {
  enum class Status { running, paused, met, cancelled, superseded, corrected, ran };  // the last five are ends
  std::string target;
  std::uint32_t cycle = 1;
  bool promise = true;
  Status status = Status::running;
  bool breached = false;  // a mark it may get on the way, not an end
  LineRef line;
  Key budget = 0;
  Key from = 0;
  Key key = 0;
  Instant since{};            // the start it counts from
  Instant anchor{};           // the last start, pause or resume: never due before it
  std::vector<Pause> pauses;  // those that have ended
  std::optional<Instant> paused_since;
  std::optional<Instant> breached_at;
  std::uint64_t breach_version = 0;
  std::optional<Instant> ended_at;
  std::set<std::uint32_t> rungs;  // reached in this cycle
  CaseId taken_from;              // the case whose start it has, after a merge; else empty

  bool is_open() const { return status == Status::running || status == Status::paused; }
  friend bool operator==(const Clock&, const Clock&) = default;
};

struct Ticket {
  TicketNumber number = 1;
  TicketNumber under = 0;  // the ticket it is a leg of; 0: none
  std::string kind;
  std::string state;
  std::string policy;
  Fields attributes;
  Fields labels;
  Instant opened_at{};
  Instant changed_at{};     // its last change of state
  std::vector<Move> moves;  // every change of state, its opening first
  std::vector<Change> changes;
  std::vector<Clock> clocks;  // every cycle, in the order they started

  HOTLINE_API bool was_in(std::string_view state) const;
  HOTLINE_API Fields attributes_at(std::size_t move) const;

  HOTLINE_API const Clock* open_clock(std::string_view target) const;
  HOTLINE_API const Clock* last_clock(std::string_view target) const;
  friend bool operator==(const Ticket&, const Ticket&) = default;
};

struct Case {
  CaseId id;
  std::uint64_t version = 0;  // how many events it has
  std::string rules;          // the version it is bound to
  std::vector<Ticket> tickets;
  CaseId merged_into;            // the case that this one's callers are served by; empty: this
  std::vector<CaseId> absorbed;  // whose callers this one serves too

  bool exists() const { return version > 0; }
  HOTLINE_API const Ticket* ticket(TicketNumber number) const;
  HOTLINE_API const Ticket* escalation() const;
  friend bool operator==(const Case&, const Case&) = default;
};

// Takes the event in. It cannot fail: events were decided before they came here, and need neither rules nor calendars.
HOTLINE_API void evolve(Case& matter, const Event& event);

}  // namespace hotline

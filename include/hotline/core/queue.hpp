// When must somebody look at this case again?
//
//   for (const QueuedKey& entry : hints(matter, in_force)) queue_of(entry.queue).push(entry.key, matter.id);
//
// A queue is a never-decreasing function from key to instant: a line, or a line's due instant less amounts counted on
// others: a rung's before due, a leg's margin. Key order is due order, so a queue needs no instants, and a calendar
// that changes only the future moves none of its keys. A hint says "look", not "fire": advance() derives anew what is
// due.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/calendar/line.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct Queue {
  struct Before {
    LineRef line;
    Key amount = 0;
    friend auto operator<=>(const Before&, const Before&) = default;
  };
  LineRef line;
  std::vector<Before> before;  // one after another
  friend auto operator<=>(const Queue&, const Queue&) = default;
};

struct QueuedKey {
  Queue queue;
  Key key = 0;
};

// The earliest key of the case in each queue it stands in.
HOTLINE_API Result<std::vector<QueuedKey>> hints(const Case& matter, const InForce& in_force);

// A queue with its lines at hand, as they stand now: to ask it more than once.
class HOTLINE_API QueueLines {
 public:
  static Result<QueueLines> of(const Queue& queue, const InForce& in_force);
  explicit QueueLines(Line line) : line_(std::move(line)) {}

  Result<Instant> when(Key key) const;
  Result<Key> past(Instant now) const;  // the last key whose instant is before `now`

 private:
  struct Before {
    Line line;
    Key amount = 0;
  };
  Line line_;
  std::vector<Before> before_;
};

HOTLINE_API Result<Instant> when(const Queue& queue, Key key, const InForce& in_force);
HOTLINE_API Result<Key> past(const Queue& queue, Instant now, const InForce& in_force);

HOTLINE_API std::string to_text(const Queue& queue);  // "office/working-days/close"
HOTLINE_API Result<Queue> parse_queue(std::string_view text);

}  // namespace hotline

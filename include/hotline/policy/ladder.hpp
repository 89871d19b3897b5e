// Who hears of it before a promise breaks, and after?
//
//   [ladder.standard]
//   rungs = [ { at = "75%", raise = "yellow", tell = ["handler"] },
//             { at = "due", raise = "red", tell = ["handler", "deputy-head"], tell-in = "office" },
//             { at = "1 working day after due", raise = "supervised", tell = ["supervisor"] } ]
//
// A rung is reached once per cycle, as soon as `now` is past its instant. Shares are of the limit, on its own clock; an
// amount before or after due is counted on the calendar the rung names, by default the target's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/calendar/limit.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct Rung {
  enum class At { share, due, before_due, after_due } at = At::due;
  std::int64_t percent = 0;            // of At::share: 1-100, whole percent of the limit, rounded up
  Limit amount;                        // of At::before_due and At::after_due
  std::string calendar;                // what `amount` is counted on; empty: the target's
  std::optional<std::string> raise;    // the escalation's level
  std::vector<std::string> tell;       // roles
  std::optional<std::string> tell_in;  // the telling waits for this calendar's next opening
  std::optional<std::string> does;     // a verb, done by "system"
  std::string text;                    // as written: "75%", "1 working day after due"
};

// Which of several rungs of one clock are told when they are written down at once, after a time when nobody looked. All
// are on record either way.
enum class Missed { highest, all, held };  // held: none; a person tells them

struct Ladder {
  std::string name;
  std::vector<Rung> rungs;
  Missed missed = Missed::highest;
};

// "75%", "due", "2 working hours before due", "1 working day after due". Fails: bad_input, quoting the text.
HOTLINE_API Result<Rung> parse_rung_at(std::string_view text);

}  // namespace hotline

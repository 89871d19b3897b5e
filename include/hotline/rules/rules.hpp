// What does this city promise? One file says it all; this is that file, read and proved.
//
//   const Reading reading = read_rules(text, "rules.toml");
//   if (!reading.rules) for (const Finding& fault : reading.faults) print(to_text(fault));
//   // rules.toml:14:12: error: unknown calendar 'ofice': write "office"
//
// Every fault is found in one pass and placed by line and column. Rules that are not sound do not load: see prove.hpp.
// A file with calendars only is sound.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/calendar/calendar.hpp"
#include "hotline/directory/directory.hpp"
#include "hotline/export.hpp"
#include "hotline/measure/measure.hpp"
#include "hotline/measure/scheme.hpp"
#include "hotline/measure/watch.hpp"
#include "hotline/policy/ladder.hpp"
#include "hotline/policy/policy.hpp"
#include "hotline/policy/target.hpp"
#include "hotline/workflow/workflow.hpp"

namespace hotline {

// A finite set of values. Those of the last three are never set but read off the case:
//   taken    = { during = "office" }              inside, outside: read once, at creation
//   returns  = { counts = "return", cap = 2 }     0, 1, 2: how often this ticket did the verb, 2 also for more
//   promise  = { clock = "resolve" }              none, running, paused, breached (and open), met, over
//   co-units = { legs = "leg", when = { nature = "co" } }    none, open, done: the tickets under this one
struct Attribute {
  struct Counts {
    std::string verb;
    std::uint32_t cap = 1;
  };
  struct Legs {
    std::string kind;
    Match when;  // of the attributes that are set
  };

  std::string name;
  std::vector<std::string> values;  // the first until set
  std::string during = {};          // a calendar
  std::optional<Counts> counts = {};
  std::string clock = {};  // a target
  std::optional<Legs> legs = {};

  bool is_set() const { return during.empty() && !is_read(); }
  bool is_read() const { return counts || !clock.empty() || legs; }  // anew each time it is asked for
};

// What holds on every way through a kind: "no close without contact".
struct Always {
  std::string name;
  std::string kind;
  Trigger before;  // whenever this happens,
  Trigger needs;   // this has happened before, or happens with it
};

struct Label {  // a named text for grouping and showing; guards and policies cannot see it
  std::string name;
  std::string title;
};

struct Rules {
  std::string version;
  std::optional<Date> effective;
  std::map<std::string, Calendar> calendars;
  std::vector<Attribute> attributes;  // in file order, like all that follow
  std::vector<Label> labels;
  std::vector<Workflow> workflows;
  std::vector<Target> targets;  // and timers
  std::vector<Ladder> ladders;
  std::vector<Policy> policies;
  std::vector<Always> always;
  std::vector<Measure> measures;
  std::vector<Scheme> schemes;
  std::optional<WatchList> watch;
  std::map<std::string, Title> words;  // how people call states, verbs, roles, values and levels
  Directory directory;
  std::string text;           // the file, byte for byte
  std::optional<Date> as_of;  // the day its built-in holiday sets are known as of; none: as known now

  HOTLINE_API const Calendar* calendar(std::string_view name) const;
  HOTLINE_API const Attribute* attribute(std::string_view name) const;
  HOTLINE_API const Label* label(std::string_view name) const;
  HOTLINE_API const Workflow* workflow(std::string_view kind) const;
  HOTLINE_API const Target* target(std::string_view name) const;
  HOTLINE_API const Ladder* ladder(std::string_view name) const;
  HOTLINE_API const Policy* policy(std::string_view name) const;
  HOTLINE_API const Policy* policy_for(std::string_view kind, const Fields& attributes) const;
  HOTLINE_API std::string called(std::string_view word) const;  // "awaiting-sign 待签收"; without a title, the word
};

struct Finding {  // lines and columns from 1; 0: the file as a whole
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;
};

HOTLINE_API std::string to_text(const Finding& finding);  // file:line:col: error: message

struct Reading {
  std::optional<Rules> rules;   // only when there is no fault
  std::vector<Finding> faults;  // in file order
};

// The days of an .ics file that a calendar's `holidays` names, read by the host: only it opens files
// (calendar/ics.hpp).
using ReadHolidays =
    std::function<Result<HolidaySet>(const std::string& file, const std::vector<std::string>& make_up_words)>;

// `as_of`: built-in holiday sets as they were known on that date; default: as known now.
// `ics`: without it, the name of an .ics file is a fault.
HOTLINE_API Reading read_rules(std::string_view text, std::string_view file, std::optional<Date> as_of = std::nullopt,
                               const ReadHolidays& ics = nullptr);

}  // namespace hotline

// What do these rules add up to?
//
//   for (const Outlook& outlook : outlooks(rules)) ...
//   // order: policy 'simple order' gives 1 and 5 working days; dispatch, return go round at most 2 times;
//   //        park, resume may repeat without end
//
// For information: a long way is no fault. The limits of a policy are listed by how they are counted, since working
// days and hours do not add up. A loop is a way from a state back to it; it is capped where guards on counts cap it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hotline/calendar/limit.hpp"
#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

struct MoreTime {  // that an extension grants
  std::vector<std::string> on;
  Limit by;
  std::optional<std::uint32_t> at_most;  // how often; nothing: without end
};

struct GivenLimit {
  std::string target;
  Limit limit;
  std::vector<MoreTime> more;
};

struct Loop {
  std::vector<std::string> verbs;        // in the order the file names them
  std::optional<std::uint32_t> at_most;  // how often a ticket comes round; nothing: without end
};

struct Outlook {
  struct Promises {  // of one policy
    std::string policy;
    std::vector<std::vector<GivenLimit>> limits;  // one list for each way of counting
  };
  std::string kind;
  std::vector<Promises> policies;
  std::vector<Loop> loops;
};

HOTLINE_API std::vector<Outlook> outlooks(const Rules& rules);  // of each kind, in file order

// "working days: 1 (contact), 5 (resolve)"
HOTLINE_API std::string to_text(const std::vector<GivenLimit>& counted_alike);
// "dispatch, return: at most 2 times"
HOTLINE_API std::string to_text(const Loop& loop);

}  // namespace hotline

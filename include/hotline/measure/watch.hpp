// How may a figure have been polished?
//
//   [watch]
//   near       = "1 working hour"             # before due
//   calendar   = "office"                     # what that is counted on
//   returned   = ["return"]                   # verbs that send a ticket back
//   reassigned = ["dispatch"]                 # that give it to somebody, for the first time or again
//   reopened   = ["reopen", "re-handle"]      # that take it up after it was done
//
// Counted beside the promises, and held against nobody: a pause or a return may be right at any time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hotline/calendar/limit.hpp"

namespace hotline {

struct WatchList {
  Limit near;
  std::string calendar;
  std::vector<std::string> returned;
  std::vector<std::string> reassigned;
  std::vector<std::string> reopened;
};

struct Watched {              // promises
  std::int64_t paused = 0;    // whose clock was stopped so near to its due instant
  std::int64_t returned = 0;  // whose ticket was sent back so near to it
  std::int64_t anew = 0;      // that began when a ticket, or a leg in place of another, was given to somebody once more
  std::int64_t reopened = 0;  // that had ended when the ticket was taken up again
  bool any() const { return paused + returned + anew + reopened > 0; }
  friend bool operator==(const Watched&, const Watched&) = default;
};

}  // namespace hotline

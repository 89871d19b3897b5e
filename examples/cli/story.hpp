// An explanation as text and as JSON.
//
//   2023-03-06     3:30:00  10:00-11:00 14:30-17:00  paused 11:00-14:30 17:00-24:00  weekday
#pragma once

#include <string>

#include "hotline/calendar/deadline.hpp"
#include "json.hpp"

namespace hotline {

std::string story_text(const Explanation& story, const Zone& zone);
Json story_json(const Explanation& story, const Zone& zone);
Json pauses_json(const std::vector<Pause>& pauses, const Zone& zone);

}  // namespace hotline

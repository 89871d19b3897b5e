// What breaks and closures leave of a day's windows.
#pragma once

#include "hotline/calendar/hours.hpp"

namespace hotline {

// Cuts are local time of one date, in order and disjoint like windows; they reach into the next date like windows too.
Hours without(const Hours& windows, const Hours& cuts);

// The same cuts as seen from the date before or after the one they are of.
Hours moved(Hours cuts, std::chrono::hours by);

// In order and disjoint, whatever they were: cuts may lie over one another.
Hours merged(Hours cuts);

}  // namespace hotline

// Which days does an .ics file close or open? An optional part of hotline: built with HOTLINE_WITH_ICS.
//
//   const auto city = read_ics(text, "city.ics", {"班"});   // a SUMMARY with 班 in it is a make-up working day
//   if (!city) print(city.error().message);                 // city.ics:14: 20230231 is not a date
//
// Read: VEVENTs of whole days. DTEND is the day after the last; DURATION is in days or weeks; without either it is one
// day. RRULE with FREQ=YEARLY is written out for 1970 to 2100, less its EXDATEs. A cancelled event is left out. An
// event whose SUMMARY has a make-up word in it works, every other one is a day off.
// The days are known to the end of the year of the last event that does not come again every year.
// Fails: bad_input, by name and line: no calendar at all; an event with a time of day; a date that does not read back
//        as it is written; an event that ends before it begins; a date that is a day off and works; RDATE,
//        RECURRENCE-ID and rules that are not yearly; without make-up words an event that looks like a make-up day.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/calendar/holidays.hpp"
#include "hotline/export.hpp"

namespace hotline {

HOTLINE_API Result<HolidaySet> read_ics(std::string_view text, std::string_view name,
                                        const std::vector<std::string>& make_up_words = {});

}  // namespace hotline

// How an instant is written and read: 2023-03-06T17:30:00+08:00.
//
//   parse_instant("2023-03-06 17:30", shanghai);         // without an offset: local to the zone
//   to_text(instant, shanghai);                          // always with seconds and offset
//   parse_time("03/06/2023 05:30 PM", "MM/DD/YYYY hh:mm AP", shanghai);  // the form a log states
//
// A form is made of YYYY, MM (month), DD, HH (0-23) or hh with AP (AM, PM), mm (minute), SS, FF (a fraction, floored)
// and ZZ (an offset); what is none of these stands for itself. MM, DD, HH and hh also read one digit. Minutes and
// seconds left out are zero. Or it is one of the names iso8601, epoch-seconds, epoch-milliseconds (floored).
// Fails: bad_input, quoting the text: an unknown form, or a time that cannot exist (25:61, 30 February). Nothing is
//        ever rounded into the next day; 24:00 is the day's own end. Outside 1970-2100: out_of_range.
// A local time that a clock change skips is shifted by the gap.
#pragma once

#include <string>
#include <string_view>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/calendar/zone.hpp"
#include "hotline/export.hpp"

namespace hotline {

HOTLINE_API Result<Date> parse_date(std::string_view text);                          // 2023-03-06
HOTLINE_API Result<Instant> parse_instant(std::string_view text, const Zone& zone);  // T or a space; seconds optional
HOTLINE_API Result<Instant> parse_time(std::string_view text, std::string_view form, const Zone& zone);
// What no year of four digits holds is written in seconds from 1970: the ends of time are no dates.
HOTLINE_API std::string to_text(Instant instant, const Zone& zone);
HOTLINE_API std::string to_text(Date date);

}  // namespace hotline

// What does an office's year look like, and why is it closed that day?
//
//   calendar_page(office, Date{2023y/January/1}, Date{2023y/December/31});
//
// A page that is whole by itself: a sheet for each month, and beneath them every day that is not as its weekday, with
// its hours and the reason; what is not yet known is marked. Both dates are included.
// Promises: the same calendar and dates give the same bytes.
#pragma once

#include <string>

#include "hotline/base/instant.hpp"
#include "hotline/calendar/calendar.hpp"
#include "hotline/export.hpp"
#include "hotline/report/table.hpp"

namespace hotline {

HOTLINE_API std::string calendar_page(const Calendar& calendar, Date from, Date to, Language opens_in = Language::en);

}  // namespace hotline

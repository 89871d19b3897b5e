// A table of numbers, matters, departments or seats, as a spreadsheet saves it: what is that in a rules file?
//
//   number,department,hours,busy-forward,tested,health
//   6001,tax,office,6002 6003,2023-02-20,good
//
//   directory_from_csv(csv);   // [number]
//                              // 6001 = { department = "tax", hours = "office", busy-forward = ["6002", "6003"], ... }
//
// The first column is named number, matter, department or seats; the others are the keys of that table, title-zh and
// title-en of its title, wording and wording-version (so with flow and courseware) of a text and its version. Lists are
// parted by blanks; goals are "connect rate=95%; first contact=90%", flags "online-help=true"; an empty cell says
// nothing. What comes out is text for the rules file, so that a version of the rules is one text still; it is read and
// checked there.
// Fails: bad_input, naming line and column: no such column, a row of another length, a name twice.
#pragma once

#include <string>
#include <string_view>

#include "hotline/base/result.hpp"
#include "hotline/export.hpp"

namespace hotline {

HOTLINE_API Result<std::string> directory_from_csv(std::string_view csv);

}  // namespace hotline

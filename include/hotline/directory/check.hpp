// Does every call find somebody, and no call go round?
//
//   for (const DirectoryFault& fault : faults_in(directory, calendars)) print(fault.message);
//
// Faults: busy numbers that forward in a ring; a number that forwards to one that may be closed while it is open, or to
// a department it may not forward to; a matter that no number answers; a number that no matter leads to.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "hotline/calendar/calendar.hpp"
#include "hotline/directory/directory.hpp"
#include "hotline/export.hpp"

namespace hotline {

struct DirectoryFault {
  std::string group;  // "number", "matter": whose table it concerns
  std::string name;
  std::string message;
};

HOTLINE_API std::vector<DirectoryFault> faults_in(const Directory& directory,
                                                  const std::map<std::string, Calendar>& calendars);

}  // namespace hotline

// Where an event stands in its file, for libical does not say.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hotline {

struct IcsLine {
  std::size_t number = 0;  // from 1, the first of those it is folded over
  std::string name;        // DTSTART, in capitals
  std::string value;       // behind the colon
};

using IcsEventLines = std::vector<IcsLine>;  // from BEGIN:VEVENT to END:VEVENT, parts of it (alarms) left out

std::vector<IcsEventLines> event_lines(std::string_view text);

}  // namespace hotline

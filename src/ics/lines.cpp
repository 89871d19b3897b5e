#include "ics/lines.hpp"

#include <algorithm>

namespace hotline {
namespace {

std::string in_capitals(std::string_view text) {
  std::string capitals(text);
  std::transform(text.begin(), text.end(), capitals.begin(),
                 [](char c) { return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return capitals;
}

// A line that begins with a space goes on with the one before it.
std::vector<IcsLine> unfolded(std::string_view text) {
  std::vector<IcsLine> lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool goes_on = line.starts_with(' ') || line.starts_with('\t');
    if (goes_on && !lines.empty()) {
      lines.back().value += line.substr(1);
      continue;
    }
    const std::size_t colon = std::min(line.find(':'), line.size());
    const std::string_view value = line.substr(std::min(colon + 1, line.size()));
    lines.push_back({number, in_capitals(line.substr(0, std::min(line.find(';'), colon))), std::string(value)});
  }
  return lines;
}

}  // namespace

std::vector<IcsEventLines> event_lines(std::string_view text) {
  std::vector<IcsEventLines> events;
  int depth = 0;  // within an event: 1, within its parts: more
  for (IcsLine& line : unfolded(text)) {
    const bool begins = line.name == "BEGIN";
    if (begins && depth == 0 && in_capitals(line.value) == "VEVENT") {
      events.emplace_back();
      depth = 1;
    } else if (depth > 0 && begins) {
      ++depth;
    }
    if (depth == 1) events.back().push_back(line);
    if (depth > 0 && line.name == "END") --depth;
  }
  return events;
}

}  // namespace hotline

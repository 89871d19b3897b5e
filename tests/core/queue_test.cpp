// A queue's text says which queue it is, whatever a city calls its calendars.
#include "hotline/core/queue.hpp"

#include <string>

#include <doctest/doctest.h>

namespace hotline::test {

TEST_CASE("every queue is read back as it was written") {
  const LineKind working{Counting::working_time, End::close, {}};
  struct Row {
    std::string why, calendar, text;
  };
  const Row rows[] = {
      {"plain", "office", "office/working-time/close/0"},
      {"Chinese", "上班", "上班/working-time/close/0"},
      {"no calendar", "", "/working-time/close/0"},
      {"the sign between two parts", "a/b", "a/b/working-time/close/0"},
      {"the sign between two lines", "a < b", "a %3C b/working-time/close/0"},
      {"what looks like a line before it", "a < 5 b", "a %3C 5 b/working-time/close/0"},
      {"the sign that stands for others", "50% < 60%", "50%25 %3C 60%25/working-time/close/0"},
      {"a name that looks written otherwise", "%3C%25", "%253C%2525/working-time/close/0"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Queue alone{{row.calendar, working}, {}};
    CHECK(to_text(alone) == row.text);
    CHECK(parse_queue(row.text) == alone);
    const Queue before{{row.calendar, working}, {{{row.calendar, working}, 7}, {{"night < day", working}, 9}}};
    CHECK(parse_queue(to_text(before)) == before);
  }
  // As older hotlines wrote it.
  CHECK(parse_queue("50%/working-time/close/0")->line.calendar == "50%");
}

}  // namespace hotline::test

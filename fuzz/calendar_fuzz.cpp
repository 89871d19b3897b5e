// A rules file, from its calendars on. Every fault is placed inside the file; what reads is the same when it is read
// again, and its days answer without breaking a promise.
#include <algorithm>
#include <string>
#include <string_view>

#include "fuzz/target.hpp"
#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/revision.hpp"
#include "hotline/rules/rules.hpp"

using namespace hotline;
using std::chrono::seconds;

namespace {

void expect_placed(const Finding& fault, std::string_view text) {
  const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  fuzz::expect(!fault.message.empty(), "a fault says why");
  fuzz::expect(fault.line <= lines, "a fault is placed on a line there is");
  fuzz::expect((fault.line == 0) == (fault.column == 0), "a fault has a line and a column or neither");
}

void expect_sound(const Calendar& calendar) {
  const Instant at = std::chrono::sys_days{std::chrono::year{2023} / 3 / 3} + seconds{12'345};
  const Limit limit = parse_limit("3 working hours").value();
  const Result<Instant> due = due_at(calendar, limit, at);
  if (!due) {
    fuzz::expect(due.error().fault == Fault::out_of_range, "only the end of all years stops a limit");
    return;
  }
  fuzz::expect(worked_between(calendar, at, *due) == seconds{limit.amount}, "a limit is as long as it says");
  fuzz::expect(calendar.is_open(*due - seconds{1}), "a limit runs out in open time");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const Reading reading = read_rules(text, "rules.toml");
  fuzz::expect(reading.rules.has_value() == reading.faults.empty(), "rules load exactly when there is no fault");
  for (const Finding& fault : reading.faults) expect_placed(fault, text);
  if (!reading.rules) return 0;
  const Reading again = read_rules(text, "rules.toml");
  for (const auto& [name, calendar] : reading.rules->calendars) {
    expect_sound(calendar);
    fuzz::expect(digest(calendar) == digest(*again.rules->calendar(name)), "a file read twice has the same days");
  }
  return 0;
}

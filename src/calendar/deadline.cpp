#include "hotline/calendar/deadline.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "calendar/counting.hpp"
#include "calendar/due.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/calendar/line.hpp"

namespace hotline {
namespace {

using Table = Calendar::Table;

// The last of `low` .. `high` for which `holds`, which turns false once; none when it does not hold for `low`.
template <class Holds>
std::optional<std::int64_t> last_where(std::int64_t low, std::int64_t high, const Holds& holds) {
  if (!holds(low)) return std::nullopt;
  while (low < high) {
    const std::int64_t middle = low + (high - low + 1) / 2;
    if (holds(middle)) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

}  // namespace

Result<Instant> due_at(const Calendar& calendar, const Limit& limit, Instant from) {
  const Second due = due_second(calendar.table(), limit, count_of(from));
  if (due != never) [[likely]]
    return instant_of(due);
  return never_due(calendar.table(), limit, from);
}

// An end at the same time of day makes Saturday 10:00 due before Friday 18:00, so due instants grow from date to date
// and within a date, but not across both: the date is sought first, then the second.
Result<Instant> latest_start(const Calendar& calendar, const Limit& limit, Instant due) {
  const Table& table = calendar.table();
  if (limit.counting == Counting::given)
    return fail(Fault::bad_input, "'given' has no length, so it has no latest start");
  const auto in_time = [&](std::int64_t start) {
    const Second found = due_second(table, limit, start);
    return found != never && found <= count_of(due);
  };
  const auto midnight = [&](std::int64_t day) { return table.midnight(day); };
  const auto day = last_where(0, covered_days - 1, [&](std::int64_t d) { return in_time(midnight(d)); });
  if (!day)
    return fail(Fault::out_of_range,
                fmt::format("no start since 1970 makes '{}' due by {}", to_text(limit), to_text(due, table.zone)));
  return instant_of(last_where(midnight(*day), std::max(midnight(*day), midnight(*day + 1) - 1), in_time).value());
}

std::chrono::seconds worked_between(const Calendar& calendar, Instant from, Instant to) {
  const Timeline& open = calendar.table().open;
  return std::chrono::seconds{open.before(count_of(to)) - open.before(count_of(from))};
}

}  // namespace hotline

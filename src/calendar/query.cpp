#include "hotline/calendar/query.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/run.hpp"
#include "calendar/table.hpp"
#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

Result<std::int64_t> working_days_until(const Calendar::Table& table, Date date) {
  if (date.ok() && first_date <= date && date <= last_date) return table.working_before(day_number(date) + 1);
  return fail(Fault::out_of_range, fmt::format("{} is not a date of 1970 to 2100, the years calendar '{}' covers",
                                               to_text(date), table.name));
}

}  // namespace

Result<std::int64_t> working_days_between(const Calendar& calendar, Date from, Date to) {
  const auto before = working_days_until(calendar.table(), from);
  if (!before) return before;
  return working_days_until(calendar.table(), to).map([&](std::int64_t until) { return until - *before; });
}

Result<Share> share_used(const Calendar& calendar, const Limit& limit, Instant from, Instant at,
                         const std::vector<Pause>& pauses) {
  Result<Run> run = Run::begin(calendar, limit, from);
  if (!run) return tl::make_unexpected(run.error());
  std::vector<Pause> over;
  for (const Pause& pause : pauses) {
    if (pause.to <= at) {
      over.push_back(pause);
    } else {
      at = std::min(at, pause.from);
    }
  }
  if (const auto stood = run->stand(over); !stood) return tl::make_unexpected(stood.error());
  return Share{std::max<Key>(0, run->budget() - run->left_at(at)), run->budget()};
}

}  // namespace hotline

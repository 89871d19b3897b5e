#include "hotline/calendar/batch.hpp"

#include <fmt/format.h>

#include "calendar/counting.hpp"
#include "hotline/calendar/deadline.hpp"

namespace hotline {

Result<std::vector<Instant>> due_at(const Calendar& calendar, const Limit& limit, std::span<const Instant> from) {
  const Calendar::Table& table = calendar.table();
  std::vector<Instant> due;
  due.reserve(from.size());
  for (const Instant at : from) {
    if (const Second second = due_second(table, limit, count_of(at))) {
      due.push_back(instant_of(*second));
      continue;
    }
    const Error why = due_at(calendar, limit, at).error();
    return fail(why.fault, fmt::format("question {}: {}", due.size(), why.message));
  }
  return due;
}

std::vector<std::chrono::seconds> worked_between(const Calendar& calendar, std::span<const Span> spans) {
  std::vector<std::chrono::seconds> worked;
  worked.reserve(spans.size());
  for (const Span& span : spans) worked.push_back(worked_between(calendar, span.open, span.close));
  return worked;
}

}  // namespace hotline

#include "hotline/calendar/batch.hpp"

#include <fmt/format.h>

#include "calendar/counting.hpp"
#include "calendar/due.hpp"
#include "calendar/eights.hpp"

namespace hotline {
namespace {

tl::unexpected<Error> no_room(std::size_t questions, std::size_t answers) {
  return fail(Fault::bad_input,
              fmt::format("{} questions, and room for {} answers: give each its own", questions, answers));
}

void count(const Timeline& open, std::span<const Span> spans, std::chrono::seconds* __restrict worked) {
  const std::size_t done = worked_in_eights(open, spans, worked);
  worked += done;
  for (const Span& span : spans.subspan(done))
    *worked++ = std::chrono::seconds{open.before(count_of(span.close)) - open.before(count_of(span.open))};
}

}  // namespace

Result<void> due_at(const Calendar& calendar, const Limit& limit, std::span<const Instant> from,
                    std::span<Instant> due) {
  if (due.size() != from.size()) return no_room(from.size(), due.size());
  const Calendar::Table& table = calendar.table();
  const std::size_t answered = due_seconds(table, limit, from, due.data());
  if (answered == from.size()) return {};
  const Error why = never_due(table, limit, from[answered]).error();
  return fail(why.fault, fmt::format("question {}: {}", answered, why.message));
}

Result<std::vector<Instant>> due_at(const Calendar& calendar, const Limit& limit, std::span<const Instant> from) {
  std::vector<Instant> due(from.size());
  return due_at(calendar, limit, from, due).map([&] { return std::move(due); });
}

Result<void> worked_between(const Calendar& calendar, std::span<const Span> spans,
                            std::span<std::chrono::seconds> worked) {
  if (worked.size() != spans.size()) return no_room(spans.size(), worked.size());
  count(calendar.table().open, spans, worked.data());
  return {};
}

std::vector<std::chrono::seconds> worked_between(const Calendar& calendar, std::span<const Span> spans) {
  std::vector<std::chrono::seconds> worked(spans.size());
  count(calendar.table().open, spans, worked.data());
  return worked;
}

}  // namespace hotline

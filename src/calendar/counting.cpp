#include "calendar/counting.hpp"

#include <fmt/format.h>

#include "calendar/steps.hpp"
#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

using Table = Calendar::Table;

std::string kind_text(const Table* table, const LineKind& kind) {
  const bool plain = kind.counting == Counting::elapsed || kind.counting == Counting::given;
  return plain || table == nullptr ? "elapsed time" : fmt::format("calendar '{}'", table->name);
}

tl::unexpected<Error> past_the_end(const Table* table, const LineKind& kind) {
  return fail(Fault::out_of_range,
              fmt::format("the limit does not run out between 1970 and 2100 on {}", kind_text(table, kind)));
}

bool is_covered(const Table* table, std::int64_t at) {
  return table ? table->covers(at) : at >= 0 && at <= covered_days * day_s;
}

tl::unexpected<Error> not_covered(const Table* table, Instant at) {
  return fail(Fault::out_of_range, fmt::format("{} is outside the covered years 1970 to 2100",
                                               to_text(at, table ? table->zone : Zone::utc())));
}

}  // namespace

Result<Instant> when_on(const Table* table, const LineKind& kind, Key key) {
  const Second second = table ? Steps(*table).when(kind, key) : key;
  if (is_covered(table, second)) return instant_of(second);
  return past_the_end(table, kind);
}

Key reached_on(const Table* table, const LineKind& kind, Instant at) {
  return table ? Steps(*table).reached(kind, count_of(at)) : count_of(at);
}

Key counted_on(const Table* table, const LineKind& kind, Instant at) {
  return table ? Steps(*table).counted(kind, count_of(at)) : count_of(at);
}

std::int64_t start_day(const Table& table, const Limit& limit, std::int64_t deemed) {
  return Steps(table).start_day(limit, deemed);
}

Result<Instant> deemed_on(const Table* table, const Limit& limit, Instant at) {
  if (!is_covered(table, count_of(at))) return not_covered(table, at);
  if (limit.start == Start::at_once) return at;
  if (table == nullptr) return fail(Fault::bad_input, "a start other than at-once needs a line with a calendar");
  if (const Second deemed = Steps(*table).deemed(limit, count_of(at)); deemed != never) return instant_of(deemed);
  return fail(Fault::out_of_range, fmt::format("calendar '{}' does not open again between {} and the end of 2100",
                                               table->name, to_text(at, table->zone)));
}

Result<Instant> never_due(const Table& table, const Limit& limit, Instant at) {
  if (limit.counting == Counting::given)
    return fail(Fault::bad_input, "'given' has no length: its due instant comes with the command");
  const Result<Instant> deemed = deemed_on(&table, limit, at);
  return deemed ? past_the_end(&table, Steps(table).kind(limit, count_of(*deemed))) : deemed;
}

Result<LineKind> kind_on(const Table* table, const Limit& limit, Instant at) {
  const auto kind = [&](Instant deemed) { return Steps(*table).kind(limit, count_of(deemed)); };
  const bool keeps_time = limit.counting == Counting::rolled_days && limit.end == End::same_time;
  if (!keeps_time) return kind(at);
  return deemed_on(table, limit, at).map(kind);
}

Result<Key> start_on(const Table* table, const LineKind& kind, const Limit& limit, Instant at) {
  return deemed_on(table, limit, at).map([&](Instant deemed) {
    return table ? Steps(*table).start(kind, limit, count_of(deemed)) : count_of(deemed);
  });
}

}  // namespace hotline

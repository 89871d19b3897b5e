// A real hotline's year, replayed: the city's own verdicts come out, at its end and on any day of it.
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/log/replay.hpp"
#include "hotline/report/count.hpp"
#include "hotline/store/memory_store.hpp"
#include "support/boston.hpp"

using namespace hotline;

namespace {

struct Standing {  // of the requests that have a date
  std::int64_t on_time = 0;
  std::int64_t late = 0;
  std::int64_t overdue = 0;
  std::int64_t open = 0;
};

// Straight from the rows, with no engine between.
Standing recount(const Log& log, Instant until) {
  struct Row {
    std::optional<Instant> due, closed;
  };
  std::map<std::string, Row> rows;
  for (const LoggedCommand& entry : log.commands) {
    if (entry.command.at > until) continue;
    Row& row = rows[entry.command.case_id.text];
    if (entry.command.verb == "open") row.due = entry.command.due;
    if (entry.command.verb == "close") row.closed = entry.command.at;
  }
  Standing standing;
  for (const auto& [id, row] : rows) {
    if (!row.due) continue;
    const bool in_time = row.closed.value_or(until) <= *row.due;
    (row.closed ? (in_time ? standing.on_time : standing.late) : (in_time ? standing.open : standing.overdue)) += 1;
  }
  return standing;
}

Report replayed(const test::Boston& city, std::optional<Instant> until) {
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, city.rules).value();
  const Replayed outcome = replay(engine, city.log, until).value();
  Counter counter(city.rules);
  const auto counted = engine.each_case([&](const Case& matter) { counter.add(matter); });
  if (!counted) throw std::runtime_error(counted.error().message);
  return counter.report(outcome.until);
}

}  // namespace

int main() {
  const auto city = test::boston();
  if (!city) return test::skipped;
  test::Tally tally;

  const Report whole = replayed(*city, std::nullopt);
  tally.expect<std::int64_t>("tickets", whole.tickets, 58'251);
  tally.expect<std::int64_t>("no target", whole.without_promise, 10'981);
  tally.expect<std::int64_t>("on time", whole.promises.on_time, 35'591);
  tally.expect<std::int64_t>("late", whole.promises.late, 8'230);
  tally.expect<std::int64_t>("open past target", whole.promises.overdue, 3'449);
  tally.expect<std::int64_t>("open in time", whole.promises.open, 0);

  for (const std::string day : {"2011-07-04", "2011-09-30", "2011-12-31"}) {
    const Instant until = parse_instant(day + " 17:00", city->map.zone).value();
    const Standing wanted = recount(city->log, until);
    const PromiseCount found = replayed(*city, until).promises;
    tally.expect("on time by " + day, found.on_time, wanted.on_time);
    tally.expect("late by " + day, found.late, wanted.late);
    tally.expect("overdue by " + day, found.overdue, wanted.overdue);
    tally.expect("open by " + day, found.open, wanted.open);
  }
  return tally.exit_code();
}

// Every row of a real log can be used.
#include "hotline/calendar/iso8601.hpp"
#include "support/boston.hpp"

using namespace hotline;

int main() {
  const auto city = test::boston();
  if (!city) return test::skipped;
  const Log& log = city->log;
  const Zone& zone = city->map.zone;
  std::size_t opened = 0;
  std::size_t with_target = 0;
  for (const LoggedCommand& entry : log.commands) {
    opened += entry.command.verb == "open" ? 1U : 0U;
    with_target += entry.command.due ? 1U : 0U;
  }
  test::Tally tally;
  tally.expect<std::size_t>("rows", log.rows, 58'251);
  tally.expect<std::size_t>("rejects", log.rejects.size(), 0);
  tally.expect<std::size_t>("commands", log.commands.size(), 58'251 + 54'570);
  tally.expect<std::size_t>("opened", opened, 58'251);
  tally.expect<std::size_t>("with a target", with_target, 58'251 - 10'981);
  tally.expect<std::string>("first", to_text(log.commands.front().command.at, zone), "2011-07-01T01:32:33-04:00");
  tally.expect<std::string>("last", to_text(log.commands.back().command.at, zone), "2019-10-31T15:25:56-04:00");
  return tally.exit_code();
}

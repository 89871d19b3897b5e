// The core alone: the host keeps the events, hotline decides. Nothing here reads a clock, a file or a database.
#include <cstdio>
#include <string>
#include <vector>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/core/decide.hpp"

using namespace hotline;

constexpr const char* promises = R"(
version = "1"
[calendar.office]
zone  = "Asia/Shanghai"
hours = { mon-fri = ["09:00-17:30"] }
[workflow.order]
initial     = "received"
final       = ["answered"]
transitions = [ { on = "answer", from = "received", to = "answered", by = "unit" } ]
[target.answer]
limit    = "1 working day"
calendar = "office"
starts   = { on = "open" }
meets    = { on = "answer" }
[[policy]]
name    = "every order"
kind    = "order"
targets = ["answer"]
)";

struct Host {
  InForce in_force;
  Case matter;
  std::vector<Event> history;  // in a real host: its own table

  void keep(const std::vector<Event>& events) {
    for (const Event& event : events) evolve(matter, event);
    history.insert(history.end(), events.begin(), events.end());
  }

  Result<void> tell(const Command& command) {
    const auto fired = advance(matter, command.at, in_force);  // what fell due before it comes first,
    if (!fired) return tl::make_unexpected(fired.error());
    keep(*fired);  // and stays, even when the command is refused
    return decide(matter, command, command.at, in_force).map([&](const std::vector<Event>& events) { keep(events); });
  }
};

Command command(const std::string& id, const std::string& verb, Instant at) {
  Command told;
  told.id = {id};
  told.case_id = {"2303-0001"};
  told.verb = verb;
  told.by = "unit";
  told.at = at;
  if (verb == open_verb) told.kind = "order";
  return told;
}

int main() {
  const Reading reading = read_rules(promises, "promises.toml");
  for (const Finding& fault : reading.faults) std::puts(to_text(fault).c_str());
  if (!reading.rules) return 1;
  const Zone zone = reading.rules->calendar("office")->zone();
  Host host{InForce(*reading.rules), Case{}, {}};
  host.matter.id = {"2303-0001"};

  const auto at = [&](const char* text) { return parse_instant(text, zone).value(); };
  const auto opened = host.tell(command("1", "open", at("2023-03-03 16:30")));
  const auto late = host.tell(command("2", "answer", at("2023-03-07 09:15")));
  const auto again = host.tell(command("3", "answer", at("2023-03-07 09:20")));
  for (const Event& event : host.history)
    std::printf("%s %s\n", to_text(event.at, zone).c_str(), std::string(name_of(event)).c_str());
  if (!again) std::printf("refused: %s\n", again.error().message.c_str());

  const auto breached = host.matter.ticket(1)->last_clock("answer")->breached_at;
  return opened && late && !again && breached == at("2023-03-06 17:30") ? 0 : 1;
}

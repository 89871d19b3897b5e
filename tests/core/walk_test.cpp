// Random lives of an order: whatever happens, history and case agree, and a hint stands wherever something falls due.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "hotline/core/decide.hpp"
#include "hotline/core/queue.hpp"
#include "support/calendars.hpp"
#include "support/property.hpp"
#include "support/rules_files.hpp"

namespace hotline::test {
namespace {

using namespace std::chrono_literals;

struct Step {
  std::string verb, by;
  Fields set;
};

const std::vector<Step>& steps() {
  static const std::vector<Step> all = {
      {"dispatch", "dispatcher", {}},
      {"sign", "unit", {}},
      {"contact", "unit", {}},
      {"judge", "unit", {{"complexity", "complex"}}},
      {"judge", "dispatcher", {{"complexity", "simple"}}},
      {"judge", "unit", {{"urgency", "sub-urgent"}}},
      {"park", "unit", {}},
      {"unpark", "unit", {}},
      {"reply", "unit", {}},
      {"redo", "caller-back", {}},
  };
  return all;
}

Case folded(const CaseId& id, const std::string& lines) {
  Case matter;
  matter.id = id;
  const auto events = events_in(lines).value();
  for (const Event& event : events) evolve(matter, event);
  return matter;
}

bool has_hint_before(const Case& matter, Instant now, const InForce& in_force) {
  const auto stands = hints(matter, in_force).value();
  return std::any_of(stands.begin(), stands.end(),
                     [&](const QueuedKey& hint) { return hint.key <= past(hint.queue, now, in_force).value(); });
}

// Every clock ends at most once and is never met before it started; an end leaves no pause open.
void check_clocks(const Case& matter) {
  for (const Ticket& ticket : matter.tickets) {
    for (const Clock& clock : ticket.clocks) {
      RC_ASSERT(clock.is_open() == !clock.ended_at.has_value());
      RC_ASSERT(!clock.breached || clock.breached_at.has_value());
      RC_ASSERT(clock.paused_since.has_value() == (clock.status == Clock::Status::paused));
    }
  }
}

void live() {
  const InForce in_force(desk_rules());
  Case matter;
  matter.id.text = "W";
  std::string history;
  Instant now = at("2023-01-03 09:00") + std::chrono::hours{*rc::gen::inRange(0, 2000)};
  const auto keep = [&](const std::vector<Event>& events) {
    for (const Event& event : events) {
      RC_ASSERT(event.at <= now);
      evolve(matter, event);
    }
    history += to_lines(events);
    RC_ASSERT(folded(matter.id, history) == matter);
    check_clocks(matter);
  };
  Command open{.case_id = matter.id, .verb = "open", .by = "agent", .at = now, .kind = "order"};
  keep(decide(matter, open, now, in_force).value());
  for (const int choice : *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(0, 10))) {
    const Instant then = now + std::chrono::minutes{*rc::gen::inRange(0, 6000)};
    const bool hinted = has_hint_before(matter, then, in_force);
    now = then;
    const auto fired = advance(matter, now, in_force).value();
    RC_ASSERT(fired.empty() || hinted);
    keep(fired);
    RC_ASSERT(advance(matter, now, in_force).value().empty());
    const Step& step = steps()[static_cast<std::size_t>(choice)];
    Command command{.case_id = matter.id, .verb = step.verb, .by = step.by, .at = now, .set = step.set};
    const auto decided = decide(matter, command, now, in_force);
    if (decided) keep(*decided);
  }
}

}  // namespace

TEST_CASE("a random life comes out the same from its events and no due instant lacks a hint") {
  CHECK(counterexample(400, live) == "");
}

}  // namespace hotline::test

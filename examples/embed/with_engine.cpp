// The engine over a store: it keeps the events, watches the deadlines and says when to be called again.
//
//   with_engine           keeps its cases in memory
//   with_engine FOLDER    keeps them in FOLDER/tickets.hotline; the second run finds its commands told already
#include <cstdio>
#include <filesystem>
#include <string>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/store/memory_store.hpp"
#include "hotline/store/sqlite_store.hpp"

using namespace hotline;

constexpr const char* promises = R"(
version = "1"
[calendar.office]
zone  = "Asia/Shanghai"
hours = { mon-fri = ["09:00-17:30"] }
[workflow.order]
initial     = "received"
final       = ["answered"]
transitions = [ { on = "answer", from = "received", to = "answered" } ]
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

Result<bool> watch(Store& store, const Rules& rules) {
  const Zone zone = rules.calendar("office")->zone();
  const auto at = [&](const char* text) { return parse_instant(text, zone).value(); };
  auto engine = Engine::open(store, rules);
  if (!engine) return tl::make_unexpected(engine.error());

  const Instant opened = at("2023-03-03 16:30");
  Command open;
  open.id = {"c-1"};
  open.case_id = {"2303-0001"};
  open.verb = open_verb;
  open.at = opened;
  open.kind = "order";
  const auto answer = engine->submit(open, opened);
  if (!answer) return tl::make_unexpected(answer.error());
  std::puts(answer->kind == Answer::Kind::repeated ? "told before" : "opened");

  const auto wake = engine->next_wake();
  if (!wake) return tl::make_unexpected(wake.error());
  if (*wake) std::printf("nothing can happen before %s\n", to_text(**wake, zone).c_str());

  if (const auto passed = engine->advance(at("2023-03-07 09:00")); !passed) return tl::make_unexpected(passed.error());
  return engine->load({"2303-0001"}).map([&](const Case& matter) {
    const bool breached = matter.ticket(1)->last_clock("answer")->breached;
    std::puts(breached ? "nobody answered in time" : "still on time");
    return breached;
  });
}

int main(int argc, char** argv) {
  const Reading reading = read_rules(promises, "promises.toml");
  for (const Finding& fault : reading.faults) std::puts(to_text(fault).c_str());
  if (!reading.rules) return 1;
  const auto store = argc > 1 ? open_sqlite_store(std::filesystem::path(argv[1]) / "tickets.hotline")
                              : Result<std::unique_ptr<Store>>(open_memory_store());
  const auto breached =
      store.and_then([&](const std::unique_ptr<Store>& opened) { return watch(*opened, *reading.rules); });
  if (!breached) std::puts(breached.error().message.c_str());
  return breached && *breached ? 0 : 1;
}

#include "hotline/engine/engine.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "hotline/store/memory_store.hpp"
#include "hotline/store/outbox.hpp"
#include "hotline/store/sqlite_store.hpp"
#include "support/calendars.hpp"
#include "support/end_of.hpp"
#include "support/rules_files.hpp"

namespace hotline::test {
namespace {

using namespace std::chrono_literals;

Command command(const std::string& id, const std::string& case_id, const std::string& verb, const std::string& by,
                const std::string& when, Fields set = {}) {
  Command asked{.id = {id}, .case_id = {case_id}, .verb = verb, .by = by, .at = at(when)};
  if (verb == "open") asked.kind = "order";
  asked.set = std::move(set);
  return asked;
}

// One order of each kind, and what happens to them.
std::vector<Command> february() {
  return {command("1", "A", "open", "agent", "2023-02-27 10:00"),
          command("2", "A", "dispatch", "dispatcher", "2023-02-27 10:05"),
          command("3", "B", "open", "agent", "2023-02-27 18:00", {{"urgency", "sub-urgent"}}),
          command("4", "B", "dispatch", "dispatcher", "2023-02-27 18:01"),
          command("5", "A", "sign", "unit", "2023-02-28 09:00"),
          command("6", "A", "close", "caller-back", "2023-02-28 09:30"),  // refused
          command("7", "C", "open", "agent", "2023-02-28 11:00", {{"complexity", "complex"}}),
          command("8", "C", "dispatch", "dispatcher", "2023-02-28 11:00"),
          command("9", "C", "sign", "unit", "2023-02-28 16:00"),
          command("10", "C", "park", "unit", "2023-03-02 10:00"),
          command("11", "A", "judge", "unit", "2023-03-06 10:00", {{"complexity", "complex"}}),
          command("12", "C", "unpark", "unit", "2023-03-13 10:00"),
          command("13", "B", "contact", "unit", "2023-03-14 10:00"),
          command("14", "B", "reply", "unit", "2023-03-14 11:00"),
          command("15", "C", "reply", "unit", "2023-04-10 11:00")};
}

std::map<std::string, std::string> histories(Store& store) {
  std::map<std::string, std::string> lines;
  const auto entries = store.read(0, 1'000'000).value();
  for (const KeptEntry& kept : entries) lines[kept.entry.case_id.text] += kept.entry.events;
  return lines;
}

struct Habit {  // of a host
  std::string why;
  std::size_t batch = 1;
  std::optional<std::chrono::hours> tick;  // how often it lets time pass
  bool restarts = false;                   // after every batch
};

std::map<std::string, std::string> lived(const Habit& habit) {
  const auto store = open_memory_store();
  std::optional<Engine> engine = Engine::open(*store, desk_rules()).value();
  const std::vector<Command> commands = february();
  Instant now = commands.front().at;
  std::vector<Told> batch;
  const auto pass_to = [&](Instant then) {
    while (habit.tick && now + *habit.tick < then) {
      now += *habit.tick;
      REQUIRE(engine->advance(now));
    }
    now = std::max(now, then);
  };
  for (std::size_t i = 0; i < commands.size(); ++i) {
    batch.push_back({commands[i], commands[i].at});
    if (batch.size() < habit.batch && i + 1 < commands.size()) continue;
    pass_to(batch.front().recorded_at);
    REQUIRE(engine->submit(batch));
    batch.clear();
    if (habit.restarts) engine = Engine::open(*store, desk_rules()).value();
  }
  const Instant end = at("2023-05-01 00:00");
  pass_to(end);
  REQUIRE(engine->advance(end));
  return histories(*store);
}

}  // namespace

TEST_CASE("the events are the same whatever a host's habits") {
  const auto wanted = lived({"one by one", 1, std::nullopt, false});
  REQUIRE(wanted.size() == 3);
  const Habit habits[] = {
      {"all in one commit", 100, std::nullopt, false},
      {"by fours", 4, std::nullopt, false},
      {"looks every hour", 1, 1h, false},
      {"looks every five days", 1, 120h, false},
      {"restarts after each", 1, std::nullopt, true},
      {"restarts and looks daily", 3, 24h, true},
  };
  for (const Habit& habit : habits) {
    CAPTURE(habit.why);
    CHECK(lived(habit) == wanted);
  }
}

TEST_CASE("a command counts once and a refused one leaves nothing") {
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, desk_rules()).value();
  const Command open = command("1", "A", "open", "agent", "2023-02-27 10:00");
  const Answer first = engine.submit(open, open.at).value();
  CHECK(first.kind == Answer::Kind::applied);
  CHECK(first.events.size() > 1);

  const Answer again = engine.submit(open, open.at + 1h).value();
  CHECK(again.kind == Answer::Kind::repeated);
  CHECK(again.version == first.version);

  const Command early = command("2", "A", "sign", "unit", "2023-02-27 10:01");
  const Answer refused = engine.submit(early, early.at).value();
  CHECK(refused.kind == Answer::Kind::refused);
  CHECK(refused.why.message == "'sign' is not allowed in state 'received': allowed now: refuse, dispatch");
  CHECK(engine.load({"A"}).value().version == first.version);

  // A refused id may be asked again, and twice in one batch is once.
  const Command dispatch = command("3", "A", "dispatch", "dispatcher", "2023-02-27 10:02");
  Command sign = early;
  sign.at = dispatch.at;
  const Told batch[] = {{dispatch, dispatch.at}, {sign, sign.at}, {sign, sign.at}};
  const auto answers = engine.submit(batch).value();
  CHECK(answers[0].kind == Answer::Kind::applied);
  CHECK(answers[1].kind == Answer::Kind::applied);
  CHECK(answers[2].kind == Answer::Kind::repeated);
  CHECK(answers[2].version == answers[1].version);
}

TEST_CASE("a command for another version of its case is a conflict") {
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, desk_rules()).value();
  const Command open = command("1", "A", "open", "agent", "2023-02-27 10:00");
  const Version version = engine.submit(open, open.at)->version;
  const Command dispatch = command("2", "A", "dispatch", "dispatcher", "2023-02-27 10:02");
  const Told stale[] = {{dispatch, dispatch.at, version - 1}};
  const Answer conflict = engine.submit(stale).value().front();
  CHECK(conflict.kind == Answer::Kind::conflict);
  CHECK(conflict.version == version);
  CHECK(engine.load({"A"})->version == version);
  const Told fresh[] = {{dispatch, dispatch.at, version}};
  CHECK(engine.submit(fresh).value().front().kind == Answer::Kind::applied);
}

TEST_CASE("after a leap of the clock nothing fires until it is confirmed") {
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, desk_rules(), {24h, at("2023-02-27 09:00")}).value();
  const Command open = command("1", "A", "open", "agent", "2023-02-27 10:00");
  const Command dispatch = command("2", "A", "dispatch", "dispatcher", "2023-02-27 10:00");
  REQUIRE(engine.submit(open, open.at));
  REQUIRE(engine.submit(dispatch, dispatch.at));
  const auto leapt = engine.advance(at("2099-01-01 00:00"));
  REQUIRE_FALSE(leapt);
  CHECK(leapt.error().message ==
        "the clock leapt from 2023-02-27T02:00:00+00:00 to 2098-12-31T16:00:00+00:00, further than the 86400 s "
        "allowed: confirm it, or set it right");
  CHECK_FALSE(engine.load({"A"})->ticket(1)->last_clock("contact")->breached);
  const Command late = command("3", "A", "sign", "unit", "2023-03-02 10:00");
  CHECK_FALSE(engine.submit(late, late.at));
  engine.confirm(at("2023-03-02 10:00"));
  REQUIRE(engine.advance(at("2023-03-02 10:00")));
  CHECK(engine.load({"A"})->ticket(1)->last_clock("contact")->breached);
  REQUIRE(engine.advance(at("2023-03-01 10:00")));  // a clock that goes back moves nothing back
}

TEST_CASE("of several rungs reached while nobody looked the ladder says which are told") {
  const auto told = [](const std::string& missed) {
    Rules rules = desk_rules();
    rules.ladders.front().missed = missed == "all" ? Missed::all : missed == "held" ? Missed::held : Missed::highest;
    const auto store = open_memory_store();
    Engine engine = Engine::open(*store, rules).value();
    for (const Command& each : {command("1", "A", "open", "agent", "2023-03-01 10:00"),
                                command("2", "A", "dispatch", "dispatcher", "2023-03-01 10:00"),
                                command("3", "A", "sign", "unit", "2023-03-01 10:10")})
      REQUIRE(engine.submit(each, each.at)->kind == Answer::Kind::applied);
    REQUIRE(engine.advance(at("2023-03-12 12:00")));
    CHECK(engine.load({"A"})->ticket(1)->last_clock("simple")->rungs.size() == 3);  // on record either way
    std::vector<std::string> roles;
    const auto claimed = store->claim(at("2023-03-13 12:00"), 100).value();
    for (const WaitingEffect& effect : claimed) roles.push_back(effect.effect.channel);
    std::sort(roles.begin(), roles.end());
    return roles;
  };
  CHECK(told("highest") == std::vector<std::string>{"supervisor"});
  CHECK(told("all") == std::vector<std::string>{"deputy-head", "handler", "handler", "supervisor"});
  CHECK(told("held") == std::vector<std::string>{});
}

TEST_CASE("a message that waited for the office is dropped once its clock is closed") {
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, desk_rules()).value();
  for (const Command& each : {command("1", "A", "open", "agent", "2023-03-01 10:00"),
                              command("2", "A", "dispatch", "dispatcher", "2023-03-01 10:00"),
                              command("3", "A", "sign", "unit", "2023-03-01 10:10")})
    REQUIRE(engine.submit(each, each.at)->kind == Answer::Kind::applied);
  REQUIRE(engine.advance(at("2023-03-08 20:00")));  // due at 17:30; the deputy head hears of it at 09:00
  const auto wanted = [&](const WaitingEffect& effect) { return engine.still_wanted(effect); };
  CHECK(claim_checked(*store, at("2023-03-08 20:00"), 10, "deputy-head", 0s, wanted)->send.empty());

  const Command reply = command("4", "A", "reply", "unit", "2023-03-09 08:00");
  REQUIRE(engine.submit(reply, reply.at)->kind == Answer::Kind::applied);
  const Claim late = claim_checked(*store, at("2023-03-09 09:01"), 10, "deputy-head", 0s, wanted).value();
  CHECK(late.send.empty());
  CHECK(late.dropped.size() == 1);
}

TEST_CASE("what fell due before a refused command is kept") {
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, desk_rules()).value();
  for (const Command& each : {command("1", "A", "open", "agent", "2023-02-27 10:00"),
                              command("2", "A", "dispatch", "dispatcher", "2023-02-27 10:00")})
    REQUIRE(engine.submit(each, each.at)->kind == Answer::Kind::applied);
  const Command wrong = command("3", "A", "close", "caller-back", "2023-03-01 10:00");
  CHECK(engine.submit(wrong, wrong.at)->kind == Answer::Kind::refused);
  CHECK(engine.load({"A"})->ticket(1)->last_clock("contact")->breached);
  CHECK(engine.load({"A"})->ticket(1)->state == "handling");  // the sign timer ran
}

TEST_CASE("an engine sleeps until the second after something falls due") {
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, desk_rules()).value();
  CHECK(engine.next_wake().value() == std::nullopt);
  const Command open = command("1", "B", "open", "agent", "2023-03-03 20:15", {{"urgency", "sub-urgent"}});
  REQUIRE(engine.submit(open, open.at));
  CHECK(show(*engine.next_wake().value() - 1s) == "2023-03-06 20:15");
  REQUIRE(engine.advance(at("2023-03-06 20:15")));
  CHECK_FALSE(engine.load({"B"})->ticket(1)->last_clock("close-24h")->breached);
  REQUIRE(engine.advance(*engine.next_wake().value()));
  CHECK(engine.load({"B"})->ticket(1)->last_clock("close-24h")->breached);
  CHECK(engine.next_wake().value() == std::nullopt);
}

TEST_CASE("a file keeps cases and rules and hints across a restart") {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "hotline-engine-test.hotline";
  std::filesystem::remove(file);
  {
    auto store = open_sqlite_store(file).value();
    Engine engine = Engine::open(*store, desk_rules()).value();
    for (const Command& each : february()) REQUIRE(engine.submit(each, each.at));
  }
  {
    auto store = open_sqlite_store(file).value();
    Engine engine = Engine::open(*store, desk_rules()).value();
    REQUIRE(engine.advance(at("2023-05-01 00:00")));
    CHECK(histories(*store) == lived({"one by one", 1, std::nullopt, false}));
    std::vector<std::string> ids;
    REQUIRE(engine.each_case([&](const Case& matter) { ids.push_back(matter.id.text); }));
    CHECK(ids == std::vector<std::string>{"A", "B", "C"});

    const auto waiting = store->claim(at("2023-05-01 00:00"), 100).value();
    CHECK(std::any_of(waiting.begin(), waiting.end(), [](const WaitingEffect& each) {
      return each.case_id.text == "A" && each.effect.channel == "supervisor";
    }));

    Rules edited = desk_rules();
    edited.text += "\n# a change that kept its version\n";
    const auto refused = Engine::open(*store, edited);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::conflict);
  }
  std::filesystem::remove(file);
}

#ifdef NDEBUG
constexpr bool looks_on = false;
#else
constexpr bool looks_on = true;
#endif

TEST_CASE("two threads that meet in one engine are told") {
  if (!looks_on) {
    MESSAGE("skipped: this build has no assertions");
    return;
  }
  const End met = end_of([] {
    const auto store = open_memory_store();
    Engine engine = Engine::open(*store, desk_rules()).value();
    const auto ask = [&] {  // until they meet
      for (Instant now = at("2023-02-27 10:00");; now += 1h)
        if (engine.submit(command("1", "A", "close", "nobody", "2023-02-27 10:00"), now)->kind != Answer::Kind::refused)
          break;
    };
    std::thread other(ask);
    ask();
  });
  CHECK(met.aborted);
  CHECK(met.said.find("two threads are in one engine at once") != std::string::npos);
}

TEST_CASE("one thread may ask an engine from within its answer") {
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, desk_rules()).value();
  REQUIRE(engine.submit(command("1", "A", "open", "agent", "2023-02-27 10:00"), at("2023-02-27 10:00")));
  Version version = 0;
  REQUIRE(engine.each_case([&](const Case& matter) { version = engine.load(matter.id)->version; }));
  CHECK(version > 0);
}

}  // namespace hotline::test

// Several threads and one engine that take turns: what is kept is what one thread would have kept. Under the thread
// sanitizer this also finds anything in a store or an engine that a lock around its calls does not cover.
#include "hotline/engine/engine.hpp"

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <stdlib.h>

#include "hotline/store/memory_store.hpp"
#include "hotline/store/sqlite_store.hpp"
#include "support/calendars.hpp"
#include "support/rules_files.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

using namespace std::chrono_literals;

constexpr int askers = 4;
constexpr int cases_each = 12;

std::vector<Command> life_of(const std::string& case_id) {
  const Instant start = at("2023-02-27 10:00");
  const auto command = [&](const std::string& verb, const std::string& by, std::chrono::seconds after) {
    return Command{.id = {case_id + verb},
                   .case_id = {case_id},
                   .verb = verb,
                   .by = by,
                   .at = start + after,
                   .kind = verb == "open" ? "order" : ""};
  };
  return {command("open", "agent", 0s), command("dispatch", "dispatcher", 5min), command("sign", "unit", 2h),
          command("close", "caller-back", 3h),  // refused
          command("contact", "unit", 26h)};     // the reply never comes
}

std::vector<std::string> cases_of(int asker) {
  std::vector<std::string> ids;
  for (int i = 0; i < cases_each; ++i) ids.push_back(fmt::format("{}-{:02}", asker, i));
  return ids;
}

std::map<std::string, std::string> histories(Store& store) {
  std::map<std::string, std::string> lines;
  const auto entries = store.read(0, 1'000'000).value();
  for (const KeptEntry& kept : entries) lines[kept.entry.case_id.text] += kept.entry.events;
  return lines;
}

// Each asker lives its cases through, one command after the other, and sends what waits in the outbox.
class Office {
 public:
  explicit Office(Store& store) : store_(store), engine_(Engine::open(store, desk_rules()).value()) {}

  void ask(int asker) {
    for (const std::string& id : cases_of(asker))
      for (const Command& command : life_of(id)) {
        {
          const std::lock_guard turn(turn_);
          const auto answer = engine_.submit(command, command.at);
          REQUIRE(answer);
          REQUIRE(answer->kind != Answer::Kind::repeated);
        }
        send();
      }
  }

  // Claimed and settled with the store, sent without it.
  void send() {
    std::vector<EffectKey> keys;
    {
      const std::lock_guard turn(turn_);
      const auto claimed = store_.claim(at("2023-05-01 00:00"), 5);
      REQUIRE(claimed);
      for (const WaitingEffect& effect : *claimed) keys.push_back(effect.key());
    }
    const std::lock_guard turn(turn_);
    const auto settled = store_.settle(keys, Settlement::delivered);
    REQUIRE(settled);
    for (const EffectOutcome outcome : *settled) REQUIRE(outcome == EffectOutcome::done);  // nobody else had it
    sent_ += keys.size();
  }

  void end() {
    REQUIRE(engine_.advance(at("2023-04-01 00:00")));
    for (std::size_t before = sent_ + 1; before != sent_;) {
      before = sent_;
      send();
    }
  }

  std::size_t sent() const { return sent_; }

 private:
  Store& store_;
  Engine engine_;
  std::mutex turn_;
  std::size_t sent_ = 0;
};

struct Lived {
  std::map<std::string, std::string> histories;
  std::size_t sent = 0;
  friend bool operator==(const Lived&, const Lived&) = default;
};

Lived lived_at_once(Store& store) {
  Office office(store);
  std::vector<std::thread> threads;
  for (int asker = 0; asker < askers; ++asker) threads.emplace_back([&office, asker] { office.ask(asker); });
  for (std::thread& thread : threads) thread.join();
  office.end();
  return {histories(store), office.sent()};
}

Lived lived_by_one() {
  const auto store = open_memory_store();
  Office office(*store);
  for (int asker = 0; asker < askers; ++asker) office.ask(asker);
  office.end();
  return {histories(*store), office.sent()};
}

}  // namespace

TEST_CASE("threads that take turns at one engine keep what one thread keeps") {
  const Lived expected = lived_by_one();
  CHECK(expected.histories.size() == static_cast<std::size_t>(askers * cases_each));
  CHECK(expected.sent > 0);
  CHECK(lived_at_once(*open_memory_store()) == expected);

  std::string folder = (std::filesystem::temp_directory_path() / "hotline-XXXXXX").string();
  REQUIRE(mkdtemp(folder.data()));
  {
    const auto store = open_sqlite_store(std::filesystem::path(folder) / "a.hotline");
    REQUIRE(store);
    CHECK(lived_at_once(**store) == expected);
    CHECK((*store)->check()->empty());
  }
  std::filesystem::remove_all(folder);
}

TEST_CASE("two engines on two stores never interfere") {
  const Lived expected = lived_by_one();
  std::vector<std::optional<Lived>> lived(askers);
  std::vector<std::thread> threads;
  for (std::optional<Lived>& one : lived) threads.emplace_back([&one] { one = lived_by_one(); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& one : lived) CHECK(one == expected);
}

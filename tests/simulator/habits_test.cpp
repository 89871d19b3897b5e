// I11: whatever a host's habits, the same commands give the same bytes and the same answers. Its batches, how often it
// looks at the clock, how often it starts anew: none of it may show, and the core alone, asked once, must agree.
#include <algorithm>
#include <span>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/store/memory_store.hpp"
#include "simulator/crowd.hpp"
#include "support/rules_files.hpp"
#include "support/sanitized.hpp"

namespace hotline::test {
namespace {

using std::chrono::seconds;

struct Story {  // what was told, and what must come of it
  std::vector<Told> told;
  std::vector<std::string> answers;
  std::map<std::string, std::string> bytes;
  Instant end;
};

struct Habit {
  int most_at_once = 1;
  int longest_nap = 0;  // seconds; 0: never looks at the clock
  int restarts_one_in = 0;
};

std::string show(const Answer& answer) {
  return fmt::format("{} {} {}\n{}", static_cast<int>(answer.kind), answer.version, answer.why.message,
                     to_lines(answer.events));
}

Story story_of(const InForce& in_force, Dice& dice) {
  Story story;
  Model model(in_force);
  Crowd crowd(in_force.current(), dice);
  Instant now{seconds{1'672'704'000 + dice.pick(0, 60 * 86'400)}};
  for (int left = 40; left > 0; --left) {
    const std::vector<int> lengths = {0, 1, 600, 7'200, 86'400, 4 * 86'400};
    now += seconds{dice.one_of(lengths)};
    story.told.push_back(crowd.says(model, now));
    story.told.back().expected.reset();  // what is expected depends on what has been looked at
    story.answers.push_back(show(model.submit(story.told.back())));
  }
  story.end = now + std::chrono::days{40};
  model.pass(story.end);
  for (const auto& [id, life] : model.lives())
    if (!life.bytes.empty()) story.bytes[id.text] = life.bytes;
  return story;
}

class Host {
 public:
  Host(const InForce& in_force, const Habit& habit, Dice& dice) : in_force_(in_force), habit_(habit), dice_(dice) {
    start();
  }

  std::vector<std::string> hears(const Story& story) {
    std::vector<std::string> answers;
    for (std::size_t i = 0; i < story.told.size();) {
      const auto count =
          std::min<std::size_t>(story.told.size() - i, static_cast<std::size_t>(dice_.pick(1, habit_.most_at_once)));
      sleep_until(story.told[i].recorded_at);
      const auto given = engine_->submit(std::span(story.told).subspan(i, count)).value();
      for (const Answer& answer : given) answers.push_back(show(answer));
      now_ = story.told[i + count - 1].recorded_at;
      if (habit_.restarts_one_in > 0 && dice_.one_in(habit_.restarts_one_in)) start();
      i += count;
    }
    sleep_until(story.end);
    REQUIRE(engine_->advance(story.end));
    return answers;
  }

  std::map<std::string, std::string> bytes() {
    std::map<std::string, std::string> lines;
    const auto entries = store_->read(0, 1'000'000).value();
    for (const KeptEntry& kept : entries) lines[kept.entry.case_id.text] += kept.entry.events;
    return lines;
  }

 private:
  void start() { engine_ = Engine::open(*store_, in_force_.current()).value(); }

  void sleep_until(Instant then) {
    if (habit_.longest_nap == 0) return;
    if (now_ == Instant{}) now_ = then;
    for (; now_ < then; now_ += seconds{dice_.pick(1, habit_.longest_nap)}) REQUIRE(engine_->advance(now_));
  }

  const InForce& in_force_;
  Habit habit_;
  Dice& dice_;
  std::unique_ptr<Store> store_ = open_memory_store();
  std::optional<Engine> engine_;
  Instant now_{};
};

void compare(std::uint64_t seed, const InForce& in_force) {
  CAPTURE(seed);
  Dice dice = seeded(seed);
  const Story story = story_of(in_force, dice);
  const Habit habits[] = {{1, 0, 0}, {100, 0, 0}, {5, 3 * 86'400, 0}, {1, 8 * 3'600, 10}, {3, 40 * 86'400, 4}};
  for (const Habit& habit : habits) {
    CAPTURE(habit.most_at_once);
    CAPTURE(habit.longest_nap);
    Host host(in_force, habit, dice);
    const auto answers = host.hears(story);
    REQUIRE(answers.size() == story.answers.size());
    for (std::size_t i = 0; i < answers.size(); ++i) CHECK(answers[i] == story.answers[i]);
    CHECK(host.bytes() == story.bytes);
  }
}

}  // namespace

TEST_CASE("no habit of a host shows in the events or the answers") {
  const InForce desk(desk_rules());
  for (std::uint64_t seed = 1; seed <= (sanitized ? 5 : 150); ++seed) compare(seed, desk);
}

TEST_CASE("no habit of a host shows in a city's events either") {
  const InForce city(rules_in(HOTLINE_SOURCE_DIR "/examples/shanghai/rules.toml"));
  for (std::uint64_t seed = 1; seed <= (sanitized ? 2 : 50); ++seed) compare(seed, city);
}

}  // namespace hotline::test

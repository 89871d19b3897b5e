// Two stores that are asked the same things at random must answer the same: what memory does is easy to see.
#include <random>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "store/store_support.hpp"

namespace hotline {
namespace {

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int upto(int most) { return static_cast<int>(random_() % (static_cast<unsigned>(most) + 1)); }
  bool one_in(int count) { return upto(count - 1) == 0; }
  std::string name(char letter, int most) { return fmt::format("{}{}", letter, upto(most)); }

 private:
  std::mt19937 random_;
};

Entry random_entry(Dice& dice, Store& model, const std::string& case_id) {
  const auto history = model.load({case_id});
  const Version actual = history->empty() ? 0 : history->back().entry.version;
  const Version expected = actual + (dice.one_in(8) ? 1 : 0);
  Entry made = entry(case_id, expected, expected + static_cast<Version>(dice.one_in(6) ? 0 : 1 + dice.upto(2)));
  if (!dice.one_in(3)) made.hints.emplace();
  for (int count = made.hints ? dice.upto(3) : 0; count > 0; --count)
    made.hints->push_back({dice.name('q', 3), dice.upto(20) - 5});
  for (Version version = made.expected + 1; version <= made.version; ++version)
    for (int number = 0; number < dice.upto(2); ++number)
      made.effects.push_back({version, static_cast<std::uint32_t>(number), Instant(std::chrono::seconds(dice.upto(9))),
                              dice.one_in(2) ? "sms" : "board", fmt::format("{}", dice.upto(99))});
  return made;
}

Unit random_unit(Dice& dice, Store& model) {
  Unit made = unit(dice.one_in(4) ? "" : dice.name('c', 40), {});
  made.epoch = *model.epoch() - (dice.one_in(12) ? 1 : 0);
  const int first = dice.upto(6);
  for (int i = 0; i <= dice.upto(2); ++i)
    made.entries.push_back(random_entry(dice, model, fmt::format("case {}", first + i)));
  if (dice.one_in(40)) made.entries.push_back(made.entries.front());  // refused, with its batch
  return made;
}

std::optional<Instant> when(int step, Instant now) { return step % 2 ? std::optional(now) : std::nullopt; }

template <class T>
std::string outcome_of(const Result<T>& result) {
  if (!result) return result.error().message;
  if constexpr (std::is_same_v<T, std::vector<Outcome>>) return show(*result);
  if constexpr (std::is_same_v<T, std::vector<EffectOutcome>>) {
    std::string text;
    for (const EffectOutcome outcome : *result) text += std::to_string(static_cast<int>(outcome));
    return text;
  }
  if constexpr (std::is_same_v<T, Epoch>) return std::to_string(*result);
  return "fine";
}

std::string everything_in(Store& store) {
  std::string all = show(store.read(0, 100'000)) + '\n' + show(store.cases({}, 1000)) + '\n' + show(store.queues());
  for (const std::string queue : {"q0", "q1", "q2", "q3"})
    all += '\n' + show(store.due(queue, {lowest, {}}, highest, 999));
  if (const auto claimed = store.claimed({}, 1000))
    for (const ClaimedEffect& effect : *claimed)
      all += fmt::format("\n{} {}.{} {} {} {}", effect.case_id.text, effect.effect.version, effect.effect.number,
                         effect.effect.body, effect.effect.not_before.time_since_epoch().count(),
                         effect.claimed_at.time_since_epoch().count());
  for (int i = 0; i < 9; ++i) all += '\n' + show(store.load({fmt::format("case {}", i)}));
  for (int i = 0; i < 41; ++i) all += '\n' + show(store.find({fmt::format("c{}", i)}));
  return all;
}

}  // namespace

TEST_CASE("memory and sqlite answer alike") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const auto model = memory_bench();
    const auto bench = sqlite_bench(seed % 4 == 0 ? 1'000 : seed % 4 * 5);
    const auto both = [&](auto ask) {
      const std::string expected = ask(model->store());
      CHECK(ask(bench->store()) == expected);
    };
    for (int step = 0; step < 60; ++step) {
      CAPTURE(step);
      std::vector<Unit> batch;
      for (int i = dice.upto(4); i > 0; --i) batch.push_back(random_unit(dice, model->store()));
      both([&](Store& store) { return outcome_of(store.append(batch)); });
      const Instant now(std::chrono::seconds(dice.upto(9)));
      const auto limit = static_cast<std::size_t>(dice.upto(3));
      const auto channel = dice.one_in(3) ? std::nullopt : std::optional<std::string>(dice.one_in(2) ? "sms" : "board");
      both([&](Store& store) { return show(store.claim(now, limit, channel)); });
      const CaseId case_id{dice.name('c', 6).replace(0, 1, "case ")};
      const auto version = static_cast<Version>(dice.upto(12));
      both([&](Store& store) { return outcome_of(store.settle(case_id, version, 0)); });
      const EffectKey keys[] = {{case_id, version, 0}, {case_id, version + 1, 1}, {case_id, version + 2, 0}};
      if (dice.one_in(3)) both([&](Store& store) { return outcome_of(store.settle(keys, Settlement::dropped)); });
      if (dice.one_in(2)) both([&](Store& store) { return outcome_of(store.put_back(keys, when(step, now))); });
      const DueHint from{dice.upto(20) - 5, case_id};
      const auto queue = dice.name('q', 4);
      both([&](Store& store) { return show(store.due(queue, from, from.key + 5, limit)); });
      if (dice.one_in(10)) {
        const Document document{dice.name('d', 2), fmt::format("{}", step)};
        const auto current = *model->store().epoch() - (dice.one_in(3) ? 1 : 0);
        both([&](Store& store) { return outcome_of(store.begin_epoch(current, {&document, 1})); });
        both([&](Store& store) { return show(store.documents()) + store.document("d1")->value_or("none"); });
      }
      if (dice.one_in(15)) bench->reopen();
    }
    both(everything_in);
  }
}

}  // namespace hotline

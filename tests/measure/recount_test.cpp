// Random lives of orders, counted by the report and again in SQL from what the store keeps.
#include "measure/recount.hpp"

#include <array>
#include <numeric>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/engine/engine.hpp"
#include "hotline/store/memory_store.hpp"
#include "measure/played.hpp"
#include "support/dice.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

using std::chrono::minutes;

struct Lives {
  std::vector<Case> cases;
  std::vector<KeptLines> entries;
};

Command random_command(Dice& dice, const Case& matter, Instant at) {
  static const std::vector<std::string> verbs{"dispatch", "return",  "contact",    "add-unit", "ask-time",
                                              "park",     "resume",  "grant-time", "close",    "rate",
                                              "reopen",   "archive", "withdraw",   "reply",    "contact"};
  static const std::vector<std::string> ratings{"satisfied", "fairly", "neutral", "dissatisfied"};
  Command command;
  command.case_id = matter.id;
  command.at = at;
  command.verb = dice.one_of(verbs);
  if (command.verb == "withdraw" && !dice.one_in(4)) command.verb = "dispatch";
  if (command.verb == "reply")
    command.ticket = static_cast<TicketNumber>(dice.pick(1, static_cast<int>(matter.tickets.size())));
  if (command.verb == "rate") command.set["rating"] = dice.one_of(ratings);
  return command;
}

// One in ten is told hours late, which is what corrections come from.
Lives random_lives(std::uint64_t seed, const Rules& rules) {
  Dice dice = seeded(seed);
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, rules).value();
  const Instant begin = std::chrono::sys_days{std::chrono::year{2023} / 1 / 25};
  Instant now = begin;
  std::vector<CaseId> ids;
  for (int step = 0, named = 0; step < 900; ++step) {
    now += minutes{dice.pick(1, 90)};
    Command command;
    if (ids.empty() || dice.one_in(12)) {
      command.case_id = {fmt::format("o{:03}", ids.size())};
      command.verb = "open";
      command.kind = "order";
      command.at = now;
      command.set["department"] = dice.one_of(std::vector<std::string>{"tax", "housing", "market"});
      if (dice.coin()) command.set["seat"] = std::to_string(dice.pick(1, 3));
      ids.push_back(command.case_id);
    } else {
      const int back = std::min(static_cast<int>(ids.size()), 12);
      const CaseId id = ids[ids.size() - static_cast<std::size_t>(dice.pick(1, back))];
      const Instant at = dice.one_in(10) ? now - minutes{dice.pick(1, 400)} : now;
      command = random_command(dice, engine.load(id).value(), at);
    }
    command.id = {std::to_string(named++)};
    REQUIRE(engine.submit(command, now));  // what the rules refuse leaves no trace
  }
  REQUIRE(engine.advance(now));
  Lives lives;
  REQUIRE(engine.each_case([&](const Case& matter) { lives.cases.push_back(matter); }));
  for (const Case& matter : lives.cases) {
    const auto kept = store->load(matter.id);
    REQUIRE(kept);
    for (const KeptEntry& entry : *kept)
      lives.entries.push_back({matter.id.text, std::ssize(lives.entries), entry.entry.events});
  }
  return lives;
}

void check_alike(const Report& report, const std::map<std::string, SlowRate>& expected) {
  for (const MeasureCount& count : report.measures) {
    CAPTURE(count.measure.name);
    const auto found = expected.find(count.measure.name);
    const SlowRate slow = found == expected.end() ? SlowRate{} : found->second;
    CHECK(count.rate == slow.rate);
    CHECK(std::accumulate(count.dropped_by.begin(), count.dropped_by.end(), std::int64_t{0}) == count.dropped);
    for (const MeasureCount::Group& group : count.groups) {
      Fraction sum;
      for (const auto& [row, rate] : group.rows) {
        CAPTURE(row);
        const auto in_slow = slow.groups.find({group.by, row});
        REQUIRE(in_slow != slow.groups.end());
        CHECK(rate == in_slow->second);
        sum.hits += rate.hits;
        sum.of += rate.of;
      }
      CHECK(sum == count.rate);  // the parts add up to the whole
    }
    Fraction opened;
    const std::int64_t one = count.measure.weights ? count.measure.weights->one : 1;
    for (const CountedTicket& ticket : count.tickets)
      if (ticket.verdict != CountedTicket::Verdict::dropped) {
        opened.hits += ticket.weight;
        opened.of += one;
      }
    CHECK(opened == count.rate);  // and so do the tickets a figure opens to
  }
}

}  // namespace

TEST_CASE("every measure agrees with a recount in SQL over the entries") {
  const Rules rules = measure_rules(measure_file("recount.toml"));
  std::map<std::string, Fraction> seen;
  std::int64_t corrected = 0, moved = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const Lives lives = random_lives(seed, rules);
    const Recount recount(lives.entries);
    const Instant february = std::chrono::sys_days{std::chrono::year{2023} / 2 / 1} - std::chrono::hours{8};
    const std::array<std::pair<std::optional<Instant>, std::optional<Instant>>, 4> periods{
        {{std::nullopt, std::nullopt},
         {february, std::nullopt},
         {std::nullopt, february},
         {february, february + std::chrono::hours{24 * 7}}}};
    for (const auto& [from, to] : periods) {
      const Report report = counted(rules, lives.cases, {.from = from, .to = to, .with_tickets = true});
      check_alike(report, recount.rates(from, to));
      for (const MeasureCount& count : report.measures) {
        seen[count.measure.name].hits += count.rate.hits;
        seen[count.measure.name].of += count.rate.of;
      }
    }
    for (const KeptLines& entry : lives.entries) {
      corrected += entry.events.find("\"clock-corrected\"") != std::string::npos;
      moved += entry.events.find("\"clock-extended\"") != std::string::npos;
    }
  }
  // A measure that never hits, or never misses, would prove nothing.
  for (const auto& [name, rate] : seen) {
    CAPTURE(name);
    CHECK(rate.hits > 0);
    CHECK(rate.hits < rate.of);
  }
  CHECK(corrected > 0);
  CHECK(moved > 0);
  CHECK(seen["contact ever recorded late"].hits > seen["contact late"].hits);
  CHECK(seen["resolved by the first date"].hits < seen["resolved in time"].hits);
}

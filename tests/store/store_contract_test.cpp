// What every store promises, tried on each kind of store.
#include <algorithm>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "store/store_support.hpp"
#include "support/dice.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
constexpr auto first_key = std::numeric_limits<std::int64_t>::min();
constexpr auto last_key = std::numeric_limits<std::int64_t>::max();

Instant at(std::int64_t seconds) { return Instant(std::chrono::seconds(seconds)); }

Entry with_hints(Entry entry, std::vector<Hint> hints) {
  entry.hints = std::move(hints);
  return entry;
}

Entry with_effects(Entry entry, std::vector<Effect> effects) {
  entry.effects = std::move(effects);
  return entry;
}

}  // namespace

TEST_CASE("entries come back as they were appended") {
  each_store([](Bench& bench) {
    Store& store = bench.store();
    CHECK(show(store.load({"A"})) == "");
    CHECK(show(append(store, {unit("c1", {entry("A", 0, 2)}), unit("", {entry("A", 2, 3)})})) == "applied, applied");
    CHECK(show(append(store, {unit("c2", {entry("B", 0, 1), entry("A", 3, 4)})})) == "applied");
    bench.reopen();
    Store& again = bench.store();
    CHECK(show(again.load({"A"})) == "1 A 0-2 c1, 2 A 2-3 -, 4 A 3-4 c2");
    CHECK(show(again.find({"c1"})) == "1 A 0-2 c1");
    CHECK(show(again.find({"c2"})) == "3 B 0-1 c2, 4 A 3-4 c2");
    CHECK(show(again.find({"c3"})) == "");
    CHECK(show(again.read(0, all)) == "1 A 0-2 c1, 2 A 2-3 -, 3 B 0-1 c2, 4 A 3-4 c2");
    const auto kept = again.load({"A"})->at(0).entry;
    CHECK(kept.events == events_of(0, 2));
    CHECK(kept.hash == hash_of("A", 2));
    CHECK(kept.recorded_at == entry("A", 0, 2).recorded_at);
    CHECK(kept.effects.empty());
    CHECK_FALSE(kept.hints);
  });
}

TEST_CASE("what was recorded since an instant is found without reading all") {
  each_store([&](Bench& bench) {
    test::Dice dice = test::seeded(7);
    std::vector<Instant> recorded;
    Version version = 0;
    Instant now = at(-3 * 86'400);
    for (int batch = 0; batch < 60; ++batch) {
      std::vector<Unit> units;
      for (int left = dice.pick(1, 4); left > 0; --left) {
        units.push_back(unit("", {entry("A", version, version + 1)}));
        ++version;
        now += std::chrono::seconds{dice.pick(0, dice.one_in(5) ? 400'000 : 30'000)};
        recorded.push_back(now - std::chrono::seconds{dice.one_in(4) ? dice.pick(0, 200'000) : 0});
        units.back().entries.front().recorded_at = recorded.back();
      }
      append(bench.store(), units);
      if (dice.one_in(10)) bench.reopen();
    }
    for (Instant since = at(-4 * 86'400); since < now + 72h; since += 7h) {
      const Position before = bench.store().recorded_before(since).value();
      Position exact = 0;
      while (exact < recorded.size() && recorded[exact] < since) ++exact;
      CHECK(before <= exact);                // nothing is missed
      std::set<std::chrono::sys_days> days;  // that what is read in vain had got to by then
      for (Position vain = before; vain < exact; ++vain)
        days.insert(std::chrono::floor<std::chrono::days>(
            *std::max_element(recorded.begin(), recorded.begin() + static_cast<std::ptrdiff_t>(vain) + 1)));
      CHECK(days.size() <= 1);
    }
  });
}

TEST_CASE("a unit that fails leaves nothing and takes no other down") {
  struct Ask {
    std::string command;
    std::vector<Entry> entries;
    Epoch epoch = 1;
  };
  struct Row {
    std::string why;
    std::vector<Ask> batch;
    std::string outcomes, kept_after;  // besides the entry of case A that is there before
  };
  const Row rows[] = {
      {"nothing asked", {}, "", ""},
      {"all fine",
       {{"c2", {entry("A", 1, 2)}}, {"c3", {entry("B", 0, 1)}}},
       "applied, applied",
       "2 A 1-2 c2, 3 B 0-1 c3"},
      {"behind", {{"c2", {entry("A", 0, 1)}}}, "conflict 1", ""},
      {"ahead", {{"c2", {entry("A", 2, 3)}}}, "conflict 1", ""},
      {"created already",
       {{"c2", {entry("A", 0, 1)}}, {"c3", {entry("B", 0, 1)}}},
       "conflict 1, applied",
       "2 B 0-1 c3"},
      {"not created yet", {{"c2", {entry("B", 3, 4)}}}, "conflict 0", ""},
      {"builds on the batch",
       {{"c2", {entry("A", 1, 2)}}, {"c3", {entry("A", 2, 4)}}},
       "applied, applied",
       "2 A 1-2 c2, 3 A 2-4 c3"},
      {"loses to the batch",
       {{"c2", {entry("A", 1, 2)}}, {"c3", {entry("A", 1, 2)}}},
       "applied, conflict 2",
       "2 A 1-2 c2"},
      {"one case of two in conflict",
       {{"c2", {entry("B", 0, 1), entry("A", 0, 1)}}, {"c3", {entry("B", 0, 1)}}},
       "conflict 1, applied",
       "2 B 0-1 c3"},
      {"repeated from before",
       {{"c1", {entry("B", 0, 1)}}, {"c2", {entry("A", 1, 2)}}},
       "repeated, applied",
       "2 A 1-2 c2"},
      {"repeated in the batch",
       {{"c2", {entry("A", 1, 2)}}, {"c2", {entry("A", 1, 2)}}},
       "applied, repeated",
       "2 A 1-2 c2"},
      {"a failed command may come again",
       {{"c2", {entry("A", 0, 1)}}, {"c2", {entry("A", 1, 2)}}},
       "conflict 1, applied",
       "2 A 1-2 c2"},
      {"time has no command to repeat",
       {{"", {entry("A", 1, 2)}}, {"", {entry("A", 2, 3)}}},
       "applied, applied",
       "2 A 1-2 -, 3 A 2-3 -"},
      {"an older epoch", {{"c2", {entry("A", 1, 2)}, 0}, {"c3", {entry("B", 0, 1)}}}, "stale, applied", "2 B 0-1 c3"},
      {"an epoch to come", {{"c2", {entry("A", 1, 2)}, 2}}, "stale", ""},
      {"stale before conflict", {{"c2", {entry("A", 0, 1)}, 0}}, "stale", ""},
      {"repeated before stale", {{"c1", {entry("A", 1, 2)}, 0}}, "repeated", ""},
      {"nothing to keep is remembered by nobody",
       {{"c2", {}}, {"c2", {entry("A", 1, 2)}}},
       "applied, applied",
       "2 A 1-2 c2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    each_store([&](Bench& bench) {
      append(bench.store(), {unit("c1", {entry("A", 0, 1)})});
      std::vector<Unit> batch;
      for (const Ask& ask : row.batch) {
        batch.push_back(unit(ask.command, ask.entries));
        batch.back().epoch = ask.epoch;
      }
      CHECK(show(append(bench.store(), batch)) == row.outcomes);
      bench.reopen();
      CHECK(show(bench.store().read(1, all)) == row.kept_after);
    });
  }
}

TEST_CASE("a refused unit leaves neither hints nor effects") {
  each_store([](Bench& bench) {
    Store& store = bench.store();
    append(store, {unit("c1", {with_hints(entry("A", 0, 1), {{"q", 10}})})});
    auto late = with_effects(with_hints(entry("A", 0, 1), {{"q", 20}}), {{1, 0, at(0), "sms", "late"}});
    CHECK(show(append(store, {unit("c2", {late})})) == "conflict 1");
    CHECK(show(store.due("q", {first_key, {}}, last_key, all)) == "10 A");
    CHECK(show(store.claim(at(100), all)) == "");
  });
}

TEST_CASE("what no engine should write is refused and takes its whole batch along") {
  struct Row {
    std::string why;
    std::function<void(Unit&)> spoil;
    std::string message;
  };
  const Row rows[] = {
      {"no case id", [](Unit& unit) { unit.entries[0].case_id.text.clear(); }, "case id"},
      {"NUL in a case id", [](Unit& unit) { unit.entries[0].case_id.text = std::string("A\0B", 3); }, "case id"},
      {"no command id", [](Unit& unit) { unit.command->text.clear(); }, "command id"},
      {"NUL in a command id", [](Unit& unit) { unit.command->text = std::string("\0", 1); }, "command id"},
      {"more versions than events", [](Unit& unit) { unit.entries[0].version = 3; }, "from version 0 to 3"},
      {"fewer versions than events", [](Unit& unit) { unit.entries[0].version = 1; }, "from version 0 to 1"},
      {"backwards", [](Unit& unit) { unit.entries[0].expected = 9; }, "from version 9 to 2"},
      {"a torn last line", [](Unit& unit) { unit.entries[0].events += "{"; }, "line end"},
      {"a hash of something else", [](Unit& unit) { unit.entries[0].hash = hash_of("B", 1); }, "continue"},
      {"two entries of one case", [](Unit& unit) { unit.entries.push_back(unit.entries[0]); }, "two entries"},
      {"an effect of no event",
       [](Unit& unit) {
         unit.entries[0].effects = {{3, 0, {}, "", ""}};
       },
       "version 3"},
      {"an effect of an older event",
       [](Unit& unit) {
         unit.entries[0].effects = {{0, 0, {}, "", ""}};
       },
       "version 0"},
      {"two effects of one number",
       [](Unit& unit) {
         unit.entries[0].effects = {{1, 7, {}, "", ""}, {1, 7, {}, "", ""}};
       },
       "1.7"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    each_store([&](Bench& bench) {
      Unit spoilt = unit("c2", {entry("B", 0, 2)});
      row.spoil(spoilt);
      const Unit batch[] = {unit("c1", {entry("A", 0, 1)}), spoilt};
      const auto outcomes = bench.store().append(batch);
      REQUIRE_FALSE(outcomes);
      CHECK(outcomes.error().fault == Fault::bad_input);
      CHECK(outcomes.error().message.find("unit 2 of the batch") == 0);
      CHECK(outcomes.error().message.find(row.message) != std::string::npos);
      CHECK(show(bench.store().read(0, all)) == "");
      CHECK(show(append(bench.store(), {unit("c1", {entry("A", 0, 1)})})) == "applied");
    });
  }
}

TEST_CASE("ids and queues keep their bytes") {
  const std::string names[] = {
      "市民来电 2023-03-01", "O'Brien; DROP TABLE entry --", R"("quoted" \ slash)", " ", "%_*?",
      "line\nend",           "\xff\xfe not UTF-8",           std::string(5000, 'x')};
  for (const std::string& name : names) {
    CAPTURE(name);
    each_store([&](Bench& bench) {
      append(bench.store(), {unit(name, {with_hints(entry(name, 0, 1), {{name, 1}})})});
      bench.reopen();
      Store& store = bench.store();
      CHECK(store.load({name})->at(0).entry.events == events_of(0, 1));
      CHECK(store.find({name})->at(0).command == CommandId{name});
      CHECK(store.queues() == std::vector{name});
      CHECK(store.due(name, {}, 1, all)->at(0).case_id == CaseId{name});
    });
  }
}

TEST_CASE("a megabyte of events comes back whole") {
  each_store([](Bench& bench) {
    std::string big = "{\"text\":\"";
    for (int i = 0; big.size() < (1u << 20); ++i) big += static_cast<char>('a' + i % 26);
    Entry huge = entry("A", 0, 1);
    huge.events = big + "\"}\n";
    huge.hash = chain_over(chain_start({"A"}), huge.events);
    append(bench.store(), {unit("c1", {huge})});
    bench.reopen();
    CHECK(bench.store().load({"A"})->at(0).entry.events == huge.events);
  });
}

TEST_CASE("reading goes on from a position in commit order") {
  each_store([](Bench& bench) {
    for (Version version = 0; version < 5; ++version)
      append(bench.store(), {unit("", {entry("A", version, version + 1)})});
    struct Row {
      std::string why;
      Position after;
      std::size_t limit;
      std::string page;
    };
    const Row rows[] = {
        {"the first", 0, 2, "1 A 0-1 -, 2 A 1-2 -"},
        {"the next", 2, 2, "3 A 2-3 -, 4 A 3-4 -"},
        {"a short last page", 4, 2, "5 A 4-5 -"},
        {"at the end", 5, 2, ""},
        {"past the end", 9, 2, ""},
        {"far past the end", std::numeric_limits<Position>::max(), 2, ""},
        {"none asked for", 0, 0, ""},
        {"no limit", 3, all, "4 A 3-4 -, 5 A 4-5 -"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.why);
      CHECK(show(bench.store().read(row.after, row.limit)) == row.page);
    }
  });
}

TEST_CASE("cases are listed in the order of their bytes") {
  each_store([](Bench& bench) {
    CHECK(show(bench.store().cases({}, all)) == "");
    for (const std::string case_id : {"b", "区", "B", "a"})
      append(bench.store(), {unit("", {entry(case_id, 0, 1)}), unit("", {entry(case_id, 1, 2)})});
    CHECK(show(bench.store().cases({}, all)) == "B, a, b, 区");
    CHECK(show(bench.store().cases({}, 2)) == "B, a");
    CHECK(show(bench.store().cases({"a"}, 2)) == "b, 区");
    CHECK(show(bench.store().cases({"aa"}, 1)) == "b");
    CHECK(show(bench.store().cases({"区"}, all)) == "");
    CHECK(show(bench.store().cases({}, 0)) == "");
  });
}

TEST_CASE("an entry's hints replace those of its case") {
  struct Row {
    std::string why;
    std::optional<std::vector<Hint>> hints;
    std::string queues, in_q, in_r;
  };
  const Row rows[] = {
      {"not given: they stay", std::nullopt, "q, r", "10 A, 20 A, 20 B", "5 A"},
      {"none: they go", std::vector<Hint>{}, "q", "20 B", ""},
      {"the same", {{{"q", 10}, {"q", 20}, {"r", 5}}}, "q, r", "10 A, 20 A, 20 B", "5 A"},
      {"one moves", {{{"q", 10}, {"q", 30}, {"r", 5}}}, "q, r", "10 A, 20 B, 30 A", "5 A"},
      {"to another queue", {{{"s", 1}}}, "q, s", "20 B", ""},
      {"twice the same counts once", {{{"r", 7}, {"r", 7}}}, "q, r", "20 B", "7 A"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    each_store([&](Bench& bench) {
      append(bench.store(), {unit("", {with_hints(entry("A", 0, 1), {{"q", 10}, {"q", 20}, {"r", 5}})}),
                             unit("", {with_hints(entry("B", 0, 1), {{"q", 20}})})});
      Entry next = entry("A", 1, 2);
      next.hints = row.hints;
      append(bench.store(), {unit("", {next})});
      bench.reopen();
      Store& store = bench.store();
      CHECK(show(store.queues()) == row.queues);
      CHECK(show(store.due("q", {first_key, {}}, last_key, all)) == row.in_q);
      CHECK(show(store.due("r", {first_key, {}}, last_key, all)) == row.in_r);
    });
  }
}

TEST_CASE("an entry without events replaces hints and nothing else") {
  each_store([](Bench& bench) {
    Store& store = bench.store();
    append(store, {unit("", {with_hints(entry("A", 0, 1), {{"q", 10}})})});
    CHECK(show(append(store, {unit("", {with_hints(entry("A", 0, 0), {{"q", 30}})})})) == "conflict 1");
    CHECK(show(append(store, {unit("", {with_hints(entry("A", 1, 1), {{"q", 20}})})})) == "applied");
    CHECK(show(store.due("q", {first_key, {}}, last_key, all)) == "20 A");
    CHECK(show(store.load({"A"})) == "1 A 0-1 -");
    CHECK(show(append(store, {unit("", {entry("A", 1, 2)})})) == "applied");
    CHECK(show(store.read(0, all)) == "1 A 0-1 -, 2 A 1-2 -");
  });
}

TEST_CASE("a queue is paged by key and then case") {
  each_store([](Bench& bench) {
    append(bench.store(), {unit("", {with_hints(entry("B", 0, 1), {{"q", -50}, {"q", 100}, {"q", last_key}})}),
                           unit("", {with_hints(entry("A", 0, 1), {{"q", 100}, {"q", first_key}, {"q", 101}})}),
                           unit("", {with_hints(entry("AB", 0, 1), {{"q", 100}, {"other", 0}})})});
    bench.reopen();
    struct Row {
      std::string why, queue;
      DueHint from;
      std::int64_t upto;
      std::size_t limit;
      std::string page;
    };
    const std::string low = std::to_string(first_key), high = std::to_string(last_key);
    const Row rows[] = {
        {"everything",
         "q",
         {first_key, {}},
         last_key,
         all,
         low + " A, -50 B, 100 A, 100 AB, 100 B, 101 A, " + high + " B"},
        {"upto is included", "q", {0, {}}, 100, all, "100 A, 100 AB, 100 B"},
        {"and ends there", "q", {0, {}}, 99, all, ""},
        {"from is included", "q", {100, {"AB"}}, last_key, 2, "100 AB, 100 B"},
        {"on from after one", "q", {100, {std::string("AB\0", 3)}}, 100, all, "100 B"},
        {"between two cases", "q", {100, {"AA"}}, 100, all, "100 AB, 100 B"},
        {"after the last of a key", "q", {100, {"C"}}, 101, all, "101 A"},
        {"keys may be negative", "q", {-50, {}}, 0, all, "-50 B"},
        {"the very first key", "q", {first_key, {}}, first_key, all, low + " A"},
        {"the very last key", "q", {last_key, {}}, last_key, all, high + " B"},
        {"a page", "q", {first_key, {}}, last_key, 2, low + " A, -50 B"},
        {"none asked for", "q", {first_key, {}}, last_key, 0, ""},
        {"another queue", "other", {first_key, {}}, last_key, all, "0 AB"},
        {"no such queue", "none", {first_key, {}}, last_key, all, ""},
    };
    for (const Row& row : rows) {
      CAPTURE(row.why);
      CHECK(show(bench.store().due(row.queue, row.from, row.upto, row.limit)) == row.page);
    }
  });
}

TEST_CASE("an epoch begins once and makes older decisions stale") {
  each_store([](Bench& bench) {
    CHECK(bench.store().epoch() == 1);
    CHECK(bench.store().begin_epoch(1, {}) == 2);
    const auto again = bench.store().begin_epoch(1, {});
    REQUIRE_FALSE(again);
    CHECK(again.error().fault == Fault::conflict);
    bench.reopen();
    CHECK(bench.store().epoch() == 2);
    CHECK(show(append(bench.store(), {unit("c1", {entry("A", 0, 1)})})) == "stale");
    Unit current = unit("c1", {entry("A", 0, 1)});
    current.epoch = 2;
    CHECK(show(append(bench.store(), {current})) == "applied");
  });
}

TEST_CASE("documents come with the epoch and the latest of a name counts") {
  each_store([](Bench& bench) {
    const std::string nul("a\0b", 3);
    const Document first[] = {{"rules", "version 1"}, {"calendar/office", nul}};
    const Document second[] = {{"rules", "version 2"}, {"空", ""}};
    const Document late[] = {{"rules", "never"}};
    CHECK(bench.store().begin_epoch(1, first) == 2);
    CHECK(bench.store().begin_epoch(2, second) == 3);
    CHECK_FALSE(bench.store().begin_epoch(2, late));
    bench.reopen();
    Store& store = bench.store();
    CHECK(store.documents() == std::vector<std::string>{"calendar/office", "rules", "空"});
    CHECK(store.document("rules")->value() == "version 2");
    CHECK(store.document("calendar/office")->value() == nul);
    CHECK(store.document("空")->value() == "");
    CHECK_FALSE(store.document("none")->has_value());
  });
}

TEST_CASE("an effect is claimed when its time has come and settled once") {
  each_store([](Bench& bench) {
    append(
        bench.store(),
        {unit("c1",
              {with_effects(entry("A", 0, 2), {{1, 0, at(200), "sms", "third"}, {2, 0, at(100), "sms", "first"}})}),
         unit("c2", {with_effects(entry("B", 0, 1), {{1, 0, at(100), "board", "second"}, {1, 1, at(900), "", ""}})})});
    CHECK(show(bench.store().claim(at(99), all)) == "");
    CHECK(show(bench.store().claim(at(100), 1)) == "A 2.0 sms first");
    bench.reopen();
    CHECK(show(bench.store().claim(at(200), all)) == "B 1.0 board second, A 1.0 sms third");
    CHECK(show(bench.store().claim(at(200), all)) == "");
    bench.reopen();
    CHECK(show(bench.store().claim(at(899), all)) == "");

    CHECK(bench.store().settle({"A"}, 1, 0));
    CHECK(bench.store().settle({"B"}, 1, 1));  // one the host has seen to without claiming it
    bench.reopen();
    CHECK(show(bench.store().claim(at(1000), all)) == "");
    struct Row {
      std::string why, case_id;
      Version version;
      std::uint32_t number;
      Fault fault;
    };
    const Row rows[] = {
        {"settled before", "A", 1, 0, Fault::conflict},
        {"no such number", "A", 1, 1, Fault::not_found},
        {"no such version", "A", 3, 0, Fault::not_found},
        {"no such case", "C", 1, 0, Fault::not_found},
    };
    for (const Row& row : rows) {
      CAPTURE(row.why);
      const auto settled = bench.store().settle({row.case_id}, row.version, row.number);
      REQUIRE_FALSE(settled);
      CHECK(settled.error().fault == row.fault);
    }
  });
}

TEST_CASE("a slow channel holds up no other") {
  each_store([](Bench& bench) {
    append(bench.store(), {unit("c1", {with_effects(entry("A", 0, 1), {{1, 0, at(100), "sms", "first"},
                                                                       {1, 1, at(100), "sms", "second"},
                                                                       {1, 2, at(100), "board", "third"},
                                                                       {1, 3, at(100), "", "nameless"},
                                                                       {1, 4, at(200), "board", "later"}})})});
    CHECK(show(bench.store().claim(at(100), 1, "board")) == "A 1.2 board third");
    CHECK(show(bench.store().claim(at(100), all, "board")) == "");
    CHECK(show(bench.store().claim(at(100), all, "fax")) == "");
    CHECK(show(bench.store().claim(at(100), all, "")) == "A 1.3  nameless");
    bench.reopen();
    CHECK(show(bench.store().claim(at(200), 1)) == "A 1.0 sms first");
    CHECK(show(bench.store().claim(at(200), all, "board")) == "A 1.4 board later");
    CHECK(show(bench.store().claim(at(200), all, "sms")) == "A 1.1 sms second");
  });
}

TEST_CASE("what is claimed and not settled is listed in the order of its keys") {
  each_store([](Bench& bench) {
    const auto shown = [&](const EffectKey& after, std::size_t limit) {
      const auto found = bench.store().claimed(after, limit);
      REQUIRE(found);
      std::string text;
      for (const ClaimedEffect& effect : *found)
        text += fmt::format("{} {}.{} at {}, ", effect.case_id.text, effect.effect.version, effect.effect.number,
                            effect.claimed_at.time_since_epoch().count());
      return text;
    };
    append(bench.store(),
           {unit("c2", {with_effects(entry("B", 0, 1), {{1, 0, at(10), "sms", ""}, {1, 1, at(99), "sms", ""}})}),
            unit("c1", {with_effects(entry("A", 0, 2), {{2, 1, at(20), "sms", ""}, {2, 0, at(30), "sms", ""}})}),
            unit("c3", {with_effects(entry("A", 2, 10), {{10, 0, at(30), "sms", ""}})})});
    CHECK(shown({}, all) == "");
    REQUIRE(bench.store().claim(at(20), all));
    REQUIRE(bench.store().claim(at(31), all));
    bench.reopen();
    CHECK(shown({}, all) == "A 2.0 at 31, A 2.1 at 20, A 10.0 at 31, B 1.0 at 20, ");
    CHECK(shown({}, 2) == "A 2.0 at 31, A 2.1 at 20, ");
    CHECK(shown({{"A"}, 2, 1}, 2) == "A 10.0 at 31, B 1.0 at 20, ");
    CHECK(shown({{"A"}, 3, 0}, 1) == "A 10.0 at 31, ");
    CHECK(shown({{"B"}, 1, 0}, all) == "");
    CHECK(shown({}, 0) == "");
    REQUIRE(bench.store().settle({"A"}, 2, 1));
    CHECK(shown({}, 2) == "A 2.0 at 31, A 10.0 at 31, ");
  });
}

TEST_CASE("many effects are settled or put back in one commit with an outcome for each") {
  struct Row {
    std::string why;
    std::function<Result<std::vector<EffectOutcome>>(Store&, std::span<const EffectKey>)> mark;
    std::string claimed_after, waiting_at_150, waiting_at_999;
  };
  using Keys = std::span<const EffectKey>;
  const Row rows[] = {
      {"delivered", [](Store& store, Keys keys) { return store.settle(keys, Settlement::delivered); }, "A 1.1 sms two",
       "", "A 1.3 sms four"},
      {"dropped", [](Store& store, Keys keys) { return store.settle(keys, Settlement::dropped); }, "A 1.1 sms two", "",
       "A 1.3 sms four"},
      {"put back as it was", [](Store& store, Keys keys) { return store.put_back(keys, std::nullopt); },
       "A 1.1 sms two", "A 1.0 sms one", "A 1.2 sms three, A 1.3 sms four"},
      {"put back for later", [](Store& store, Keys keys) { return store.put_back(keys, at(950)); }, "A 1.1 sms two", "",
       "A 1.3 sms four, A 1.0 sms one, A 1.2 sms three"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    each_store([&](Bench& bench) {
      append(bench.store(), {unit("c1", {with_effects(entry("A", 0, 1), {{1, 0, at(100), "sms", "one"},
                                                                         {1, 1, at(100), "sms", "two"},
                                                                         {1, 2, at(900), "sms", "three"},
                                                                         {1, 3, at(900), "sms", "four"},
                                                                         {1, 4, at(100), "sms", "five"}})})});
      REQUIRE(bench.store().claim(at(100), all));
      REQUIRE(bench.store().settle({"A"}, 1, 4));
      // One claimed, one nobody claimed, one settled, one of no such number.
      const EffectKey keys[] = {{{"A"}, 1, 0}, {{"A"}, 1, 2}, {{"A"}, 1, 4}, {{"A"}, 1, 9}};
      const auto outcomes = row.mark(bench.store(), keys);
      REQUIRE(outcomes);
      CHECK(*outcomes == std::vector{EffectOutcome::done, EffectOutcome::done, EffectOutcome::settled_before,
                                     EffectOutcome::unknown});
      bench.reopen();
      const auto claimed = bench.store().claimed({}, all).map(
          [](const auto& found) { return std::vector<WaitingEffect>(found.begin(), found.end()); });
      CHECK(show(claimed) == row.claimed_after);
      CHECK(show(bench.store().claim(at(150), all)) == row.waiting_at_150);
      CHECK(show(bench.store().claim(at(999), all)) == row.waiting_at_999);
    });
  }
}

}  // namespace hotline

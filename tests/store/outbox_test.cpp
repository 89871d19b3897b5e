// Messages that may have been sent, and messages that have waited too long.
#include "hotline/store/outbox.hpp"

#include <doctest/doctest.h>

#include "store/store_support.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

Instant at(std::int64_t seconds) { return Instant(std::chrono::seconds(seconds)); }

std::string show_all(const auto& effects) {
  std::string text;
  for (const WaitingEffect& waiting : effects) text += waiting.effect.body + ' ';
  return text;
}

// Of case A: "board" (at 100), "sms" (at 200), "mail" (at 300).
void ask_for_three(Store& store) {
  Entry asks = entry("A", 0, 1);
  asks.effects = {{1, 0, at(100), "board", "board"}, {1, 1, at(200), "sms", "sms"}, {1, 2, at(300), "mail", "mail"}};
  append(store, {unit("c1", {asks})});
}

}  // namespace

TEST_CASE("each channel has its own rule for what may have been sent") {
  each_store([](Bench& bench) {
    ask_for_three(bench.store());
    REQUIRE(bench.store().claim(at(400), 9));
    bench.reopen();  // as after a crash between sending and settling
    Store& store = bench.store();
    const std::map<std::string, MaybeSent> rules = {{"board", MaybeSent::resend}, {"sms", MaybeSent::ask}};
    const auto found = see_to_maybe_sent(store, rules, MaybeSent::hold, at(401));
    REQUIRE(found);
    CHECK(show_all(found->resent) == "board ");
    CHECK(show_all(found->to_ask) == "sms ");
    CHECK(show_all(found->held) == "mail ");
    CHECK(found->held.at(0).claimed_at == at(400));
    CHECK(show_all(*store.claim(at(500), 9)) == "board ");

    const auto young = see_to_maybe_sent(store, {}, MaybeSent::resend, at(500));
    REQUIRE(young);
    CHECK(show_all(young->resent) == "sms mail ");  // "board" was claimed at 500: somebody may be sending it now
  });
}

TEST_CASE("more may have been sent than one page holds") {
  each_store([](Bench& bench) {
    Entry asks = entry("A", 0, 1);
    for (std::uint32_t number = 0; number < 2'500; ++number) asks.effects.push_back({1, number, at(1), "sms", "x"});
    append(bench.store(), {unit("c1", {asks})});
    REQUIRE(bench.store().claim(at(1), 2'400));
    const auto found = see_to_maybe_sent(bench.store(), {}, MaybeSent::resend, at(2));
    REQUIRE(found);
    CHECK(found->resent.size() == 2'400);
    CHECK(bench.store().claim(at(1), 9'999)->size() == 2'500);
  });
}

TEST_CASE("what has waited long is sent only if somebody still wants it") {
  struct Row {
    std::string why;
    std::int64_t now;
    std::string unwanted, asked, send, dropped;
  };
  const Row rows[] = {
      {"all are fresh", 300, "board sms mail ", "", "board sms mail ", ""},
      {"the age itself is fresh", 200, "board ", "", "board sms ", ""},
      {"old but wanted", 301, "", "board ", "board sms mail ", ""},
      {"old and unwanted", 301, "board ", "board ", "sms mail ", "board "},
      {"all are old", 999, "board mail ", "board sms mail ", "sms ", "board mail "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    each_store([&](Bench& bench) {
      ask_for_three(bench.store());
      std::string asked;
      const auto claim = claim_checked(bench.store(), at(row.now), 9, std::nullopt, row.why[0] == 't' ? 100s : 200s,
                                       [&](const WaitingEffect& old) -> Result<bool> {
                                         asked += old.effect.body + ' ';
                                         return row.unwanted.find(old.effect.body) == std::string::npos;
                                       });
      REQUIRE(claim);
      CHECK(asked == row.asked);
      CHECK(show_all(claim->send) == row.send);
      CHECK(show_all(claim->dropped) == row.dropped);
      bench.reopen();
      Store& store = bench.store();
      for (const WaitingEffect& gone : claim->dropped)
        CHECK(store.settle(gone.case_id, gone.effect.version, gone.effect.number).error().fault == Fault::conflict);
      CHECK(store.claimed({}, 9)->size() == claim->send.size());
    });
  }
}

TEST_CASE("a question that fails leaves everything waiting") {
  each_store([](Bench& bench) {
    ask_for_three(bench.store());
    const auto claim = claim_checked(bench.store(), at(999), 9, std::nullopt, 0s, [](const WaitingEffect& old) {
      return old.effect.body == "sms" ? Result<bool>(fail(Fault::storage, "the disk")) : Result<bool>(false);
    });
    CHECK(error_of(claim) == "the disk");
    CHECK(show_all(*bench.store().claim(at(999), 9)) == "board sms mail ");
  });
}

}  // namespace hotline

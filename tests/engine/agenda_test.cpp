#include "hotline/engine/agenda.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

namespace hotline::test {
namespace {

using namespace std::chrono_literals;
using Fallen = Agenda::Fallen;

constexpr Key end_of_2100 = 4'133'980'800;

constexpr Instant second(std::int64_t count) { return Instant{std::chrono::seconds{count}}; }

QueueLines elapsed() { return QueueLines(Line()); }
QueueLines worked(const Calendar& calendar) { return QueueLines(Line({.counting = Counting::working_time}, calendar)); }
QueueLines working_days(const Calendar& calendar) {
  return QueueLines(Line({.counting = Counting::working_days, .end = End::close}, calendar));
}

Calendar revised() {  // a company day from April 2026 on: closed
  CalendarSpec spec = spec_of("Asia/Shanghai", {{"mon-fri", {"09:00-17:30"}}});
  spec.days.push_back({.from = date("2026-04-13"), .to = date("2026-04-24"), .hours = Hours{}, .name = "moved house"});
  return compiled(spec);
}
Calendar as_known() { return calendar_of("Asia/Shanghai", {{"mon-fri", {"09:00-17:30"}}}); }

std::vector<Fallen> all_before(Agenda& agenda, Instant now) {
  std::vector<Fallen> fell;
  REQUIRE(agenda.fire(now, 1'000'000'000, fell).value());
  return fell;
}

// Every clock's place in a map; what is due is found by asking each for its instant.
class Ledger {
 public:
  Agenda::QueueId add(QueueLines lines) {
    lines_.push_back(std::move(lines));
    return static_cast<Agenda::QueueId>(lines_.size() - 1);
  }
  void revise(Agenda::QueueId queue, QueueLines lines) { lines_[queue] = std::move(lines); }
  void arm(Agenda::ClockId clock, Agenda::QueueId queue, Key key) { places_[clock] = {queue, key}; }
  void cancel(Agenda::ClockId clock) { places_.erase(clock); }
  std::vector<Fallen> fire(Instant now, std::size_t most) {
    std::set<std::tuple<Instant, Agenda::QueueId, Key, Agenda::ClockId>> due;
    for (const auto& [clock, place] : places_)
      if (const Instant at = instant(place); at < now) due.emplace(at, place.queue, place.key, clock);
    std::vector<Fallen> fell;
    for (const auto& [at, queue, key, clock] : due) {
      if (fell.size() == most) break;
      fell.push_back({clock, {queue, key}});
      places_.erase(clock);
    }
    return fell;
  }
  std::optional<Instant> next_wake() const {
    std::optional<Instant> next;
    for (const auto& [clock, place] : places_)
      if (const Instant at = instant(place); at != Instant::max()) next = std::min(next.value_or(at + 1s), at + 1s);
    return next;
  }
  const std::map<Agenda::ClockId, Agenda::Place>& places() const { return places_; }

 private:
  Instant instant(const Agenda::Place& place) const {
    const auto at = lines_[place.queue].when(place.key);
    return at ? *at : place.key < 0 ? Instant::min() : Instant::max();
  }

  std::vector<QueueLines> lines_;
  std::map<Agenda::ClockId, Agenda::Place> places_;
};

// An agenda and a ledger that are told the same.
struct Both {
  Agenda agenda;
  Ledger ledger;

  Agenda::QueueId add(const QueueLines& lines) {
    ledger.add(lines);
    return agenda.add(lines);
  }
  void revise(Agenda::QueueId queue, const QueueLines& lines) {
    agenda.revise(queue, lines);
    ledger.revise(queue, lines);
  }
  void arm(Agenda::ClockId clock, Agenda::QueueId queue, Key key) {
    agenda.arm(clock, queue, key);
    ledger.arm(clock, queue, key);
  }
  void cancel(Agenda::ClockId clock) {
    agenda.cancel(clock);
    ledger.cancel(clock);
  }
  std::vector<Fallen> fire(Instant now, std::size_t most) {
    std::vector<Fallen> fell;
    const bool all = agenda.fire(now, most, fell).value();
    CHECK(fell == ledger.fire(now, most));
    CHECK((all || fell.size() == most));
    return fell;
  }
  void compare() {
    CHECK(agenda.size() == ledger.places().size());
    for (const auto& [clock, place] : ledger.places()) CHECK(agenda.place(clock) == place);
    CHECK(agenda.next_wake() == ledger.next_wake());
  }
};

struct Life {
  std::string why;
  std::size_t queues;
  Agenda::ClockId clocks;
  Key width;  // of the keys that are armed
  int steps;
};

// What may happen to a clock, in any order; time passes, calendars are revised.
void live(const Life& life, std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::int64_t end) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(end));
  };
  const Calendar before = as_known();
  const Calendar after = revised();
  const auto lines_of = [&](std::size_t queue, const Calendar& calendar) {
    return queue % 3 == 0 ? elapsed() : queue % 3 == 1 ? worked(calendar) : working_days(calendar);
  };
  Both both;
  for (std::size_t queue = 0; queue < life.queues; ++queue) both.add(lines_of(queue, before));
  Instant now = at("2026-03-02 09:00");
  const std::vector<Key> first = {now.time_since_epoch().count(),
                                  Line({.counting = Counting::working_time}, before).reached(now),
                                  Line({.counting = Counting::working_days}, before).reached(now)};
  std::size_t fell = 0;
  for (int step = 0; step < life.steps; ++step) {
    const auto clock = static_cast<Agenda::ClockId>(below(life.clocks));
    const auto queue = static_cast<Agenda::QueueId>(below(static_cast<std::int64_t>(life.queues)));
    switch (below(16)) {
      case 0:
        now += std::chrono::seconds{below(life.width / 16 + 1)};
        fell += both.fire(now, static_cast<std::size_t>(below(2) == 0 ? 3 : 1'000'000)).size();
        break;
      case 1:
        both.compare();
        break;
      case 2:
        if (step % 64 == 0)
          for (Agenda::QueueId each = 0; each < life.queues; ++each)
            both.revise(each, lines_of(each, step % 128 == 0 ? after : before));
        break;
      case 3:
      case 4:
      case 5:
      case 6:
        both.cancel(clock);
        break;
      default:
        both.arm(clock, queue, first[queue % 3] + below(life.width) / (queue % 3 == 2 ? 288 : 1));
    }
  }
  both.compare();
  fell += both.fire(at("2100-01-01 00:00"), 1'000'000).size();
  both.compare();
  CHECK(fell > 0);
}

}  // namespace

TEST_CASE("an agenda tells what a ledger of places tells") {
  const Life lives[] = {
      {"few clocks that move often", 3, 20, 200'000, 6'000},
      {"one queue", 1, 300, 1'000'000, 4'000},
      {"keys that crowd", 6, 200, 3'000, 4'000},
      {"a thousand queues", 1'000, 2'000, 2'000'000, 3'000},
  };
  for (const Life& life : lives) {
    CAPTURE(life.why);
    for (std::uint32_t seed = 1; seed <= 3; ++seed) live(life, seed);
  }
}

TEST_CASE("an agenda of many clocks fires each once, in order") {
  struct Row {
    std::string why;
    Key from;
    std::int64_t width;
    std::uint32_t count;
  };
  const Row rows[] = {
      {"a month of seconds", 1'767'225'600, 2'592'000, 200'000},
      {"all at one instant", 1'767'225'600, 1, 60'000},
      {"all within a minute", 1'767'225'600, 60, 60'000},
      {"from before the epoch on", -1'000'000, 2'000'000, 60'000},
      {"over all keys that are kept in 32 bits, and those next to them", -40'000'000, 4'400'000'000, 100'000},
      {"to the end of 2100", end_of_2100 - 100'000, 100'001, 60'000},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    std::mt19937_64 random(7);
    Agenda agenda;
    const auto queue = agenda.add(elapsed());
    std::vector<std::pair<Key, Agenda::ClockId>> wanted;
    for (Agenda::ClockId clock = 0; clock < row.count; ++clock) {
      const Key key = row.from + static_cast<Key>(random() % static_cast<std::uint64_t>(row.width));
      agenda.arm(clock, queue, key);
      wanted.emplace_back(key, clock);
    }
    for (Agenda::ClockId clock = 0; clock < row.count; clock += 3) agenda.cancel(clock);
    for (Agenda::ClockId clock = 1; clock < row.count; clock += 9) {  // and some stand elsewhere in the end
      wanted[clock].first = row.from + static_cast<Key>(random() % static_cast<std::uint64_t>(row.width));
      agenda.arm(clock, queue, wanted[clock].first);
    }
    std::erase_if(wanted, [](const auto& place) { return place.second % 3 == 0; });
    std::sort(wanted.begin(), wanted.end());
    CHECK(agenda.size() == wanted.size());

    std::vector<std::pair<Key, Agenda::ClockId>> fell;
    std::vector<Fallen> some;
    for (int step = 1; step <= 100; ++step) {
      const Instant now = second(std::clamp<Key>(row.from + row.width * step / 100, 1, end_of_2100 + 1));
      while (!agenda.fire(now, 1'000, some).value()) REQUIRE(some.size() <= 1'000'000);
      bool in_time = true;
      for (const Fallen& one : some) {
        in_time = in_time && one.from.key < now.time_since_epoch().count();
        fell.emplace_back(one.from.key, one.clock);
      }
      CHECK(in_time);
      some.clear();
      CHECK(agenda.next_wake().value_or(Instant::max()) > now);
    }
    const auto later = std::find_if(wanted.begin(), wanted.end(),
                                    [](const auto& place) { return place.first > 0 && !Line().when(place.first); });
    CHECK(agenda.size() == static_cast<std::size_t>(wanted.end() - later));  // due after 2100, which has no answer
    wanted.erase(later, wanted.end());
    CHECK(fell == wanted);
  }
}

TEST_CASE("a revision moves instants, and which queue comes first, but no clock") {
  const Calendar before = as_known();
  const Calendar after = revised();
  Agenda agenda;
  const auto elapsed_clocks = agenda.add(elapsed());
  const auto office = agenda.add(worked(before));
  const Key monday_noon = Line({.counting = Counting::working_time}, before).reached(at("2026-04-13 12:00"));
  agenda.arm(1, office, monday_noon);
  agenda.arm(2, elapsed_clocks, at("2026-04-20 09:00").time_since_epoch().count());
  CHECK(agenda.next_wake() == at("2026-04-13 12:00") + 1s);
  const std::size_t bytes = agenda.bytes();
  agenda.revise(office, worked(after));
  CHECK(agenda.next_wake() == at("2026-04-20 09:00") + 1s);
  CHECK(agenda.place(1) == Agenda::Place{office, monday_noon});
  CHECK(agenda.bytes() == bytes);
  CHECK(all_before(agenda, at("2026-04-20 09:00")).empty());
  CHECK(all_before(agenda, at("2026-04-27 12:00")) ==
        std::vector<Fallen>{{2, {elapsed_clocks, at("2026-04-20 09:00").time_since_epoch().count()}}});
  CHECK(all_before(agenda, at("2026-04-27 12:00") + 1s) == std::vector<Fallen>{{1, {office, monday_noon}}});
}

TEST_CASE("a clock is due once its instant is past") {
  Agenda agenda;
  const auto queue = agenda.add(elapsed());
  agenda.arm(5, queue, 1'000);
  CHECK(all_before(agenda, second(1'000)).empty());
  CHECK(agenda.next_wake() == second(1'001));
  CHECK(all_before(agenda, second(1'001)) == std::vector<Fallen>{{5, {queue, 1'000}}});
  CHECK(all_before(agenda, second(2'000)).empty());
  CHECK(agenda.next_wake() == std::nullopt);
}

TEST_CASE("a clock that is armed again, cancelled or unknown stands at one place or none") {
  Agenda agenda;
  const auto first = agenda.add(elapsed());
  const auto second_queue = agenda.add(elapsed());
  agenda.cancel(7);
  CHECK(agenda.place(7) == std::nullopt);
  agenda.arm(7, first, 100);
  agenda.arm(7, first, 100);
  agenda.arm(7, second_queue, 100);
  agenda.arm(7, first, 50);
  CHECK(agenda.size() == 1);
  agenda.cancel(7);
  agenda.arm(7, first, 50);  // where a stale entry of it stands
  CHECK(all_before(agenda, second(1'000)) == std::vector<Fallen>{{7, {first, 50}}});
  CHECK(agenda.size() == 0);
}

TEST_CASE("keys without an instant wait, or have always been due") {
  Agenda agenda;
  const auto queue = agenda.add(elapsed());
  const Key far_ahead = 9'000'000'000;
  const Key long_ago = -9'000'000'000;
  agenda.arm(1, queue, far_ahead);
  CHECK(agenda.next_wake() == std::nullopt);
  agenda.arm(2, queue, long_ago);
  CHECK(agenda.place(2) == Agenda::Place{queue, long_ago});
  CHECK(all_before(agenda, at("2100-12-31 12:00")) == std::vector<Fallen>{{2, {queue, long_ago}}});
  CHECK(agenda.place(1) == Agenda::Place{queue, far_ahead});
  agenda.arm(1, queue, far_ahead + 1);
  agenda.arm(1, queue, 10);
  CHECK(all_before(agenda, second(11)) == std::vector<Fallen>{{1, {queue, 10}}});
}

TEST_CASE("what is cancelled is forgotten when it is more than half") {
  constexpr Agenda::ClockId clocks = 50'000;
  Agenda agenda;
  const auto queue = agenda.add(elapsed());
  std::mt19937 random(3);
  const auto arm_all = [&] {
    for (Agenda::ClockId clock = 0; clock < clocks; ++clock)
      agenda.arm(clock, queue, 1'000'000 + static_cast<Key>(random() % 1'000'000));
  };
  arm_all();
  const std::size_t once = agenda.bytes();
  for (int round = 0; round < 40; ++round) arm_all();
  CHECK(agenda.bytes() < 4 * once);
  for (int round = 0; round < 40; ++round)  // and where a clock comes back to its place
    for (Agenda::ClockId clock = 0; clock < clocks; ++clock) {
      const Key key = agenda.place(clock).value_or(Agenda::Place{}).key;
      agenda.cancel(clock);
      agenda.arm(clock, queue, key);
    }
  CHECK(agenda.bytes() < 4 * once);
  CHECK(all_before(agenda, second(3'000'000)).size() == clocks);
}

TEST_CASE("clocks armed before what is next are found") {
  Agenda agenda;
  const auto queue = agenda.add(elapsed());
  for (Agenda::ClockId clock = 0; clock < 10'000; ++clock) agenda.arm(clock, queue, 1'000'000 + clock);
  CHECK(agenda.next_wake() == second(1'000'001));
  for (Agenda::ClockId clock = 20'000; clock < 40'000; ++clock)
    agenda.arm(clock, queue, 1'010'000 - (clock - 20'000) / 2);
  std::vector<Key> keys;
  for (const Fallen& one : all_before(agenda, second(2'000'000))) keys.push_back(one.from.key);
  CHECK(keys.size() == 30'000);
  CHECK(std::is_sorted(keys.begin(), keys.end()));
}

}  // namespace hotline::test

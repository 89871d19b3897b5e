// What does a change of the calendar cost, while ten million tickets wait on it?
//
// Each ticket has three clocks: 40 working hours, 15 and 60 working days. They stand in an agenda by their keys. A week
// in April is closed, which is announced in March: the calendar is compiled anew, the queues are given its lines, and
// that is all. Beside it what a system must do that keeps due instants: ask the new calendar for every one of them, in
// batches, and put them in order again, in an agenda of their own. Then, after every clock has fallen from both in the
// same order at the same instants, a change that reaches back: the clocks received since are counted anew, and only
// they, so it should cost by their number.
//
//   revision_bench [--full] [--check]     --full takes 3 GB
#include <string>

#include "bench.hpp"
#include "hotline/calendar/batch.hpp"
#include "hotline/engine/agenda.hpp"

namespace {

using namespace hotline;

constexpr Instant from = bench::day_start(2026, 3, 1) + std::chrono::hours{16};  // Monday 00:00 in Shanghai
constexpr Instant now = from + std::chrono::hours{4 * 24 + 17};                  // Friday 17:00

const std::array<Limit, 3> limits = {parse_limit("40 working hours").value(), parse_limit("15 working days").value(),
                                     parse_limit("60 working days").value()};

Calendar closed(Date first, Date last) {
  CalendarSpec spec = bench::office_spec();
  spec.days.push_back({.from = first, .to = last, .hours = Hours{}, .name = "closed"});
  return Calendar::compile(spec).value();
}
Calendar closed_in_april() {
  using std::chrono::April, std::chrono::day;
  return closed(std::chrono::year{2026} / April / day{13}, std::chrono::year{2026} / April / day{17});
}
Calendar closed_from_march(unsigned date) {
  using std::chrono::March, std::chrono::day;
  return closed(std::chrono::year{2026} / March / day{date}, std::chrono::year{2026} / March / day{6});
}

// Received one after another, evenly, and kept by key.
class ByKey {
 public:
  ByKey(const Calendar& calendar, const std::vector<Instant>& received) : received_(received) {
    use(calendar);
    for (std::size_t i = 0; i < limits.size(); ++i)
      queues_[i] = i == 2 ? queues_[1] : agenda_.add(QueueLines(lines_[i]));  // both count working days
    count_anew(0);
  }

  // Future or past: the queues are given the new lines, and the next instant to look at is found.
  Instant revise(const Calendar& calendar) {
    use(calendar);
    for (std::size_t i = 0; i < 2; ++i) agenda_.revise(queues_[i], QueueLines(lines_[i]));
    return agenda_.next_wake().value();
  }

  void count_anew(std::size_t first_ticket) {
    for (std::size_t ticket = first_ticket; ticket < received_.size(); ++ticket)
      for (std::size_t i = 0; i < limits.size(); ++i) {
        const Key key =
            start_key(lines_[i], limits[i], received_[ticket]).value() + budget(limits[i], lines_[i].kind());
        agenda_.arm(static_cast<Agenda::ClockId>(3 * ticket + i), queues_[i], key);
      }
  }

  std::size_t clocks() const { return agenda_.size(); }
  Instant when(Agenda::ClockId clock) const { return lines_[clock % 3].when(agenda_.place(clock)->key).value(); }

  // Are all due when `due` says, and do they fall in that order?
  bool falls_as(const std::vector<Instant>& due) {
    std::size_t clocks = 0;
    bool same = true;
    Instant last = Instant::min();
    std::vector<Agenda::Fallen> fell;
    for (bool all = false; !all;) {
      fell.clear();
      all = agenda_.fire(bench::day_start(2028), 1'000'000, fell).value();
      for (const Agenda::Fallen& one : fell) {
        const Instant at = lines_[one.clock % 3].when(one.from.key).value();
        same = same && at == due[one.clock] && last <= at;
        last = at;
      }
      clocks += fell.size();
    }
    return same && clocks == due.size();
  }

 private:
  void use(const Calendar& calendar) {
    for (std::size_t i = 0; i < limits.size(); ++i) lines_[i] = line_for(calendar, limits[i], from).value();
  }

  const std::vector<Instant>& received_;
  std::array<Line, 3> lines_;
  std::array<Agenda::QueueId, 3> queues_{};
  Agenda agenda_;
};

// When each clock is due, asked in batches; by clock.
std::vector<Instant> due_of_all(const Calendar& calendar, const std::vector<Instant>& received) {
  std::vector<Instant> all(3 * received.size());
  std::vector<Instant> due(received.size());
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (!due_at(calendar, limits[i], received, due)) std::abort();
    for (std::size_t ticket = 0; ticket < due.size(); ++ticket) all[3 * ticket + i] = due[ticket];
  }
  return all;
}

// Kept by instant: after a change each is computed and queued anew.
Instant queue_anew(const Calendar& calendar, const std::vector<Instant>& received) {
  const std::vector<Instant> due = due_of_all(calendar, received);
  Agenda agenda;
  const Agenda::QueueId queue = agenda.add(QueueLines(Line()));
  for (std::size_t clock = 0; clock < due.size(); ++clock)
    agenda.arm(static_cast<Agenda::ClockId>(clock), queue, due[clock].time_since_epoch().count());
  return agenda.next_wake().value();
}

struct Retroactive {
  double ns_per_clock = std::numeric_limits<double>::max();
  std::size_t clocks = 0;
};

// As if it had been closed from `date` on: those received since are counted anew.
Retroactive reach_back(bench::Run& run, ByKey& by_key, const std::vector<Instant>& received, unsigned date) {
  const Calendar before = bench::office();
  const Calendar after = closed_from_march(date);
  const Instant since = from + std::chrono::days{date - 2};  // its midnight
  const auto first =
      static_cast<std::size_t>(std::lower_bound(received.begin(), received.end(), since) - received.begin());
  Retroactive cost{.clocks = 3 * (received.size() - first)};
  for (int round = 0; round < 3; ++round) {
    by_key.revise(before);
    by_key.count_anew(first);
    auto once = bench::Timed(cost.clocks, [&] {
      bench::keep(by_key.revise(after).time_since_epoch().count());
      by_key.count_anew(first);
    });
    once.round();
    cost.ns_per_clock = std::min(cost.ns_per_clock, once.ns());
  }
  const std::vector<Instant> due = due_of_all(after, received);
  bool same = true;
  for (std::size_t clock = 0; clock < due.size(); ++clock)
    same = same && by_key.when(static_cast<Agenda::ClockId>(clock)) == due[clock];
  run.answers(fmt::format("closed since {} March", date), same);
  by_key.revise(before);
  by_key.count_anew(first);
  fmt::print("closed since {} March: {} of {} clocks counted anew, {:.1f} ms\n", date, cost.clocks, by_key.clocks(),
             cost.ns_per_clock * static_cast<double>(cost.clocks) / 1e6);
  return cost;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Run run(argc, argv);
  const std::size_t tickets = run.size(2'000, 10'000'000);
  std::vector<Instant> received;
  for (std::size_t i = 0; i < tickets; ++i)
    received.push_back(from + std::chrono::seconds{static_cast<std::int64_t>(i) * (now - from).count() /
                                                   static_cast<std::int64_t>(tickets)});
  ByKey by_key(bench::office(), received);
  fmt::print("{} tickets, {} clocks\n", tickets, by_key.clocks());

  const Retroactive two_days = reach_back(run, by_key, received, 5);
  const Retroactive four_days = reach_back(run, by_key, received, 3);

  Instant first_by_key, first_by_instant;
  auto revised = bench::Timed(1, [&] { first_by_key = by_key.revise(closed_in_april()); });
  auto lines_alone = bench::Timed(1, [&, calendar = closed_in_april()] { by_key.revise(calendar); });
  auto recomputed = bench::Timed(1, [&] { first_by_instant = queue_anew(closed_in_april(), received); });
  bench::time_in_turn(3, recomputed, revised, lines_alone);
  bench::time_in_turn(run.rounds(), revised, lines_alone);
  run.answers("the next to fall due", first_by_key == first_by_instant);
  run.answers("every clock, in its order", by_key.falls_as(due_of_all(closed_in_april(), received)));

  fmt::print(
      "closed for a week to come: {:.3f} ms, of which the queues take {:.3f} ms; computed and queued anew: {:.0f} ms\n",
      revised.ns() / 1e6, lines_alone.ns() / 1e6, recomputed.ns() / 1e6);
  run.at_least("a change to come, against queueing every deadline anew", recomputed.ns() / revised.ns(), 300);
  fmt::print("a clock counted anew: {:.1f} ns for two days back, {:.1f} ns for four\n", two_days.ns_per_clock,
             four_days.ns_per_clock);
  run.at_most("a change that reaches back, by the clock, twice as many", four_days.ns_per_clock / two_days.ns_per_clock,
              1.5);
  return run.result();
}

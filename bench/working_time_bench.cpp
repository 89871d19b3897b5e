// When are 8, 40 and 120 hours of working time over? One million arrivals at random over 34 years of two windows a day,
// in which an answer should cost the same wherever it falls, and over the three years that a desk mostly asks about:
// their tables stay in the first-level cache. Beside it the two ways one would write first: a binary search over the
// windows, and a loop over days, with Boost.Date_Time.
//
// Batches are answered eight at a time where the processor has AVX-512; elsewhere they cost what the plain form does,
// some two thirds of one by one.
//
//   working_time_bench [--full] [--check]
#include <set>
#include <string>
#include <vector>

#include <boost/date_time/posix_time/posix_time.hpp>

#include "bench.hpp"
#include "hotline/calendar/batch.hpp"
#include "hotline/calendar/deadline.hpp"

namespace {

using namespace hotline;

struct Period {
  Instant first;
  Instant last;
};
constexpr Period long_time = {bench::day_start(2007), bench::day_start(2041)};
constexpr Period these_years = {bench::day_start(2023), bench::day_start(2026)};

std::int64_t seconds_of(Instant at) { return at.time_since_epoch().count(); }

// The seconds worked before each window, and two binary searches.
class WindowSearch {
 public:
  WindowSearch(const Calendar& calendar, Period period) {
    std::int64_t worked = 0;
    for (const Span& span : calendar.spans(period.first, period.last + std::chrono::days{60})) {
      opens_.push_back(seconds_of(span.open));
      closes_.push_back(seconds_of(span.close));
      worked_before_.push_back(worked);
      worked += (span.close - span.open).count();
    }
  }
  std::int64_t worked(std::int64_t at) const {
    const auto after = std::upper_bound(opens_.begin(), opens_.end(), at);
    if (after == opens_.begin()) return 0;
    const auto window = static_cast<std::size_t>(after - opens_.begin() - 1);
    return worked_before_[window] + std::min(at, closes_[window]) - opens_[window];
  }
  std::int64_t due(std::int64_t at, std::int64_t amount) const {
    const std::int64_t end = worked(at) + amount;
    const auto after = std::lower_bound(worked_before_.begin(), worked_before_.end(), end);
    const auto window = static_cast<std::size_t>(after - worked_before_.begin() - 1);
    return opens_[window] + end - worked_before_[window];
  }
  // From window to window until nothing is left.
  std::int64_t walked(std::int64_t at, std::int64_t amount) const {
    auto window = static_cast<std::size_t>(std::upper_bound(closes_.begin(), closes_.end(), at) - closes_.begin());
    for (std::int64_t from = std::max(at, opens_[window]);; from = opens_[++window]) {
      if (amount <= closes_[window] - from) return from + amount;
      amount -= closes_[window] - from;
    }
  }

 private:
  std::vector<std::int64_t> opens_, closes_, worked_before_;
};

// Day after day: does it work, and how much of it is left?
class DayLoop {
 public:
  explicit DayLoop(const HolidaySet& set) {
    for (const Holiday& day : set.days)
      (day.works ? made_up_ : closed_)
          .insert(boost::gregorian::date(static_cast<unsigned short>(int{day.date.year()}),
                                         static_cast<unsigned short>(unsigned{day.date.month()}),
                                         static_cast<unsigned short>(unsigned{day.date.day()})));
  }
  std::int64_t due(std::int64_t at, std::int64_t amount) const {
    using boost::posix_time::time_duration;
    const boost::posix_time::ptime epoch(boost::gregorian::date(1970, 1, 1));
    const time_duration east(8, 0, 0);
    const boost::posix_time::ptime local = epoch + boost::posix_time::seconds(at) + east;
    boost::gregorian::date date = local.date();
    time_duration time = local.time_of_day();
    time_duration left = boost::posix_time::seconds(amount);
    for (;; date += boost::gregorian::days(1), time = time_duration(0, 0, 0)) {
      if (!works(date)) continue;
      for (const auto& [open, close] : windows_) {
        if (time >= close) continue;
        const time_duration begin = std::max(time, open);
        if (left <= close - begin) return (boost::posix_time::ptime(date, begin + left) - east - epoch).total_seconds();
        left -= close - begin;
      }
    }
  }

 private:
  bool works(const boost::gregorian::date& date) const {
    const auto weekday = date.day_of_week();
    const bool weekend = weekday == boost::date_time::Saturday || weekday == boost::date_time::Sunday;
    return weekend ? made_up_.count(date) > 0 : closed_.count(date) == 0;
  }

  std::set<boost::gregorian::date> closed_, made_up_;
  std::vector<std::pair<boost::posix_time::time_duration, boost::posix_time::time_duration>> windows_ = {
      {{9, 0, 0}, {12, 0, 0}}, {{13, 0, 0}, {17, 30, 0}}};
};

Limit working_time(std::int64_t seconds) { return {.counting = Counting::working_time, .amount = seconds}; }

// Four loads from the first-level cache, each waiting for the one before.
std::size_t four_loads(const std::vector<std::size_t>& next, std::size_t at) {
  for (int i = 0; i < 4; ++i) at = next[at];
  return at;
}

// What is stated for a period, as measured.
struct Stated {
  double batch_to_search, one_to_search, batch_to_loop, one_to_loop, batch_to_one, chain_to_loads;
};

void due(bench::Run& run, const Calendar& calendar, Period period, const Stated& stated) {
  const std::vector<Instant> starts = bench::arrivals(run.size(2'000, 1'000'000), period.first, period.last);
  const WindowSearch search(calendar, period);
  const DayLoop loop(holiday_set("cn-statutory").value());
  constexpr std::int64_t hour = 3'600;
  const std::vector<std::int64_t> amounts = {8 * hour, 40 * hour, 120 * hour};

  for (const std::int64_t amount : amounts) {
    const std::vector<Instant> batch = due_at(calendar, working_time(amount), starts).value();
    bool same = true;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const std::int64_t at = seconds_of(starts[i]);
      same = same && batch[i] == due_at(calendar, working_time(amount), starts[i]).value() &&
             seconds_of(batch[i]) == search.due(at, amount) && seconds_of(batch[i]) == loop.due(at, amount);
    }
    run.answers(fmt::format("{} hours of working time", amount / hour), same);
  }
  if (run.failed()) return;

  const auto each = [&](auto answer) {
    return bench::Timed(starts.size() * amounts.size(), [&, answer] {
      for (const std::int64_t amount : amounts)
        for (const Instant start : starts) bench::keep(answer(start, amount));
    });
  };
  auto scalar = each(
      [&](Instant start, std::int64_t amount) { return seconds_of(*due_at(calendar, working_time(amount), start)); });
  auto searched = each([&](Instant start, std::int64_t amount) { return search.due(seconds_of(start), amount); });
  auto looped = each([&](Instant start, std::int64_t amount) { return loop.due(seconds_of(start), amount); });
  std::vector<Instant> answers(starts.size());
  auto batch = bench::Timed(starts.size() * amounts.size(), [&] {
    for (const std::int64_t amount : amounts)
      bench::keep(due_at(calendar, working_time(amount), starts, answers) ? 1 : 0);
  });
  std::vector<std::size_t> ring(64);
  for (std::size_t i = 0; i < ring.size(); ++i) ring[i] = (i * 29 + 7) % ring.size();
  const std::size_t chain_length = starts.size();
  auto loads = bench::Timed(chain_length, [&] {
    std::size_t at = 0;
    for (std::size_t i = 0; i < chain_length; ++i) at = four_loads(ring, at);
    bench::keep(static_cast<std::int64_t>(at));
  });
  // Each arrival is moved by what the answer before it was, which is never odd: nothing, but only once it is known.
  auto chain = bench::Timed(chain_length, [&] {
    std::int64_t before = 0;
    const Limit limit = working_time(8 * hour);
    for (const Instant start : starts) {
      std::int64_t nothing = before;
      asm volatile("and $0, %0" : "+r"(nothing));
      before = seconds_of(*due_at(calendar, limit, start + std::chrono::seconds{nothing}));
    }
    bench::keep(before);
  });
  bench::time_in_turn(run.rounds(), scalar, batch, searched, looped, chain, loads);

  fmt::print("{} arrivals over {} years\n", starts.size(), (period.last - period.first) / std::chrono::years{1});
  bench::show("due_at, one by one", scalar.ns());
  bench::show("due_at, a batch", batch.ns());
  bench::show("due_at, each waiting for the one before", chain.ns());
  bench::show("binary search over windows", searched.ns());
  bench::show("day loop, Boost.Date_Time", looped.ns());
  bench::show("four loads from the first-level cache, in a chain", loads.ns());
  run.at_least("a batch, against one by one", scalar.ns() / batch.ns(), stated.batch_to_one);
  run.at_least("a batch, against binary search", searched.ns() / batch.ns(), stated.batch_to_search);
  run.at_least("one by one, against binary search", searched.ns() / scalar.ns(), stated.one_to_search);
  run.at_least("a batch, against the Boost.Date_Time day loop", looped.ns() / batch.ns(), stated.batch_to_loop);
  run.at_least("one by one, against the Boost.Date_Time day loop", looped.ns() / scalar.ns(), stated.one_to_loop);
  run.at_most("a chain, against four loads in a chain", chain.ns() / loads.ns(), stated.chain_to_loads);
}

// Fifteen working days' worth of time, walked from window to window.
void walk(bench::Run& run, const Calendar& calendar) {
  const std::vector<Instant> starts = bench::arrivals(run.size(2'000, 1'000'000), long_time.first, long_time.last, 44);
  const WindowSearch windows(calendar, long_time);
  const Limit limit = working_time(15 * 27'000);
  std::vector<Instant> answers(starts.size());
  bool same = due_at(calendar, limit, starts, answers).has_value();
  for (std::size_t i = 0; i < starts.size(); ++i)
    same = same && seconds_of(answers[i]) == windows.walked(seconds_of(starts[i]), limit.amount);
  run.answers("15 days of working time", same);

  auto batch = bench::Timed(starts.size(), [&] { bench::keep(due_at(calendar, limit, starts, answers) ? 1 : 0); });
  auto walked = bench::Timed(starts.size(), [&] {
    for (const Instant start : starts) bench::keep(windows.walked(seconds_of(start), limit.amount));
  });
  bench::time_in_turn(run.rounds(), batch, walked);
  bench::show("15 days of working time, a batch", batch.ns());
  bench::show("a walk over their windows", walked.ns());
  run.at_least("a batch, against the walk", walked.ns() / batch.ns(), bench::stated(15, 9));
}

// How much was worked between two instants?
void worked(bench::Run& run, const Calendar& calendar) {
  const std::vector<Instant> ends = bench::arrivals(run.size(4'000, 2'000'000), long_time.first, long_time.last, 43);
  const WindowSearch search(calendar, long_time);
  std::vector<Span> spans;
  for (std::size_t i = 0; i < ends.size(); i += 2) spans.push_back({ends[i], ends[i + 1]});
  const auto searched_for = [&search](const Span& span) {
    return search.worked(seconds_of(span.close)) - search.worked(seconds_of(span.open));
  };

  std::vector<std::chrono::seconds> answers(spans.size());
  bool same = worked_between(calendar, spans, answers).has_value();
  for (std::size_t i = 0; i < spans.size(); ++i)
    same = same && answers[i] == worked_between(calendar, spans[i].open, spans[i].close) &&
           answers[i].count() == searched_for(spans[i]);
  run.answers("worked between", same);

  auto scalar = bench::Timed(spans.size(), [&] {
    for (const Span& span : spans) bench::keep(worked_between(calendar, span.open, span.close).count());
  });
  auto batch = bench::Timed(spans.size(), [&] { bench::keep(worked_between(calendar, spans, answers) ? 1 : 0); });
  auto searched = bench::Timed(spans.size(), [&] {
    for (const Span& span : spans) bench::keep(searched_for(span));
  });
  bench::time_in_turn(run.rounds(), scalar, batch, searched);
  bench::show("worked_between, one by one", scalar.ns());
  bench::show("worked_between, a batch", batch.ns());
  bench::show("two binary searches over windows", searched.ns());
  run.at_least("a batch, against one by one", scalar.ns() / batch.ns(), bench::stated(1.6, 1.1));
  run.at_least("a batch, against binary search", searched.ns() / batch.ns(), bench::stated(25, 19));
}

}  // namespace

int main(int argc, char** argv) {
  using bench::stated;
  bench::Run run(argc, argv);
  const Calendar calendar = bench::office();
  due(run, calendar, long_time, {stated(29, 15), 10.5, stated(90, 45), 32, stated(2.8, 1.5), 4.3});
  due(run, calendar, these_years, {stated(20, 10), 6.7, stated(115, 55), 39, stated(3, 1.5), 3});
  walk(run, calendar);
  worked(run, calendar);
  return run.result();
}

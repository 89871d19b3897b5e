// When is the Nth working day? What an answer costs should follow neither the length of the limit nor the number of
// holidays. Beside it: a walk over the days one by one; QuantLib's business days, where it is installed; numpy's
// busday_offset over all dates in one call, where it is.
//
// QuantLib and numpy answer with a date for a date. Here an instant is asked about and the answer is the instant of the
// close, so each due instant also passes through the zone. Dates are compared.
//
//   deadline_bench [--full] [--check]
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

#ifdef HOTLINE_BENCH_QUANTLIB
#include <ql/time/calendars/bespokecalendar.hpp>
#include <ql/time/calendars/china.hpp>
#endif

#include "bench.hpp"
#include "hotline/calendar/batch.hpp"
#include "hotline/calendar/deadline.hpp"

namespace {

using namespace hotline;

constexpr Instant first = bench::day_start(2007);
constexpr Instant last = bench::day_start(2025);

Limit working_days(std::int64_t days) { return {.counting = Counting::working_days, .amount = days}; }

std::int64_t date_of(const Calendar& calendar, Instant at) {
  return std::chrono::floor<std::chrono::days>(calendar.zone().to_local(at)).time_since_epoch().count();
}
// A close belongs to the date it ends.
std::int64_t due_date(const Calendar& calendar, Instant due) {
  return date_of(calendar, due - std::chrono::seconds{1});
}

// What a walk needs, laid out for it beforehand: a flag and a close for every date.
class Walk {
 public:
  explicit Walk(const Calendar& calendar) {
    for (auto date = std::chrono::local_days{}; date.time_since_epoch().count() < days; date += std::chrono::days{1}) {
      const Hours hours = calendar.day(Date{date}).windows;
      works_.push_back(hours.empty() ? 0 : 1);
      closes_.push_back(hours.empty() ? Instant{}
                                      : calendar.zone().to_instant(date + hours.back().close, Skipped::shift));
    }
  }
  Instant due(Instant from, std::int64_t amount) const {
    auto day = static_cast<std::size_t>((from.time_since_epoch() + std::chrono::hours{8}) / std::chrono::days{1});
    while (amount > 0) amount -= works_[++day];
    return closes_[day];
  }
  bool works(std::int64_t day) const { return works_[static_cast<std::size_t>(day)] != 0; }

 private:
  static constexpr std::int64_t days = 365 * 80;
  std::vector<std::uint8_t> works_;
  std::vector<Instant> closes_;
};

// Ways of asking about every arrival: one answer at a time, and all in one call.
template <class Answer>
auto each(const std::vector<Instant>& starts, Answer answer) {
  return bench::Timed(starts.size(), [&starts, answer] {
    for (const Instant start : starts) bench::keep(answer(start));
  });
}
auto batch(const Calendar& calendar, std::int64_t days, const std::vector<Instant>& starts, std::vector<Instant>& due) {
  due.resize(starts.size());
  return bench::Timed(starts.size(), [&calendar, days, &starts, &due] {
    bench::keep(due_at(calendar, working_days(days), starts, due) ? 1 : 0);
  });
}

void lengths(bench::Run& run, const Calendar& calendar, const Walk& walk, const std::vector<Instant>& starts) {
  std::vector<Instant> due;
  std::vector<double> costs;
  for (const std::int64_t days : {1, 15, 250, 2'500}) {
    auto counted = each(
        starts, [&](Instant start) { return due_at(calendar, working_days(days), start)->time_since_epoch().count(); });
    auto counted_at_once = batch(calendar, days, starts, due);
    auto walked = each(starts, [&](Instant start) { return walk.due(start, days).time_since_epoch().count(); });
    bench::time_in_turn(run.rounds(), counted, counted_at_once, walked);
    bool same = true;
    for (std::size_t i = 0; i < starts.size(); ++i)
      same = same && due[i] == walk.due(starts[i], days) && due[i] == due_at(calendar, working_days(days), starts[i]);
    run.answers(fmt::format("{} working days", days), same);
    fmt::print("{:>5} working days: one by one {:.2f} ns, a batch {:.2f} ns, walk {:.2f} ns\n", days, counted.ns(),
               counted_at_once.ns(), walked.ns());
    costs.push_back(counted_at_once.ns());
    if (days != 15) continue;
    run.at_least("15 working days, a batch, against one by one", counted.ns() / counted_at_once.ns(),
                 bench::stated(2.7, 1.1));
    run.at_least("15 working days, a batch, against the walk", walked.ns() / counted_at_once.ns(),
                 bench::stated(6.5, 2));
  }
  run.at_most("2,500 working days, against 1", costs.back() / costs.front(), 1.2);
}

// Some weekdays closed at random, the same number in every year.
Calendar with_holidays(int count) {
  CalendarSpec spec = bench::office_spec();
  spec.holidays = {HolidaySet{"some", {}, std::nullopt}};
  bench::Random random(7);
  std::vector<bool> taken(365 * 40);
  while (count > 0) {
    const std::size_t day = random.below(taken.size());
    const std::chrono::sys_days date = std::chrono::sys_days{std::chrono::days{365 * 35 + static_cast<int>(day)}};
    const std::chrono::weekday weekday{date};
    if (taken[day] || weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) continue;
    taken[day] = true;
    spec.holidays[0].days.push_back({Date{date}, false, "", ""});
    --count;
  }
  return Calendar::compile(spec).value();
}

void holidays(bench::Run& run, const std::vector<Instant>& starts) {
  std::vector<Instant> due;
  std::vector<double> costs;
  for (const int count : {0, 100, 1'000, 5'000}) {
    const Calendar calendar = with_holidays(count);
    auto counted = batch(calendar, 15, starts, due);
    bench::time_in_turn(run.rounds(), counted);
    const Walk walk(calendar);
    bool same = true;
    for (std::size_t i = 0; i < starts.size(); ++i) same = same && due[i] == walk.due(starts[i], 15);
    run.answers(fmt::format("{} holidays", count), same);
    fmt::print("{:>5} holidays: 15 working days, a batch {:.2f} ns\n", count, counted.ns());
    costs.push_back(counted.ns());
  }
  run.at_most("5,000 holidays, against none", costs.back() / costs.front(), 1.2);
}

#ifdef HOTLINE_BENCH_QUANTLIB
// Days since 1970-01-01, as QuantLib numbers them: it counts from 1899-12-30.
QuantLib::Date quantlib_date(std::int64_t day) { return QuantLib::Date(static_cast<std::int32_t>(day) + 25'569); }
std::int64_t day_of(const QuantLib::Date& date) { return std::int64_t{date.serialNumber()} - 25'569; }

// China as published, make-up days too; QuantLib's own tables of China end before ours.
QuantLib::BespokeCalendar exact_china(const Walk& walk) {
  QuantLib::BespokeCalendar china("exact");
  china.addWeekend(QuantLib::Saturday);
  china.addWeekend(QuantLib::Sunday);
  const auto from = std::chrono::sys_days{std::chrono::year{2007} / 1 / 1};
  for (auto date = from; date < std::chrono::sys_days{std::chrono::year{2040} / 1 / 1}; date += std::chrono::days{1}) {
    const std::int64_t day = date.time_since_epoch().count();
    if (walk.works(day) == china.isBusinessDay(quantlib_date(day))) continue;
    if (walk.works(day))
      china.removeHoliday(quantlib_date(day));
    else
      china.addHoliday(quantlib_date(day));
  }
  return china;
}

void quantlib(bench::Run& run, const Calendar& calendar, const Walk& walk, const std::vector<Instant>& starts) {
  const QuantLib::BespokeCalendar exact = exact_china(walk);
  const QuantLib::China china;
  std::vector<QuantLib::Date> dates;
  for (const Instant start : starts) dates.push_back(quantlib_date(date_of(calendar, start)));
  const auto advanced = [&dates](const QuantLib::Calendar& of) {
    return bench::Timed(dates.size(), [&dates, &of] {
      for (const QuantLib::Date& date : dates) bench::keep(of.advance(date, 15, QuantLib::Days).serialNumber());
    });
  };
  std::vector<Instant> due;
  auto counted = batch(calendar, 15, starts, due);
  auto with_exact = advanced(exact);
  auto with_china = advanced(china);
  bench::time_in_turn(std::min(run.rounds(), 3), counted, with_exact, with_china);
  bool same = true;
  for (std::size_t i = 0; i < starts.size(); ++i)
    same = same && due_date(calendar, due[i]) == day_of(exact.advance(dates[i], 15, QuantLib::Days));
  run.answers("QuantLib, exact calendar", same);
  fmt::print("15 working days: a batch {:.2f} ns, QuantLib China {:.0f} ns, QuantLib exact {:.0f} ns\n", counted.ns(),
             with_china.ns(), with_exact.ns());
  run.at_least("15 working days, against QuantLib's China", with_china.ns() / counted.ns(), bench::stated(3'500, 900));
  run.at_least("15 working days, against QuantLib's exact calendar", with_exact.ns() / counted.ns(),
               bench::stated(2'800, 800));
}
#else
void quantlib(bench::Run&, const Calendar&, const Walk&, const std::vector<Instant>&) {
  fmt::print("QuantLib is not here\n");
}
#endif

template <class Number>
void write(std::ofstream& file, const std::vector<Number>& numbers) {
  file.write(reinterpret_cast<const char*>(numbers.data()),
             static_cast<std::streamsize>(numbers.size() * sizeof(Number)));
}

// numpy's week mask knows no make-up days, so every day is a weekday to it and every day off a holiday.
void numpy(bench::Run& run, const Calendar& calendar, const Walk& walk, const std::vector<Instant>& starts) {
  const std::filesystem::path asked = std::filesystem::temp_directory_path() / fmt::format("busday-{}", getpid());
  std::vector<std::int64_t> off;
  for (std::int64_t day = 365 * 36; day < 365 * 72; ++day)
    if (!walk.works(day)) off.push_back(day);
  std::vector<std::int64_t> dates;
  for (const Instant start : starts) dates.push_back(date_of(calendar, start));
  {
    std::ofstream file(asked, std::ios::binary);
    write(file, std::vector<std::int64_t>{static_cast<std::int64_t>(off.size()), run.rounds()});
    write(file, off);
    write(file, dates);
  }
  // Where a python of one's own comes first, the system's may still have numpy.
  const std::string call = fmt::format("{} {} 15 2>/dev/null", HOTLINE_BENCH_NUMPY, asked.string());
  const int status = std::system(fmt::format("python3 {0} || /usr/bin/python3 {0}", call).c_str());
  if (status != 0) {
    fmt::print("numpy is not here\n");
  } else {
    std::ifstream file(asked, std::ios::binary);
    double ns = 0;
    file.read(reinterpret_cast<char*>(&ns), sizeof ns);
    file.read(reinterpret_cast<char*>(dates.data()), static_cast<std::streamsize>(dates.size() * sizeof(dates[0])));
    std::vector<Instant> due;
    auto counted = batch(calendar, 15, starts, due);
    bench::time_in_turn(run.rounds(), counted);
    bool same = file.good();
    for (std::size_t i = 0; i < starts.size(); ++i) same = same && due_date(calendar, due[i]) == dates[i];
    run.answers("numpy, busday_offset", same);
    fmt::print("15 working days: a batch {:.2f} ns, numpy in one call {:.0f} ns\n", counted.ns(), ns);
    run.at_least("15 working days, against numpy's busday_offset", ns / counted.ns(), bench::stated(110, 35));
  }
  std::filesystem::remove(asked);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Run run(argc, argv);
  const Calendar calendar = bench::office();
  const Walk walk(calendar);
  const std::vector<Instant> starts = bench::arrivals(run.size(2'000, 1'000'000), first, last);
  lengths(run, calendar, walk, starts);
  holidays(run, starts);
  quantlib(run, calendar, walk,
           std::vector(starts.begin(), starts.begin() + std::min<std::ptrdiff_t>(100'000, std::ssize(starts))));
  numpy(run, calendar, walk, starts);
  return run.result();
}

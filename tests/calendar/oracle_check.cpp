// The compiled calendar against the slow one, in bulk: random calendars, zones, years 1970 to 2100, and questions.
//
//   hotline_calendar_oracle_check [QUESTIONS [SEED]]     100000000 for a night
//
// The nth calendar is made from SEED + n alone, so one that fails is had again as the first: its seed is printed.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "hotline/calendar/batch.hpp"
#include "hotline/calendar/deadline.hpp"
#include "hotline/calendar/line.hpp"
#include "hotline/calendar/query.hpp"
#include "support/calendars.hpp"
#include "support/sanitized.hpp"
#include "support/scenes.hpp"

using namespace hotline;
using namespace hotline::test;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

constexpr std::int64_t usual_questions = sanitized ? 40'000 : 1'100'000;
constexpr int moments = 4;       // of each calendar, in other years
constexpr int per_moment = 125;  // compiling a calendar takes as long as some hundred questions to the slow one

struct Kind {
  std::string_view name;
  std::int64_t asked = 0;
  std::int64_t unanswered = 0;  // by both: outside 1970 to 2100
};

using Kinds = std::array<Kind, 9>;

class Check {
 public:
  explicit Check(std::uint64_t seed) : dice_(seeded(seed)), scene_(random_scene(dice_, moments)), seed_(seed) {}

  // One question; false when the two answers differ.
  bool ask(Kinds& kinds, Instant around) {
    constexpr std::array<int, 17> weights = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};
    const int kind = weights[static_cast<std::size_t>(dice_.pick(0, 16))];
    Kind& of = kinds[static_cast<std::size_t>(kind)];
    ++of.asked;
    const Instant at = instant(around);
    switch (kind) {
      case 0:
        return due(of, at);
      case 1:
        return deemed(of, at);
      case 2:
        return worked(at, instant(around));
      case 3:
        return open(at);
      case 4:
        return same("next opening", of, calendar().next_opening(at), next(at, true), at);
      case 5:
        return same("next closing", of, calendar().next_closing(at), next(at, false), at);
      case 6:
        return working_days(at, instant(around));
      case 7:
        return day(at);
      default:
        return batches(at, around);
    }
  }

  const std::vector<Instant>& around() const { return scene_.moments; }

 private:
  const Calendar& calendar() const { return scene_.calendar; }
  const SlowCalendar& slow() const { return scene_.slow; }

  Instant instant(Instant around) {
    const Instant begin = slow().midnight(slow().first());
    const Instant end = slow().midnight(slow().last() + std::chrono::days{1});
    return std::clamp(random_instant(dice_, slow(), around), begin, end - seconds{1});
  }

  bool due(Kind& of, Instant at) {
    const Limit limit = random_limit(dice_);
    return same(to_text(limit), of, due_at(calendar(), limit, at), slow().due(limit, at), at);
  }
  bool deemed(Kind& of, Instant at) {
    const Limit limit = random_limit(dice_);
    return same("received, " + to_text(limit), of, deemed_received(calendar(), limit, at), slow().deemed(limit, at),
                at);
  }
  bool worked(Instant a, Instant b) {
    const seconds expected = a <= b ? slow().worked(a, b) : -slow().worked(b, a);
    seconds sum{0};
    for (const Span& span : calendar().spans(std::min(a, b), std::max(a, b))) sum += span.close - span.open;
    return agree(fmt::format("worked until {}", show(b, calendar().zone())), a,
                 worked_between(calendar(), a, b).count(), expected.count()) &&
           agree("sum of spans", a, sum.count(), std::abs(expected.count()));
  }
  bool open(Instant at) { return agree("open", at, calendar().is_open(at), slow().is_open(at)); }
  bool working_days(Instant a, Instant b) {
    const sys_days from = slow().date_of(std::min(a, b));
    const sys_days to = slow().date_of(std::max(a, b));
    return agree("working days", a, working_days_between(calendar(), from, to).value(), slow().working_days(from, to));
  }
  bool day(Instant at) {
    const sys_days date = slow().date_of(at);
    return agree("windows of the day", at, calendar().day(date).windows == slow().hours_on(date), true);
  }

  // All answers at once, or none.
  bool batches(Instant first, Instant around) {
    std::vector<Instant> from = {first};
    std::vector<Span> spans = {{first, around}};
    for (int i = dice_.pick(0, 20); i > 0; --i) from.push_back(instant(around));
    for (std::size_t i = 1; i < from.size(); ++i) spans.push_back({from[i - 1], from[i]});
    const Limit limit = random_limit(dice_);
    std::vector<Instant> due;
    for (const Instant at : from)
      if (const auto expected = slow().due(limit, at)) due.push_back(*expected);
    const auto found = due_at(calendar(), limit, from);
    if (due.size() == from.size()) {
      if (!agree("a batch of " + to_text(limit), first, found && *found == due, true)) return false;
    } else if (!agree("a batch without all answers has none: " + to_text(limit), first, found.has_value(), false)) {
      return false;
    }
    const std::vector<seconds> worked = worked_between(calendar(), spans);
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const auto [a, b] = spans[i];
      const seconds expected = a <= b ? slow().worked(a, b) : -slow().worked(b, a);
      if (!agree("worked, in a batch", a, worked[i].count(), expected.count())) return false;
    }
    return true;
  }

  std::optional<Instant> next(Instant at, bool opening) const {
    const std::optional<Span> span = slow().next_open(at);
    if (!span) return std::nullopt;
    return opening ? std::max(at, span->open) : span->close;
  }

  bool same(const std::string& what, Kind& of, const Result<Instant>& found, const std::optional<Instant>& expected,
            Instant at) {
    if (!found && !expected) ++of.unanswered;
    const Zone& zone = calendar().zone();
    const std::string wanted = expected ? show(*expected, zone) : "no answer";
    const bool agrees = found ? expected == *found : !expected;
    return agrees || agree(what, at, show(found, zone), wanted);
  }

  template <class T>
  bool agree(const std::string& what, Instant at, const T& found, const T& wanted) {
    if (found == wanted) return true;
    fmt::print("{} from {} in {}: {}, where the slow calendar finds {}; seed {}\n", what, show(at, calendar().zone()),
               calendar().zone().name(), found, wanted, seed_);
    return false;
  }

  Dice dice_;
  Scene scene_;
  std::uint64_t seed_;
};

template <class T>
T number(int argc, char** argv, int place, T otherwise) {
  if (place >= argc) return otherwise;
  const std::string_view text = argv[place];
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size()) return value;
  fmt::print(stderr, "usage: {} [QUESTIONS [SEED]], not '{}'\n", argv[0], text);
  std::exit(2);
}

}  // namespace

int main(int argc, char** argv) {
  const auto questions = number<std::int64_t>(argc, argv, 1, usual_questions);
  const auto seed = number<std::uint64_t>(argc, argv, 2, 12'345);
  Kinds kinds = {Kind{"due"},      {"received"},     {"worked"}, {"open"},   {"next opening"},
                 {"next closing"}, {"working days"}, {"days"},   {"batches"}};
  fmt::print("{} questions from seed {}\n", questions, seed);
  std::int64_t asked = 0;
  std::int64_t calendars = 0;
  while (asked < questions) {
    Check check(seed + static_cast<std::uint64_t>(calendars++));
    for (const Instant around : check.around())
      for (int i = 0; i < per_moment && asked < questions; ++i, ++asked)
        if (!check.ask(kinds, around)) return 1;
  }
  for (const Kind& kind : kinds)
    fmt::print("{:>10} {} ({} outside 1970 to 2100)\n", kind.asked, kind.name, kind.unanswered);
  fmt::print("{:>10} in all, on {} calendars: the slow calendar finds the same\n", asked, calendars);
  return 0;
}

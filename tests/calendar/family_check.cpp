// A small family of calendars, whole: nothing here is left to chance.
//
// Weeks: one to three windows, each on Monday, Friday or Saturday, beginning at 06:00 or 18:00 and 6 or 12 hours long,
// so that 18:00 with 12 hours crosses midnight: 12 weeks of one window, 60 of two, 160 of three; 232 in all.
// Exceptions: none, one or two, each on one of three dates: a Friday, the Saturday after it or the Monday after that;
// each either closes its date, opens it 12:00-24:00, gives it Monday's hours, or closes 06:00-12:00 of it. That is
// 1 + 3 * 4 + 3 * 16 = 61 sets. 232 * 61 = 14,152 calendars.
// In UTC. One compiled calendar holds the exceptions of all 61, thirty weeks apart: no question reaches from one
// to the next, so each is a calendar of its own.
//
// Asked of each: at each edge of a window from the Thursday before to the Tuesday after, and one second before and
// after it, whether it is open, what opens next, and when a limit of every counting, start, first day and end is due.
// Under the sanitizers every 29th week: 8 weeks with all their exceptions.
#include <array>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "hotline/calendar/deadline.hpp"
#include "support/calendars.hpp"
#include "support/sanitized.hpp"
#include "support/slow_calendar.hpp"

using namespace hotline;
using namespace hotline::test;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

struct WeekWindow {
  std::chrono::weekday on;
  Window window;
};

std::vector<WeekWindow> places(hours open, std::chrono::weekday on) {
  return {{on, {open, open + hours{6}}}, {on, {open, open + hours{12}}}};
}

// Windows that begin at one time exclude one another; of all others any may stand in a week together.
std::vector<Week> weeks() {
  std::vector<std::vector<WeekWindow>> slots;
  for (const std::chrono::weekday on : {std::chrono::Monday, std::chrono::Friday, std::chrono::Saturday})
    for (const hours open : {hours{6}, hours{18}}) slots.push_back(places(open, on));
  std::vector<Week> made = {Week{}};
  std::vector<int> windows = {0};
  for (const auto& slot : slots) {
    const std::size_t before = made.size();
    for (std::size_t i = 0; i < before; ++i) {
      if (windows[i] == 3) continue;
      for (const WeekWindow& one : slot) {
        Week& week = made.emplace_back(made[i]);
        week.on(one.on).push_back(one.window);
        windows.push_back(windows[i] + 1);
      }
    }
  }
  made.erase(made.begin());  // the week that is never open
  return made;
}

DatedHours exception(int kind, sys_days date) {
  DatedHours made{date, date, Hours{}, ""};
  if (kind == 1) made.hours = Hours{{hours{12}, hours{24}}};
  if (kind == 2) made.hours = std::chrono::Monday;
  if (kind == 3) made.hours = UsualHours{};
  if (kind == 3) made.closed = {{hours{6}, hours{12}}};
  return made;
}

using Exceptions = std::vector<DatedHours>;

// With the Friday they are about.
std::vector<std::pair<sys_days, Exceptions>> exceptions() {
  std::vector<std::pair<sys_days, Exceptions>> sets;
  sys_days friday{std::chrono::year{2001} / std::chrono::January / 5};
  const auto add = [&](Exceptions set) {
    sets.emplace_back(friday, std::move(set));
    friday += days{7 * 30};
  };
  const auto date = [&](int place) { return friday + days{place == 2 ? 3 : place}; };
  add({});
  for (int place = 0; place < 3; ++place)
    for (int kind = 0; kind < 4; ++kind) add({exception(kind, date(place))});
  for (int first = 0; first < 3; ++first)
    for (int second = first + 1; second < 3; ++second)
      for (int kinds = 0; kinds < 16; ++kinds)
        add({exception(kinds / 4, date(first)), exception(kinds % 4, date(second))});
  return sets;
}

std::vector<Limit> limits() {
  std::vector<Limit> made;
  for (const std::string text : {"7 hours", "7 working hours", "7 hours on working days", "2 working days", "2 days",
                                 "2 days, rolled forward"}) {
    const bool counts = counts_days(limit(text).counting);
    for (const std::string start : {"at-once", "next-opening", "cut-off 18:00"}) {
      for (const std::string first : {"exclude", "include"}) {
        for (const std::string end : {"close", "midnight", "same-time"}) {
          const bool usual = first == "exclude" && end == "close";
          const bool closes = limit(text).counting == Counting::working_days || end != "close";
          if (!counts && usual) made.push_back(limit(fmt::format("{}; start {}", text, start)));
          if (counts && closes)
            made.push_back(limit(fmt::format("{}; start {}; first-day {}; end {}", text, start, first, end)));
        }
      }
    }
  }
  return made;
}

// Edges, those of dates included, and a second to either side of each.
std::set<Instant> moments(const SlowCalendar& slow, sys_days friday) {
  std::set<Instant> at;
  const auto add = [&](Instant edge) {
    for (int nudge = -1; nudge <= 1; ++nudge) at.insert(edge + seconds{nudge});
  };
  for (sys_days date = friday - days{1}; date <= friday + days{4}; date += days{1}) {
    for (const Span& span : slow.spans_on(date)) {
      add(span.open);
      add(span.close);
    }
  }
  add(friday + days{1});
  return at;
}

class Check {
 public:
  explicit Check(const CalendarSpec& spec) : calendar_(compiled(spec)), slow_(spec) {}

  bool holds_around(sys_days friday, const std::vector<Limit>& limits) {
    for (const Instant at : moments(slow_, friday)) {
      const Span next = slow_.next_open(at).value();
      const bool agrees = calendar_.is_open(at) == slow_.is_open(at) &&
                          calendar_.next_opening(at) == std::max(at, next.open) &&
                          calendar_.next_closing(at) == next.close;
      if (!agrees) return differ("open time", at, "");
      for (const Limit& limit : limits) {
        ++asked_;
        const Instant due = slow_.due(limit, at).value();
        const Result<Instant> found = due_at(calendar_, limit, at);
        if (found != due) return differ(to_text(limit), at, show(found, utc_) + " and not " + show(due, utc_));
      }
    }
    return true;
  }
  std::int64_t asked() const { return asked_; }

 private:
  bool differ(const std::string& what, Instant at, const std::string& how) const {
    fmt::print("{} at {}: {}\n", what, show(at, utc_), how);
    for (sys_days date = std::chrono::floor<days>(at) - days{3}; date < at + days{14}; date += days{1}) {
      fmt::print("  {}", to_text(Date{date}));
      for (const Window& window : slow_.hours_on(date)) fmt::print(" {}", to_text(window));
      fmt::print("\n");
    }
    return false;
  }

  Calendar calendar_;
  SlowCalendar slow_;
  Zone utc_ = Zone::utc();
  std::int64_t asked_ = 0;
};

}  // namespace

int main() {
  const std::vector<Week> all = weeks();
  const auto sets = exceptions();
  const std::vector<Limit> asked = limits();
  std::int64_t calendars = 0;
  std::int64_t dues = 0;
  for (std::size_t i = 0; i < all.size(); i += sanitized ? 29 : 1) {
    CalendarSpec spec = spec_of("UTC", {});
    spec.week = all[i];
    for (const auto& [friday, set] : sets) spec.days.insert(spec.days.end(), set.begin(), set.end());
    Check check(spec);
    for (const auto& [friday, set] : sets) {
      if (!check.holds_around(friday, asked)) return 1;
      ++calendars;
    }
    dues += check.asked();
  }
  fmt::print("{} weeks and {} sets of exceptions: {} calendars, {} due instants, all as the slow calendar finds them\n",
             all.size(), sets.size(), calendars, dues);
  const bool whole = all.size() == 232 && sets.size() == 61 && calendars == (sanitized ? 8 : 232) * 61;
  if (!whole) fmt::print("that is not the family this program says it is\n");
  return whole ? 0 : 1;
}

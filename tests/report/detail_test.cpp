// What a report shows over time and behind its numbers, counted a second time from the events of random lives.
#include "hotline/report/detail.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/engine/engine.hpp"
#include "hotline/report/count.hpp"
#include "hotline/rules/zone_of.hpp"
#include "hotline/store/memory_store.hpp"
#include "support/dice.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

using std::chrono::hours;
using std::chrono::minutes;

const std::string rules_text = R"(version = "1"
[calendar.office]
zone  = "Asia/Shanghai"
hours = { mon-fri = "09:00-17:30" }
[label]
department = "承办单位"
[attribute]
rating = ["none", "good", "bad"]
[workflow.order]
initial = "received"
final = ["closed", "withdrawn"]
transitions = [
  { on = "dispatch", from = "received", to = "handling" },
  { on = "add-unit", from = "handling", opens = "leg" },
  { on = "park",     from = "handling", to = "parked" },
  { on = "resume",   from = "parked",   to = "handling" },
  { on = "close",    from = "handling", to = "closed" },
  { on = "rate",     from = "closed" },
  { on = "reopen",   from = "closed",   to = "handling" },
  { on = "withdraw", from = ["received", "handling"], to = "withdrawn" },
]
[workflow.leg]
initial = "sent"
final = ["done"]
transitions = [ { on = "reply", from = "sent", to = "done" } ]
[target.contact]
limit = "4 working hours"
calendar = "office"
starts = { on = "open" }
meets = { on = ["park", "close"] }
cancels = { in = "withdrawn" }
[target.resolve]
limit = "20 hours"
starts = { on = "dispatch" }
meets = { in = "closed" }
resets = { on = "reopen" }
pauses = { in = "parked" }
cancels = { in = "withdrawn" }
[target.reply]
limit = "6 hours"
starts = { on = "open" }
meets = { on = "reply" }
[[policy]]
name = "every order"
kind = "order"
targets = ["contact", "resolve"]
[[policy]]
name = "every leg"
kind = "leg"
targets = ["reply"]
[watch]
near = "1 working hour"
calendar = "office"
reopened = "reopen"
[[measure]]
name = "closed"
of = { kind = "order" }
hits = { in = "closed" }
by = ["department"]
[[measure]]
name = "closed in time"
of = { kind = "order" }
hits = { met = "resolve" }
basis = "close"
drop = { rating = "bad" }
)";

struct Lives {
  std::vector<Case> cases;
  std::vector<std::vector<Event>> events;
  Instant until{};
};

Rules rules_here() {
  Reading reading = read_rules(rules_text, "rules.toml");
  for (const Finding& fault : reading.faults) MESSAGE(to_text(fault));
  REQUIRE(reading.rules);
  return std::move(*reading.rules);
}

Lives random_lives(std::uint64_t seed, const Rules& rules, int longest_pause) {
  Dice dice = seeded(seed);
  const auto store = open_memory_store();
  Engine engine = Engine::open(*store, rules).value();
  Instant now = std::chrono::sys_days{std::chrono::year{2023} / 1 / 25};
  std::vector<CaseId> ids;
  static const std::vector<std::string> verbs{"dispatch", "close",  "park", "resume", "add-unit",
                                              "reply",    "reopen", "rate", "close",  "withdraw"};
  for (int step = 0; step < 500; ++step) {
    now += minutes{dice.pick(1, longest_pause)};
    Command command;
    command.id = {std::to_string(step)};
    command.at = now;
    if (ids.empty() || dice.one_in(7)) {
      command.case_id = {fmt::format("o{:03}", (ids.size() * 37) % 100)};  // not in the order of time
      command.verb = "open";
      command.kind = "order";
      command.set["department"] = dice.one_of(std::vector<std::string>{"tax", "housing", ""});
      ids.push_back(command.case_id);
    } else {
      command.case_id = dice.one_of(ids);
      command.verb = dice.one_of(verbs);
      if (command.verb == "withdraw" && !dice.one_in(5)) command.verb = "dispatch";
      if (command.verb == "reply") command.ticket = 2;
      if (command.verb == "rate") command.set["rating"] = dice.coin() ? "good" : "bad";
    }
    REQUIRE(engine.submit(command, now));
  }
  REQUIRE(engine.advance(now));
  Lives lives{{}, {}, now};
  REQUIRE(engine.each_case([&](const Case& matter) { lives.cases.push_back(matter); }));
  for (const Case& matter : lives.cases) {
    std::vector<Event>& events = lives.events.emplace_back();
    const auto kept = store->load(matter.id);
    REQUIRE(kept);
    for (const KeptEntry& entry : *kept) {
      const auto read = events_in(entry.entry.events);
      REQUIRE(read);
      events.insert(events.end(), read->begin(), read->end());
    }
  }
  return lives;
}

Report counted(const Rules& rules, std::vector<Case> cases, Instant until, const CountOptions& options) {
  Counter counter(rules, options);
  for (const Case& matter : cases) counter.add(matter);
  return counter.report(until);
}

// The first ticket's course, read straight off the events and asked one question at a time.
struct Slow {
  const std::vector<Event>& events;
  const Zone& zone;

  bool is_end(const std::string& state) const { return state == "closed" || state == "withdrawn"; }
  Instant opened() const { return events.front().at; }
  Instant end_of(Date date) const {
    return zone.to_instant(std::chrono::local_days{date} + hours{24}, Skipped::gap_end);
  }

  bool is_open_at_end_of(Date date) const {
    if (opened() >= end_of(date)) return false;
    bool open = true;
    for (const Event& event : events)
      if (const auto* moved = std::get_if<StateChanged>(&event.what); moved != nullptr && moved->ticket == 1)
        if (event.at < end_of(date)) open = !is_end(moved->to);
    return open;
  }
  bool is_overdue_at_end_of(Date date) const {
    std::set<std::pair<std::string, std::uint32_t>> late;
    for (const Event& event : events) {
      if (event.at >= end_of(date)) continue;
      if (const auto* one = std::get_if<ClockBreached>(&event.what); one != nullptr && one->clock.ticket == 1)
        late.emplace(one->clock.target, one->clock.cycle);
      if (const auto* one = std::get_if<ClockMet>(&event.what); one != nullptr && one->clock.ticket == 1)
        late.erase({one->clock.target, one->clock.cycle});
      if (const auto* one = std::get_if<ClockCancelled>(&event.what); one != nullptr && one->clock.ticket == 1)
        late.erase({one->clock.target, one->clock.cycle});
    }
    return !late.empty();
  }
  // From an open state to an end, or back, on a day from the first up to the last.
  std::int64_t moves(Date from, Date to, bool into_an_end) const {
    std::int64_t count = 0;
    for (const Event& event : events) {
      const auto* moved = std::get_if<StateChanged>(&event.what);
      if (moved == nullptr || moved->ticket != 1 || is_end(moved->from) == is_end(moved->to)) continue;
      const Date day{std::chrono::floor<std::chrono::days>(zone.to_local(event.at))};
      if (day >= from && day < to && is_end(moved->to) == into_an_end) ++count;
    }
    return count;
  }
};

void check_backlog(const ReportDetail& detail, const Lives& lives, const Zone& zone) {
  std::int64_t before = 0;
  for (std::size_t i = 0; i < detail.stretches.size(); ++i) {
    const Stretch& stretch = detail.stretches[i];
    CAPTURE(stretch.name);
    const Date last{std::chrono::sys_days{stretch.to} - std::chrono::days{1}};
    Backlog slow;
    for (const std::vector<Event>& events : lives.events) {
      const Slow one{events, zone};
      const Date opened{std::chrono::floor<std::chrono::days>(zone.to_local(one.opened()))};
      slow.opened += opened >= stretch.from && opened < stretch.to;
      slow.closed += one.moves(stretch.from, stretch.to, true);
      slow.reopened += one.moves(stretch.from, stretch.to, false);
      slow.open += one.is_open_at_end_of(last);
      slow.overdue += one.is_overdue_at_end_of(last);
    }
    const Backlog& found = detail.backlog[i];
    CHECK(found.opened == slow.opened);
    CHECK(found.closed == slow.closed);
    CHECK(found.reopened == slow.reopened);
    CHECK(found.open == slow.open);
    CHECK(found.overdue == slow.overdue);
    CHECK(found.open == before + found.opened + found.reopened - found.closed);
    before = found.open;
  }
}

void check_intake(const ReportDetail& detail, const Lives& lives, const Zone& zone) {
  std::array<std::array<std::int64_t, 24>, 7> slow{};
  for (const std::vector<Event>& events : lives.events) {
    const std::string local = to_text(events.front().at, zone);  // 2023-03-06T17:30:00+08:00
    const Date date = parse_date(local.substr(0, 10)).value();
    const unsigned weekday = std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding() - 1;
    slow[weekday][static_cast<std::size_t>(std::stoi(local.substr(11, 2)))] += 1;
  }
  CHECK(detail.intake == slow);
}

// By instants alone: 20 hours, less what it stood still.
void check_time_used(const ReportDetail& detail, const Lives& lives) {
  TimeUsed slow;
  for (const std::vector<Event>& events : lives.events) {
    std::map<std::uint32_t, Instant> since;
    std::map<std::uint32_t, Instant> paused;
    std::map<std::uint32_t, std::chrono::seconds> stood;
    std::set<std::uint32_t> late;
    for (const Event& event : events) {
      if (const auto* one = std::get_if<ClockStarted>(&event.what); one && one->clock.target == "resolve")
        since[one->clock.cycle] = event.at;
      if (const auto* one = std::get_if<ClockPaused>(&event.what); one && one->clock.target == "resolve")
        paused[one->clock.cycle] = event.at;
      if (const auto* one = std::get_if<ClockResumed>(&event.what); one && one->clock.target == "resolve")
        stood[one->clock.cycle] += event.at - paused[one->clock.cycle];
      if (const auto* one = std::get_if<ClockBreached>(&event.what); one && one->clock.target == "resolve")
        late.insert(one->clock.cycle);
      const auto* met = std::get_if<ClockMet>(&event.what);
      if (met == nullptr || met->clock.target != "resolve") continue;
      const std::int64_t used = (event.at - since[met->clock.cycle] - stood[met->clock.cycle]).count();
      const std::int64_t limit = 20 * 3600;
      std::size_t share = 0;
      if (late.contains(met->clock.cycle))
        share = used <= limit * 3 / 2 ? 10 : used <= limit * 2 ? 11 : 12;
      else
        while (used * 10 > limit * static_cast<std::int64_t>(share + 1)) ++share;
      slow.shares.at(share) += 1;
      slow.met += 1;
    }
  }
  const auto found = std::find_if(detail.time_used.begin(), detail.time_used.end(),
                                  [](const TimeUsed& one) { return one.target == "resolve"; });
  const TimeUsed used = found == detail.time_used.end() ? TimeUsed{} : *found;
  CHECK(used.met == slow.met);
  CHECK(used.shares == slow.shares);
}

// Every list has as many tickets as it says, the first of them, in order, each once.
void check_lists(const ReportDetail& detail, const ReportDetail& whole) {
  for (const auto& [name, figure] : detail.figures) {
    CAPTURE(name);
    const Figure& all = whole.figures.at(name);
    CHECK(figure.count == all.count);
    CHECK(figure.tickets == all.tickets);
    CHECK(all.tickets == std::ssize(all.first));
    CHECK(std::ssize(figure.first) == std::min<std::int64_t>(all.tickets, 3));
    for (std::size_t i = 0; i < figure.first.size(); ++i) {
      const ListedTicket& few = detail.tickets.at(figure.first[i]);
      const ListedTicket& many = whole.tickets.at(all.first[i]);
      CHECK(few.id.text == many.id.text);
      CHECK(few.ticket == many.ticket);
    }
  }
}

void check_figures(const Report& report) {
  const auto& figures = report.detail->figures;
  const auto count_of = [&](const std::string& name) {
    const auto found = figures.find(name);
    return found == figures.end() ? 0 : found->second.count;
  };
  CHECK(count_of("tickets/all") == report.tickets);
  CHECK(count_of("tickets/open") == report.open_tickets);
  CHECK(count_of("tickets/without-promise") == report.without_promise);
  CHECK(count_of("promises/all/made") == report.promises.made);
  CHECK(count_of("promises/all/breached") == report.promises.breached);
  CHECK(count_of("promises/all/reopened") == report.promises.watched.reopened);
  for (const Grouped& group : report.groups)
    for (const auto& [row, count] : group.rows)
      CHECK(count_of(fmt::format("promises/{}/{}/late", group.by, row)) == count.late);
  for (std::size_t i = 0; i < report.measures.size(); ++i) {
    const MeasureCount& measure = report.measures[i];
    const std::string begins = fmt::format("measure/{}/", measure.measure.name);
    CHECK(count_of(begins + "hits") == measure.rate.hits);
    CHECK(count_of(begins + "counted") == measure.rate.of);
    CHECK(count_of(begins + "missed") == measure.rate.of - measure.rate.hits);
    CHECK(count_of(begins + "dropped") == measure.dropped);
    Fraction sum;
    for (std::size_t j = 0; j < report.detail->stretches.size(); ++j) {
      const Fraction& rate = report.detail->rates[i].over_time[j];
      sum.hits += rate.hits;
      sum.of += rate.of;
      CHECK(count_of(fmt::format("{}over-time/{}/hits", begins, report.detail->stretches[j].name)) == rate.hits);
    }
    CHECK(sum == measure.rate);  // what is spread over time is the whole
  }
}

TEST_CASE("what a report shows over time agrees with a slow recount from the events") {
  const Rules rules = rules_here();
  const Zone zone = zone_of(rules);
  std::set<Stride> strides;
  std::int64_t reopened = 0, overdue = 0, beyond = 0, watched = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    const Lives lives = random_lives(seed, rules,
                                     seed % 4 == 0   ? 400
                                     : seed % 4 == 1 ? 60
                                     : seed % 4 == 2 ? 2'000
                                                     : 9'000);
    const CountOptions options{.by = {"department"}, .detail = DetailOptions{3, {}}};
    const Report report = counted(rules, lives.cases, lives.until, options);
    const ReportDetail& detail = *report.detail;
    strides.insert(detail.stride);
    check_backlog(detail, lives, zone);
    check_intake(detail, lives, zone);
    check_time_used(detail, lives);
    check_figures(report);
    CountOptions all = options;
    all.detail->list_at_most = 100'000;
    check_lists(detail, *counted(rules, lives.cases, lives.until, all).detail);
    for (const Backlog& backlog : detail.backlog) {
      reopened += backlog.reopened;
      overdue += backlog.overdue;
    }
    watched += report.promises.watched.reopened;
    for (const TimeUsed& used : detail.time_used) beyond += used.shares.back();

    std::vector<Case> turned(lives.cases.rbegin(), lives.cases.rend());
    const Report other = counted(rules, turned, lives.until, options);
    CHECK(to_html(other) == to_html(report));  // whatever the order of the cases
    CHECK(to_json(other) == to_json(report));
  }
  // What never happens proves nothing.
  CHECK(strides.size() == 3);
  CHECK(reopened > 0);
  CHECK(overdue > 0);
  CHECK(beyond > 0);
  CHECK(watched > 0);
}

TEST_CASE("one figure alone has all of its tickets") {
  const Rules rules = rules_here();
  const Lives lives = random_lives(2, rules, 2'000);
  const Report report = counted(rules, lives.cases, lives.until, {.by = {"department"}, .detail = DetailOptions{}});
  for (const auto& [name, figure] : report.detail->figures) {
    CAPTURE(name);
    const Report one =
        counted(rules, lives.cases, lives.until, {.by = {"department"}, .detail = DetailOptions{0, name}});
    const Figure& found = one.detail->figures.at(name);
    CHECK(found.count == figure.count);
    CHECK(std::ssize(found.first) == figure.tickets);
    const auto table = tickets_of(one, name);
    REQUIRE(table);
    std::set<std::pair<std::string, std::string>> tickets;
    for (const auto& row : table->rows) tickets.emplace(row[0].text.en, row[1].value);
    CHECK(std::ssize(tickets) == figure.tickets);
  }
  CHECK(tickets_of(report, "promises/all/lat").error().message ==
        "no figure 'promises/all/lat': did you mean 'promises/all/late'?");
}

TEST_CASE("a period shows its own days, and the backlog that it began with") {
  const Rules rules = rules_here();
  const Zone zone = zone_of(rules);
  const Lives lives = random_lives(1, rules, 60);
  const Instant from = parse_instant("2023-01-27 00:00", zone).value();
  const Instant to = parse_instant("2023-01-30 12:00", zone).value();
  const Report report = counted(rules, lives.cases, lives.until, {.from = from, .to = to, .detail = DetailOptions{}});
  const ReportDetail& detail = *report.detail;
  REQUIRE(detail.stretches.size() == 4);
  CHECK(detail.stretches.front().name == "2023-01-27");
  CHECK(detail.stretches.back().name == "2023-01-30");
  std::int64_t open = 0;
  for (const std::vector<Event>& events : lives.events)
    open += Slow{events, zone}.is_open_at_end_of(detail.stretches.front().from);
  CHECK(detail.backlog.front().open == open);
  CHECK(open > detail.backlog.front().opened);
}

TEST_CASE("a report of nothing is a page that says so") {
  const Rules rules = rules_here();
  const Report report = counted(rules, {}, {}, {.by = {"department"}, .detail = DetailOptions{}});
  CHECK(report.detail->stretches.empty());
  CHECK(report.detail->figures.empty());
  CHECK(to_html(report).find("no data") != std::string::npos);
  CHECK(to_csv(tables_of(report)).find("backlog,") != std::string::npos);
}

}  // namespace

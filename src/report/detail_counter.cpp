#include "report/detail_counter.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <tuple>

#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"

namespace hotline {
namespace {

constexpr std::int32_t days_by_day = 42;
constexpr std::int32_t days_by_week = 183;
constexpr std::int32_t days_by_month = 5 * 366;

std::string_view word_of(Judged::End end) {
  constexpr std::array<std::string_view, 5> words{"on-time", "late", "overdue", "open", "cancelled"};
  return words[static_cast<std::size_t>(end)];
}

std::chrono::sys_days date_of(std::int32_t day) { return std::chrono::sys_days{std::chrono::days{day}}; }
std::int32_t day_of(Date date) {
  return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
}

Stride stride_for(std::int32_t days) {
  return days <= days_by_day     ? Stride::day
         : days <= days_by_week  ? Stride::week
         : days <= days_by_month ? Stride::month
                                 : Stride::year;
}

std::int32_t begin_of(std::int32_t day, Stride stride) {
  const Date date{date_of(day)};
  if (stride == Stride::week)
    return day - static_cast<std::int32_t>(std::chrono::weekday{date_of(day)}.iso_encoding()) + 1;
  if (stride == Stride::month) return day_of(date.year() / date.month() / 1);
  return stride == Stride::year ? day_of(date.year() / 1 / 1) : day;
}

std::int32_t next_of(std::int32_t begin, Stride stride) {
  const Date date{date_of(begin)};
  if (stride == Stride::day) return begin + 1;
  if (stride == Stride::week) return begin + 7;
  if (stride == Stride::month)
    return day_of((date + std::chrono::months{1}).year() / (date + std::chrono::months{1}).month() / 1);
  return day_of((date.year() + std::chrono::years{1}) / 1 / 1);
}

std::string name_of(std::int32_t begin, Stride stride) {
  const std::string date = to_text(Date{date_of(begin)});
  return stride == Stride::month ? date.substr(0, 7) : stride == Stride::year ? date.substr(0, 4) : date;
}

// In tenths of the limit, rounded up; then by halves. Whether it was late is its verdict's to say: closed hours after
// due use nothing.
std::size_t share_of(Key used, Key budget, bool late) {
  constexpr std::size_t within = TimeUsed::within;
  if (!late) {
    const Key tenths = (std::max<Key>(used, 1) * 10 + budget - 1) / budget;
    return static_cast<std::size_t>(std::min<Key>(tenths, within)) - 1;
  }
  if (used > 2 * budget) return within + 2;
  return 2 * used > 3 * budget ? within + 1 : within;
}

}  // namespace

std::string intake_figure(std::size_t weekday, std::size_t hour) {
  const std::chrono::weekday day{static_cast<unsigned>(weekday + 1)};
  return fmt::format("intake/{}/{:02}", to_text(day), hour);
}

std::string time_used_figure(const std::string& target, std::size_t share) {
  static constexpr std::array<std::string_view, 3> over{"to-150", "to-200", "beyond"};
  if (share >= TimeUsed::within) return fmt::format("time-used/{}/{}", target, over[share - TimeUsed::within]);
  return fmt::format("time-used/{}/{}", target, (share + 1) * 10);
}

DetailCounter::DetailCounter(const Rules& rules, const CountOptions& options, const Zone& zone)
    : rules_(rules), options_(options), zone_(zone) {}

DetailCounter::Day DetailCounter::day_of(Instant at) const {
  const auto local = std::chrono::floor<std::chrono::days>(zone_.to_local(at));
  return static_cast<Day>(local.time_since_epoch().count());
}

std::size_t DetailCounter::room_for(const std::string& figure) const {
  if (options_.detail->only.empty()) return options_.detail->list_at_most;
  return options_.detail->only == figure ? std::numeric_limits<std::size_t>::max() : 0;
}

// Which stretch a day will be part of is not known before all are seen.
std::size_t DetailCounter::room_over_time(const std::string& begins, const std::string& ends) const {
  const std::string& only = options_.detail->only;
  if (only.empty()) return options_.detail->list_at_most;
  return only.starts_with(begins) && only.ends_with(ends) ? std::numeric_limits<std::size_t>::max() : 0;
}

void DetailCounter::look_at(const Looked& looked) {
  looked_ = &looked;
  ++turn_;
  listed_.reset();
}

void DetailCounter::begin(const Looked& looked, bool is_counted) {
  look_at(looked);
  const Ticket& ticket = looked.ticket;
  const Day day = day_of(ticket.opened_at);
  first_ = std::min(first_.value_or(day), day);
  last_ = std::max(last_.value_or(day), day);
  if (ticket.under != 0) return;
  if (is_counted) {
    const LocalTime local = zone_.to_local(ticket.opened_at);
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const std::size_t weekday = std::chrono::weekday{midnight}.iso_encoding() - 1;
    const auto hour = static_cast<std::size_t>(std::chrono::floor<std::chrono::hours>(local - midnight).count());
    intake_[weekday][hour] += 1;
    const std::string figure = intake_figure(weekday, hour);
    counted(figure);
    counted(figure.substr(0, figure.rfind('/')));
  }
  count_stays();
  count_overdue();
}

void DetailCounter::happened(Moments& moments, const std::vector<Day>& days, const std::string& name) {
  const std::size_t room = room_over_time("backlog/", '/' + name);
  for (const Day day : days) count(moments.days[day], room);
  if (days.size() > 1) moments.repeated.push_back(days);
}

void DetailCounter::count_stays() {
  const Ticket& ticket = looked_->ticket;
  const Workflow* workflow = rules_.workflow(ticket.kind);
  std::vector<Day> closed;
  std::vector<Day> reopened;
  std::vector<Stay> stays{{day_of(ticket.opened_at), Stays::for_ever}};
  bool is_open = true;
  for (const Move& move : ticket.moves) {
    const bool stays_open = workflow == nullptr || !workflow->is_final(move.to);
    if (stays_open == is_open) continue;
    is_open = stays_open;
    const Day day = day_of(move.at);
    if (is_open) {
      reopened.push_back(day);
      stays.push_back({day, Stays::for_ever});
    } else {
      closed.push_back(day);
      stays.back().to = day;
    }
  }
  happened(opened_, {day_of(ticket.opened_at)}, "opened");
  happened(closed_, closed, "closed");
  happened(reopened_, reopened, "reopened");
  const std::size_t room = room_over_time("backlog/", "/open");
  for (const Stay& stay : stays) open_.each_node(stay.from, stay.to, [&](TicketList& list) { count(list, room); });
}

// Several promises past due on one day are one ticket.
void DetailCounter::count_overdue() {
  std::vector<Stay> stays;
  for (const Judged& promise : looked_->judge.promises_of(looked_->ticket)) {
    if (!promise.breached || !promise.clock->breached_at) continue;
    const Day to = promise.clock->ended_at ? day_of(*promise.clock->ended_at) : Stays::for_ever;
    stays.push_back({day_of(*promise.clock->breached_at), to});
  }
  std::sort(stays.begin(), stays.end(), [](const Stay& one, const Stay& other) { return one.from < other.from; });
  const std::size_t room = room_over_time("backlog/", "/overdue");
  Day told = 0;
  for (const Stay& stay : stays) {
    overdue_.each_node(std::max(stay.from, told), stay.to, [&](TicketList& list) { count(list, room); });
    told = std::max(told, stay.to);
  }
}

void DetailCounter::promise(const Judged& promise, const Watched& seen, const std::string& by, const std::string& row) {
  const std::string rows = by == "all" ? "promises/all/" : fmt::format("promises/{}/{}/", by, row);
  counted(rows + "made");
  counted(rows + std::string{word_of(promise.end)});
  if (promise.breached) counted(rows + "breached");
  if (seen.paused > 0) counted(rows + "paused-near-due");
  if (seen.returned > 0) counted(rows + "returned-near-due");
  if (seen.anew > 0) counted(rows + "begun-anew");
  if (seen.reopened > 0) counted(rows + "reopened");
}

void DetailCounter::time_used(const Judged& promise) {
  const Clock& clock = *promise.clock;
  if (clock.status != Clock::Status::met || !clock.ended_at || clock.budget <= 0) return;
  const auto line = looked_->judge.in_force.line(clock.line);
  if (!line) return;
  const bool late = promise.end == Judged::End::late;
  const Key used = line->reached(*clock.ended_at) - (clock.key - clock.budget);
  const std::size_t share = share_of(used, clock.budget, late);
  TimeUsed& target = used_[clock.target];
  target.met += 1;
  target.shares[share] += 1;
  counted(time_used_figure(clock.target, share));
  counted(fmt::format("time-used/{}/met", clock.target));
}

void DetailCounter::measured(const MeasureCount& measure, const CountedTicket& one, Instant at) {
  const std::string begins = fmt::format("measure/{}/", measure.measure.name);
  if (one.verdict == CountedTicket::Verdict::dropped) return counted(begins + "dropped");
  const bool hit = one.verdict == CountedTicket::Verdict::hit;
  const Day day = day_of(at);
  const std::string over_time = begins + "over-time/";
  Timed& timed = measures_[measure.measure.name];
  Fraction& rate = timed.rates[day];
  rate.hits += one.weight;
  rate.of += measure.measure.weights ? measure.measure.weights->one : 1;
  counted(begins + "counted");
  counted(begins + (hit ? "hits" : "missed"));
  count(timed.counted[day], room_over_time(over_time, "/counted"));
  if (hit) count(timed.hits[day], room_over_time(over_time, "/hits"));
  for (std::size_t i = 0; i < one.groups.size(); ++i) {
    const std::string group = fmt::format("{}{}/{}/", begins, measure.measure.by[i], one.groups[i]);
    counted(group + "counted");
    if (hit) counted(group + "hits");
  }
}

void DetailCounter::count(TicketList& list, std::size_t at_most) {
  list.count += 1;
  if (list.last == turn_) return;
  list.last = turn_;
  list.tickets += 1;
  if (at_most == 0) return;
  const auto comes_before = [&](std::uint32_t other) {
    const ListedTicket& there = register_.at(other);
    return std::tie(looked_->matter.id.text, looked_->ticket.number) < std::tie(there.id.text, there.ticket);
  };
  if (list.first.size() >= at_most && !comes_before(list.first.back())) return;
  const auto place =
      std::find_if(list.first.rbegin(), list.first.rend(), [&](std::uint32_t other) { return !comes_before(other); });
  list.first.insert(place.base(), listed());
  if (list.first.size() > at_most) list.first.pop_back();
}

std::uint32_t DetailCounter::listed() {
  if (!listed_) listed_ = register_.add(as_listed());
  return *listed_;
}

ListedTicket DetailCounter::as_listed() const {
  const Ticket& ticket = looked_->ticket;
  ListedTicket listed{looked_->matter.id, ticket.number, ticket.kind, ticket.state, ticket.opened_at, {}, {}};
  for (const std::string& by : options_.by) listed.fields.push_back(looked_->field(by));
  for (const Judged& promise : looked_->judge.promises_of(ticket))
    listed.promises.push_back({promise.clock->target, std::string{word_of(promise.end)},
                               looked_->judge.due(ticket, *promise.clock), promise.clock->ended_at});
  return listed;
}

std::pair<DetailCounter::Day, DetailCounter::Day> DetailCounter::axis(Instant until) const {
  if (!first_) return {0, 0};
  const Day begin = options_.from ? day_of(*options_.from) : *first_;
  const Day end = options_.to ? day_of(*options_.to - std::chrono::seconds{1}) : *last_;
  return {begin, std::min(end, day_of(until)) + 1};
}

std::vector<Stretch> DetailCounter::stretches(Instant until, Stride stride, Day begin, Day end) const {
  std::vector<Stretch> all;
  bool earlier = false;
  bool later = false;
  for (const auto& [name, timed] : measures_) {
    earlier = earlier || timed.rates.begin()->first < begin;
    later = later || timed.rates.rbegin()->first >= end;
  }
  for (const ByDay* days : {&closed_.days, &reopened_.days})
    later = later || (!days->empty() && days->rbegin()->first >= end);
  if (earlier && !options_.from) all.push_back({first_date, date_of(begin), "earlier"});
  for (Day day = begin_of(begin, stride); day < end; day = next_of(day, stride))
    all.push_back({date_of(std::max(day, begin)), date_of(std::min(next_of(day, stride), end)), name_of(day, stride)});
  const Day past = std::max(day_of(until) + 1, end + 1);
  if (later && !options_.to) all.push_back({date_of(end), date_of(past), "later"});
  return all;
}

Figure DetailCounter::figure_of(TicketList list, std::size_t at_most) const {
  std::sort(list.first.begin(), list.first.end(),
            [&](std::uint32_t one, std::uint32_t other) { return register_.is_before(one, other); });
  list.first.erase(std::unique(list.first.begin(), list.first.end()), list.first.end());
  if (list.first.size() > at_most) list.first.resize(at_most);
  return {list.count, list.tickets, {list.first.begin(), list.first.end()}};
}

Figure DetailCounter::merged(const ByDay& days, const Stretch& stretch, std::size_t at_most) const {
  TicketList whole;
  const auto end = days.lower_bound(hotline::day_of(stretch.to));
  for (auto day = days.lower_bound(hotline::day_of(stretch.from)); day != end; ++day) {
    whole.count += day->second.count;
    whole.tickets += day->second.tickets;
    whole.first.insert(whole.first.end(), day->second.first.begin(), day->second.first.end());
  }
  return figure_of(std::move(whole), at_most);
}

Figure DetailCounter::staying(const Stays& stays, Day day, std::size_t at_most) const {
  TicketList whole;
  stays.each_above(day, [&](const TicketList& list) {
    whole.count += list.count;
    whole.tickets += list.tickets;
    whole.first.insert(whole.first.end(), list.first.begin(), list.first.end());
  });
  return figure_of(std::move(whole), at_most);
}

void DetailCounter::add_rates(ReportDetail& detail) const {
  for (const Measure& measure : rules_.measures) {
    RateOverTime& rate = detail.rates.emplace_back(RateOverTime{measure.name, {}});
    const auto found = measures_.find(measure.name);
    for (const Stretch& stretch : detail.stretches) {
      Fraction& sum = rate.over_time.emplace_back();
      if (found == measures_.end()) continue;
      const Timed& timed = found->second;
      const auto end = timed.rates.lower_bound(hotline::day_of(stretch.to));
      for (auto day = timed.rates.lower_bound(hotline::day_of(stretch.from)); day != end; ++day) {
        sum.hits += day->second.hits;
        sum.of += day->second.of;
      }
      const std::string begins = fmt::format("measure/{}/over-time/", measure.name);
      for (const auto& [name, days] : {std::pair{"/hits", &timed.hits}, std::pair{"/counted", &timed.counted}}) {
        Figure figure = merged(*days, stretch, room_over_time(begins, name));
        if (figure.count > 0) detail.figures.emplace(begins + stretch.name + name, std::move(figure));
      }
    }
  }
}

void DetailCounter::add_backlog(ReportDetail& detail) const {
  for (const Stretch& stretch : detail.stretches) {
    const auto add = [&](const std::string& name, Figure figure) {
      const std::int64_t count = figure.count;
      if (count > 0) detail.figures.emplace(fmt::format("backlog/{}/{}", stretch.name, name), std::move(figure));
      return count;
    };
    const auto in_it = [&](Day day) {
      return day >= hotline::day_of(stretch.from) && day < hotline::day_of(stretch.to);
    };
    const auto moments = [&](const Moments& of, const std::string& name) {
      Figure figure = merged(of.days, stretch, room_over_time("backlog/", '/' + name));
      for (const std::vector<Day>& days : of.repeated) {
        std::vector<Day> there;
        std::copy_if(days.begin(), days.end(), std::back_inserter(there), in_it);
        there.erase(std::unique(there.begin(), there.end()), there.end());
        if (!there.empty()) figure.tickets -= std::ssize(there) - 1;
      }
      return add(name, std::move(figure));
    };
    const Day last = hotline::day_of(stretch.to) - 1;
    Backlog& backlog = detail.backlog.emplace_back();
    backlog.opened = moments(opened_, "opened");
    backlog.closed = moments(closed_, "closed");
    backlog.reopened = moments(reopened_, "reopened");
    backlog.open = add("open", staying(open_, last, room_over_time("backlog/", "/open")));
    backlog.overdue = add("overdue", staying(overdue_, last, room_over_time("backlog/", "/overdue")));
  }
}

ReportDetail DetailCounter::detail(Instant until) const {
  ReportDetail detail;
  detail.by = options_.by;
  detail.intake = intake_;
  for (const Target& target : rules_.targets)
    if (const auto found = used_.find(target.name); found != used_.end()) {
      detail.time_used.push_back(found->second);
      detail.time_used.back().target = target.name;
    }
  const auto [begin, end] = axis(until);
  detail.stride = stride_for(end - begin);
  if (begin < end) detail.stretches = stretches(until, detail.stride, begin, end);
  for (const auto& [name, list] : figures_) detail.figures.emplace(name, figure_of(list, room_for(name)));
  add_rates(detail);
  add_backlog(detail);

  // Only those that are listed in the end, in their order.
  std::vector<std::size_t> order;
  for (const auto& [name, figure] : detail.figures) order.insert(order.end(), figure.first.begin(), figure.first.end());
  const auto is_before = [&](std::size_t one, std::size_t other) {
    return register_.is_before(static_cast<std::uint32_t>(one), static_cast<std::uint32_t>(other));
  };
  std::sort(order.begin(), order.end());
  order.erase(std::unique(order.begin(), order.end()), order.end());
  std::sort(order.begin(), order.end(), is_before);
  std::map<std::size_t, std::size_t> places;
  for (const std::size_t index : order) {
    const ListedTicket& ticket = register_.at(static_cast<std::uint32_t>(index));
    const bool is_there = !detail.tickets.empty() && !register_.is_before(detail.tickets.back(), ticket);
    if (!is_there) detail.tickets.push_back(ticket);  // a case that escalated may have been looked at twice
    places.emplace(index, detail.tickets.size() - 1);
  }
  for (auto& [name, figure] : detail.figures)
    for (std::size_t& index : figure.first) index = places.at(index);
  return detail;
}

}  // namespace hotline

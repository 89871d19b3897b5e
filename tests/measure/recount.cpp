#include "measure/recount.hpp"

#include <chrono>

#include <fmt/format.h>

namespace hotline::test {
namespace {

struct Promise {
  std::string target;
  std::uint32_t cycle = 1;
  std::int64_t due = 0;
  std::int64_t granted = 0;
  std::optional<Instant> done, breached_at;
  bool breached = false, cancelled = false, superseded = false, corrected = false;

  bool late(bool by_first_date) const { return breached || (by_first_date && done && seconds(*done) > due - granted); }
  static std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }
};

struct Slip {  // a ticket, as its events tell it
  std::string kind, state;
  Instant opened{};
  TicketNumber under = 0;
  std::map<std::string, std::string> values;
  std::map<std::string, std::vector<Instant>> verbs;
  std::optional<Instant> closed, archived;
  std::vector<Promise> promises;

  std::optional<Instant> first(const std::string& verb) const {
    const auto found = verbs.find(verb);
    return found == verbs.end() ? std::nullopt : std::optional{found->second.front()};
  }
};

using Sheet = std::map<TicketNumber, Slip>;

struct Writing {
  Sheet& sheet;
  Instant at;

  Promise& promise(const ClockRef& ref) const {
    for (Promise& one : sheet[ref.ticket].promises)
      if (one.target == ref.target && one.cycle == ref.cycle) return one;
    return sheet[ref.ticket].promises.emplace_back();
  }
  void operator()(const TicketOpened& what) const {
    Slip& slip = sheet[what.ticket];
    slip.kind = what.kind;
    slip.state = what.state;
    slip.opened = at;
    slip.under = what.under;
  }
  void operator()(const AttributeSet& what) const { sheet[what.ticket].values[what.name] = what.value; }
  void operator()(const LabelSet& what) const { sheet[what.ticket].values[what.name] = what.value; }
  void operator()(const StateChanged& what) const {
    Slip& slip = sheet[what.ticket];
    slip.state = what.to;
    slip.verbs[what.verb].push_back(at);
    if (what.to == "closed" && !slip.closed) slip.closed = at;
    if (what.to == "archived" || what.to == "withdrawn" || what.to == "done") slip.archived = at;
  }
  void operator()(const ClockStarted& what) const {
    Promise started;
    started.target = what.clock.target;
    started.cycle = what.clock.cycle;
    started.due = what.key;
    sheet[what.clock.ticket].promises.push_back(started);
  }
  void operator()(const ClockResumed& what) const { promise(what.clock).due = what.key; }
  void operator()(const ClockExtended& what) const {
    Promise& one = promise(what.clock);
    one.granted += what.key - one.due;
    one.due = what.key;
  }
  void operator()(const ClockMet& what) const { promise(what.clock).done = at; }
  void operator()(const ClockCancelled& what) const { promise(what.clock).cancelled = true; }
  void operator()(const ClockSuperseded& what) const { promise(what.clock).superseded = true; }
  void operator()(const ClockBreached& what) const {
    promise(what.clock).breached = true;
    promise(what.clock).breached_at = at;
  }
  void operator()(const ClockCorrected& what) const {
    promise(what.clock).corrected = true;
    Promise next = promise(what.clock);
    next.cycle += 1;
    next.breached = next.corrected = false;
    next.breached_at.reset();
    sheet[what.clock.ticket].promises.push_back(next);
  }
  template <class Other>
  void operator()(const Other&) const {}
};

class Clerk {
 public:
  Clerk(std::optional<Instant> from, std::optional<Instant> to) : from_{from}, to_{to} {}

  void count(const Sheet& sheet) {
    for (const auto& [number, slip] : sheet) slip.kind == "order" ? order(slip) : leg(sheet, slip);
  }
  std::map<std::string, SlowRate> take() { return std::move(rates_); }

 private:
  void add(const std::string& measure, std::optional<Instant> at, std::int64_t hits, std::int64_t of,
           std::map<std::string, std::string> groups) {
    if (!at || (from_ && *at < *from_) || (to_ && *at >= *to_)) return;
    if (groups.contains("month")) groups["month"] = month(*at);
    SlowRate& rate = rates_[measure];
    for (const auto& [by, row] : groups) {
      rate.groups[{by, row}].hits += hits;
      rate.groups[{by, row}].of += of;
    }
    rate.rate.hits += hits;
    rate.rate.of += of;
  }

  static std::string month(Instant at) {
    const Date date{std::chrono::floor<std::chrono::days>(at + std::chrono::hours{8})};
    return fmt::format("{:04}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
  }
  static std::string value(const Slip& slip, const std::string& name) {
    const auto found = slip.values.find(name);
    return found == slip.values.end() ? "" : found->second;
  }

  static bool met(const Slip& slip, const std::string& target, bool by_first_date) {
    bool in_time = false, late = false;
    for (const Promise& one : slip.promises) {
      if (one.target != target || one.superseded || one.corrected) continue;
      late = late || one.late(by_first_date);
      in_time = in_time || (one.done && !one.late(by_first_date));
    }
    return in_time && !late;
  }
  static bool ever_late(const Slip& slip, const std::string& target, bool as_known) {
    bool carried_on = false;
    for (const Promise& one : slip.promises) {
      if (one.target != target) continue;
      const bool counts = as_known ? !carried_on : !one.corrected;
      carried_on = one.corrected;
      if (counts && !one.superseded && one.breached) return true;
    }
    return false;
  }
  static std::optional<Instant> fell_due(const Slip& slip, const std::string& target, bool by_first_date) {
    for (const Promise& one : slip.promises) {
      if (one.target != target || one.superseded || one.corrected) continue;
      if (!one.late(by_first_date) && !one.done) continue;
      if (one.breached_at && !(by_first_date && one.granted > 0)) return one.breached_at;
      return Instant{std::chrono::seconds{one.due - (by_first_date ? one.granted : 0)}};
    }
    return std::nullopt;
  }

  void order(const Slip& slip) {
    const std::string department = value(slip, "department"), seat = value(slip, "seat");
    const auto dispatched = slip.first("dispatch");
    add("dispatched", slip.opened, dispatched ? 1 : 0, 1,
        {{"department", department}, {"seat", seat}, {"month", ""}, {"taken", value(slip, "taken")}});
    if (slip.state != "withdrawn")
      add("contacted in time", dispatched, met(slip, "contact", false) ? 1 : 0, 1,
          {{"department", department}, {"month", ""}});
    add("resolved in time", fell_due(slip, "resolve", false), met(slip, "resolve", false) ? 1 : 0, 1,
        {{"department", department}, {"month", ""}});
    add("resolved by the first date", fell_due(slip, "resolve", true), met(slip, "resolve", true) ? 1 : 0, 1,
        {{"seat", seat}, {"month", ""}});
    if (dispatched) {
      add("contact ever recorded late", slip.opened, ever_late(slip, "contact", true) ? 1 : 0, 1, {});
      add("contact late", slip.opened, ever_late(slip, "contact", false) ? 1 : 0, 1, {});
      add("granted more time", slip.opened, slip.first("grant-time") ? 1 : 0, 1, {});
    }
    add("returned", slip.closed, slip.first("return") ? 1 : 0, 1, {{"department", department}});
    static const std::map<std::string, std::int64_t> fifths{
        {"satisfied", 5}, {"fairly", 4}, {"neutral", 3}, {"dissatisfied", 0}};
    const auto weight = fifths.find(value(slip, "rating"));
    if (weight != fifths.end())
      add("satisfaction", slip.archived, weight->second * 2, 10, {{"department", department}, {"month", ""}});
  }

  void leg(const Sheet& sheet, const Slip& slip) {
    add("legs in time", slip.opened, met(slip, "reply", false) ? 1 : 0, 1,
        {{"department", value(sheet.at(slip.under), "department")}});
  }

  std::optional<Instant> from_, to_;
  std::map<std::string, SlowRate> rates_;
};

}  // namespace

std::map<std::string, SlowRate> slow_recount(const std::vector<std::vector<Event>>& cases, std::optional<Instant> from,
                                             std::optional<Instant> to) {
  Clerk clerk(from, to);
  for (const std::vector<Event>& events : cases) {
    Sheet sheet;
    for (const Event& event : events) std::visit(Writing{sheet, event.at}, event.what);
    clerk.count(sheet);
  }
  return clerk.take();
}

}  // namespace hotline::test

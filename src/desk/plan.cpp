#include "hotline/desk/plan.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "hotline/base/nearest.hpp"
#include "hotline/calendar/iso8601.hpp"
#include "hotline/rules/zone_of.hpp"

namespace hotline {
namespace {

Date local_date(const Rules& rules, Instant now) {
  return Date{std::chrono::floor<std::chrono::days>(zone_of(rules).to_local(now))};
}

// The city's order, and for a matter with one owner what makes it that owner's to the end.
OrderToOpen order_for(const Matter& matter, OrderToOpen order, const Directory& directory) {
  if (matter.one_owner && !order.kind.empty())
    for (const auto& [name, value] : directory.one_owner) order.attributes[name] = value;
  return order;
}

bool is_there(const std::string& department, const Directory& directory, Date today) {
  const auto found = directory.departments.find(department);
  return found == directory.departments.end() || found->second.lasting.on(today);
}

class Planner {
 public:
  Planner(const Rules& rules, Instant now, const Busy& busy)
      : rules_{rules}, now_{now}, today_{local_date(rules, now)}, busy_{busy} {}

  // A busy number is replaced by those it forwards to, and they by theirs; each is thought of once, so loops end.
  void consider(const std::string& name, const std::string& why) {
    const auto number = rules_.directory.numbers.find(name);
    if (number == rules_.directory.numbers.end() || !considered_.insert(name).second || !may_ring(number->second))
      return;
    if (number->second.health == Number::Health::out_of_service) {
      dead_.push_back(name);
      return;
    }
    const Calendar* hours = rules_.calendar(number->second.hours);
    if (!hours || !hours->is_open(now_)) return;
    any_open_ = true;
    if (busy_.count(name) < number->second.capacity) {
      ring_.push_back({name, number->second.department, why});
      return;
    }
    if (!may_forward(rules_.directory, number->second.department)) return;
    for (const std::string& next : number->second.busy_forward) consider(next, fmt::format("busy-forward of {}", name));
  }

  // Once everybody listed was thought of: the numbers of the departments above the owner, the nearest first.
  void fall_back(const Matter& matter) {
    if (!ring_.empty()) return;
    for (const std::string& department : upwards(rules_.directory, matter.owner)) {
      if (department == matter.owner) continue;
      for (const auto& [name, number] : rules_.directory.numbers)
        if (number.department == department) consider(name, fmt::format("fallback of '{}'", matter.owner));
      if (!ring_.empty()) return;
    }
  }

  TransferPlan plan(const Matter& matter) && {
    const std::string dead = dead_.empty() ? "" : fmt::format("; out of service: {}", fmt::join(dead_, ", "));
    const auto instead = [&](const OrderToOpen& order) { return order_for(matter, order, rules_.directory); };
    const OrderToOpen &failed = rules_.directory.failed, &off_hours = rules_.directory.off_hours;
    const std::string& name = matter.name;
    if (!ring_.empty())
      return {std::move(ring_), std::nullopt, fmt::format("numbers of matter '{}' are open{}", name, dead), matter};
    if (any_open_)
      return {{}, instead(failed), fmt::format("every open number of matter '{}' is busy{}", name, dead), matter};
    if (!dead_.empty() && any_hours_open())
      return {{}, instead(failed), fmt::format("no number of matter '{}' is in service{}", name, dead), matter};
    return {{}, instead(off_hours), fmt::format("no number of matter '{}' is open now{}", name, dead), matter};
  }

 private:
  bool may_ring(const Number& number) const {
    return number.lasting.on(today_) && is_there(number.department, rules_.directory, today_) &&
           flag_of(rules_.directory, number.department, std::string{live_transfer_flag}).value_or(true);
  }
  bool any_hours_open() const {
    return std::any_of(dead_.begin(), dead_.end(), [&](const std::string& name) {
      const Calendar* hours = rules_.calendar(rules_.directory.numbers.at(name).hours);
      return hours && hours->is_open(now_);
    });
  }

  const Rules& rules_;
  Instant now_;
  Date today_;
  const Busy& busy_;
  std::set<std::string> considered_;
  std::vector<Ring> ring_;
  std::vector<std::string> dead_;
  bool any_open_ = false;
};

// Free seats of the owner first, then of the nearest above it.
class SeatFinder {
 public:
  SeatFinder(const Rules& rules, Instant now, const Busy& busy)
      : rules_{rules}, now_{now}, today_{local_date(rules, now)}, busy_{busy} {}

  HelpPlan plan(const Matter& matter) && {
    for (const std::string& department : upwards(rules_.directory, matter.owner))
      for (const auto& [name, group] : rules_.directory.seats)
        if (group.department == department) consider(group);
    const auto instead = [&](const OrderToOpen& order) { return order_for(matter, order, rules_.directory); };
    if (!free_.empty())
      return {std::move(free_), std::nullopt, fmt::format("seats for matter '{}' are free", matter.name), matter};
    if (any_open_)
      return {
          {}, instead(rules_.directory.failed), fmt::format("every seat for matter '{}' is busy", matter.name), matter};
    return {{},
            instead(rules_.directory.off_hours),
            fmt::format("no seat for matter '{}' is open now", matter.name),
            matter};
  }

 private:
  void consider(const SeatGroup& group) {
    const Calendar* hours = rules_.calendar(group.hours);
    if (!group.lasting.on(today_) || !is_there(group.department, rules_.directory, today_) ||
        !flag_of(rules_.directory, group.department, std::string{online_help_flag}).value_or(true) || !hours ||
        !hours->is_open(now_))
      return;
    any_open_ = true;
    for (const std::string& seat : group.seats)
      if (busy_.count(seat) < group.capacity) free_.push_back({seat, group.name, group.department});
  }

  const Rules& rules_;
  Instant now_;
  Date today_;
  const Busy& busy_;
  std::vector<FreeSeat> free_;
  bool any_open_ = false;
};

Result<const Matter*> served_matter(const Rules& rules, std::string_view matter, Instant now) {
  const auto found = rules.directory.matters.find(std::string{matter});
  if (found == rules.directory.matters.end()) {
    std::vector<std::string> known;
    for (const auto& [name, entry] : rules.directory.matters) known.push_back(name);
    const auto near = nearest(matter, known);
    return fail(Fault::not_found, fmt::format("unknown matter '{}': {}", matter,
                                              near ? fmt::format("write \"{}\"", *near) : "add it to the rules file"));
  }
  const Date today = local_date(rules, now);
  if (!found->second.lasting.on(today))
    return fail(Fault::not_found, fmt::format("matter '{}' is not served on {}", matter, to_text(today)));
  return &found->second;
}

}  // namespace

Result<TransferPlan> plan_transfer(const Rules& rules, std::string_view matter, Instant now, const Busy& busy) {
  return served_matter(rules, matter, now).map([&](const Matter* served) {
    Planner planner{rules, now, busy};
    for (const std::string& number : served->numbers) planner.consider(number, "listed for the matter");
    planner.fall_back(*served);
    return std::move(planner).plan(*served);
  });
}

Result<HelpPlan> plan_help(const Rules& rules, std::string_view matter, Instant now, const Busy& busy) {
  return served_matter(rules, matter, now).map([&](const Matter* served) {
    return SeatFinder{rules, now, busy}.plan(*served);
  });
}

}  // namespace hotline

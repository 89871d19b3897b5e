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

class Planner {
 public:
  Planner(const Rules& rules, Instant now, const std::set<std::string>& busy)
      : rules_{rules}, now_{now}, today_{local_date(rules, now)}, busy_{busy} {}

  // A busy number is replaced by those it forwards to, and they by theirs; each is thought of once, so loops end.
  void consider(const std::string& name, const std::string& why) {
    const auto number = rules_.directory.numbers.find(name);
    if (number == rules_.directory.numbers.end() || !considered_.insert(name).second || !is_there(number->second))
      return;
    if (number->second.health == Number::Health::out_of_service) {
      dead_.push_back(name);
      return;
    }
    const Calendar* hours = rules_.calendar(number->second.hours);
    if (!hours || !hours->is_open(now_)) return;
    any_open_ = true;
    if (!busy_.contains(name)) {
      ring_.push_back({name, number->second.department, why});
      return;
    }
    if (!may_forward(rules_.directory, number->second.department)) return;
    for (const std::string& next : number->second.busy_forward) consider(next, fmt::format("busy-forward of {}", name));
  }

  // Once everybody listed was thought of: the numbers of the departments above the owner, the nearest first.
  void fall_back(const Matter& matter) {
    if (!ring_.empty()) return;
    const auto& departments = rules_.directory.departments;
    std::set<std::string> seen;
    for (auto at = departments.find(matter.owner); at != departments.end() && seen.insert(at->first).second;
         at = departments.find(at->second.parent)) {
      if (at->first == matter.owner) continue;
      for (const auto& [name, number] : rules_.directory.numbers)
        if (number.department == at->first) consider(name, fmt::format("fallback of '{}'", matter.owner));
      if (!ring_.empty()) return;
    }
  }

  TransferPlan plan(const Matter& matter) && {
    const Directory& directory = rules_.directory;
    const std::string dead = dead_.empty() ? "" : fmt::format("; out of service: {}", fmt::join(dead_, ", "));
    if (!ring_.empty())
      return {std::move(ring_), std::nullopt, fmt::format("numbers of matter '{}' are open{}", matter.name, dead)};
    if (any_open_)
      return {{}, directory.failed, fmt::format("every open number of matter '{}' is busy{}", matter.name, dead)};
    if (!dead_.empty() && any_hours_open())
      return {{}, directory.failed, fmt::format("no number of matter '{}' is in service{}", matter.name, dead)};
    return {{}, directory.off_hours, fmt::format("no number of matter '{}' is open now{}", matter.name, dead)};
  }

 private:
  static Date local_date(const Rules& rules, Instant now) {
    return Date{std::chrono::floor<std::chrono::days>(zone_of(rules).to_local(now))};
  }
  bool is_there(const Number& number) const {
    const auto department = rules_.directory.departments.find(number.department);
    return number.lasting.on(today_) &&
           (department == rules_.directory.departments.end() || department->second.lasting.on(today_));
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
  const std::set<std::string>& busy_;
  std::set<std::string> considered_;
  std::vector<Ring> ring_;
  std::vector<std::string> dead_;
  bool any_open_ = false;
};

}  // namespace

Result<TransferPlan> plan_transfer(const Rules& rules, std::string_view matter, Instant now,
                                   const std::set<std::string>& busy) {
  const auto found = rules.directory.matters.find(std::string{matter});
  if (found == rules.directory.matters.end()) {
    std::vector<std::string> known;
    for (const auto& [name, entry] : rules.directory.matters) known.push_back(name);
    const auto near = nearest(matter, known);
    return fail(Fault::not_found, fmt::format("unknown matter '{}': {}", matter,
                                              near ? fmt::format("write \"{}\"", *near) : "add it to the rules file"));
  }
  const Date today{std::chrono::floor<std::chrono::days>(zone_of(rules).to_local(now))};
  if (!found->second.lasting.on(today))
    return fail(Fault::not_found, fmt::format("matter '{}' is not served on {}", matter, to_text(today)));
  Planner planner{rules, now, busy};
  for (const std::string& number : found->second.numbers) planner.consider(number, "listed for the matter");
  planner.fall_back(found->second);
  return std::move(planner).plan(found->second);
}

}  // namespace hotline

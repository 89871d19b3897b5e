#include "hotline/desk/plan.hpp"

#include <fmt/format.h>

#include "hotline/base/nearest.hpp"

namespace hotline {
namespace {

class Planner {
 public:
  Planner(const Rules& rules, Instant now, const std::set<std::string>& busy) : rules_{rules}, now_{now}, busy_{busy} {}

  // A busy number is replaced by those it forwards to, and they by theirs; each is thought of once, so loops end.
  void consider(const std::string& name, const std::string& why) {
    const auto number = rules_.directory.numbers.find(name);
    if (number == rules_.directory.numbers.end() || !considered_.insert(name).second) return;
    const Calendar* hours = rules_.calendar(number->second.hours);
    if (!hours || !hours->is_open(now_)) return;
    any_open_ = true;
    if (!busy_.contains(name)) {
      ring_.push_back({name, number->second.department, why});
      return;
    }
    for (const std::string& next : number->second.busy_forward) consider(next, fmt::format("busy-forward of {}", name));
  }

  TransferPlan plan(const std::string& matter) && {
    const Directory& directory = rules_.directory;
    if (!ring_.empty()) return {std::move(ring_), std::nullopt, fmt::format("numbers of matter '{}' are open", matter)};
    if (any_open_) return {{}, directory.failed, fmt::format("every open number of matter '{}' is busy", matter)};
    return {{}, directory.off_hours, fmt::format("no number of matter '{}' is open now", matter)};
  }

 private:
  const Rules& rules_;
  Instant now_;
  const std::set<std::string>& busy_;
  std::set<std::string> considered_;
  std::vector<Ring> ring_;
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
  Planner planner{rules, now, busy};
  for (const std::string& number : found->second.numbers) planner.consider(number, "listed for the matter");
  return std::move(planner).plan(found->first);
}

}  // namespace hotline

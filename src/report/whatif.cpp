#include "hotline/report/whatif.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "report/placed_promises.hpp"
#include "report/tally.hpp"

namespace hotline {
namespace {

using Kind = PromiseChange::Kind;

// What is kept of each promise of the first side.
struct EarlierVerdict {
  std::uint32_t kind = 0;  // names, by number
  std::uint32_t target = 0;
  std::uint32_t nth_of_kind = 1;
  std::uint32_t nth = 1;
  PromiseVerdict verdict;
};

class NumberedNames {
 public:
  std::uint32_t number_of(const std::string& name) {
    const auto [found, fresh] = numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back(name);
    return found->second;
  }
  const std::string& operator[](std::uint32_t number) const { return names_[number]; }

 private:
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
};

Kind moved(const std::optional<Instant>& before, const std::optional<Instant>& after) {
  if (before == after) return Kind::same;
  return !after || (before && *before < *after) ? Kind::later : Kind::earlier;  // paused: later than any
}

Kind kind_of(const std::optional<PromiseVerdict>& before, const std::optional<PromiseVerdict>& after) {
  if (!after) return Kind::only_before;
  if (!before) return Kind::only_after;
  if (before->breached != after->breached) return after->breached ? Kind::newly_late : Kind::relieved;
  if (before->end != after->end || before->ended_at != after->ended_at) return Kind::ended_otherwise;
  return moved(before->due, after->due);
}

bool comes_first(const PromiseChange& one, const PromiseChange& other) {
  const auto place = [](const PromiseChange& change) {
    return std::tuple(change.kind, std::string_view(change.target), std::string_view(change.id.text), change.ticket(),
                      change.nth);
  };
  return place(one) < place(other);
}

std::vector<MovedMeasure> pair_up(const Report& before, const Report& after) {
  const auto named = [](const Report& report, const std::string& name) {
    const auto found = std::find_if(report.measures.begin(), report.measures.end(),
                                    [&](const MeasureCount& count) { return count.measure.name == name; });
    return found == report.measures.end() ? std::nullopt : std::optional(*found);
  };
  std::vector<MovedMeasure> pairs;
  for (const MeasureCount& count : before.measures) pairs.push_back({count, named(after, count.measure.name)});
  for (const MeasureCount& count : after.measures)
    if (!named(before, count.measure.name)) pairs.push_back({std::nullopt, count});
  return pairs;
}

std::vector<Reject> in_one_only(const std::vector<Reject>& these, const std::vector<Reject>& others) {
  std::set<Place> known;
  for (const Reject& other : others) known.insert(other.place);
  std::vector<Reject> only;
  std::copy_if(these.begin(), these.end(), std::back_inserter(only),
               [&](const Reject& one) { return !known.contains(one.place); });
  return only;
}

}  // namespace

struct WhatIfState {
  InForce in_force_before;
  InForce in_force_after;
  Counter count_before;
  Counter count_after;
  NumberedNames names;
  std::unordered_map<std::string, std::vector<EarlierVerdict>> earlier;  // by case; what is left had no other side
  WhatIfAnswer answer;
  std::set<std::pair<std::string, TicketNumber>> changed;

  WhatIfState(const Rules& before, const Rules& after, const CountOptions& options)
      : in_force_before(before), in_force_after(after), count_before(before, options), count_after(after, options) {}

  void tell(PromiseChange change) {
    change.kind = kind_of(change.before, change.after);
    for (ChangeCount* count : {&answer.all, &answer.targets[change.target]}) {
      if (change.before) tally(change.before->end, change.before->breached, count->before);
      if (change.after) tally(change.after->end, change.after->breached, count->after);
      count->changes[change.kind] += 1;
    }
    if (change.kind == Kind::same) return;
    changed.emplace(change.id.text, change.ticket());
    answer.changes.push_back(std::move(change));
  }

  void tell_only_before(const CaseId& id, const EarlierVerdict& one) {
    tell({Kind::same, id, names[one.kind], names[one.target], one.nth, one.verdict, std::nullopt});
  }
};

WhatIf::WhatIf(const Rules& before, const Rules& after, const CountOptions& options)
    : state_(std::make_unique<WhatIfState>(before, after, options)) {}
WhatIf::WhatIf(WhatIf&&) noexcept = default;
WhatIf& WhatIf::operator=(WhatIf&&) noexcept = default;
WhatIf::~WhatIf() = default;

void WhatIf::before(const Case& matter) {
  judge_as_current(state_->in_force_before, matter);
  state_->count_before.add(matter);
  std::vector<EarlierVerdict> kept;
  for (const PlacedPromise& placed : placed_promises(matter, state_->in_force_before))
    kept.push_back({state_->names.number_of(placed.ticket->kind), state_->names.number_of(placed.clock->target),
                    placed.nth_of_kind, placed.nth, placed.verdict});
  if (!kept.empty()) state_->earlier.emplace(matter.id.text, std::move(kept));
}

void WhatIf::after(const Case& matter) {
  judge_as_current(state_->in_force_after, matter);
  state_->count_after.add(matter);
  std::vector<EarlierVerdict> earlier;
  if (auto kept = state_->earlier.extract(matter.id.text)) earlier = std::move(kept.mapped());
  for (const PlacedPromise& placed : placed_promises(matter, state_->in_force_after)) {
    const std::string& target = placed.clock->target;
    const auto found = std::find_if(earlier.begin(), earlier.end(), [&](const EarlierVerdict& one) {
      return one.nth_of_kind == placed.nth_of_kind && one.nth == placed.nth && state_->names[one.target] == target &&
             state_->names[one.kind] == placed.ticket->kind;
    });
    std::optional<PromiseVerdict> before;
    if (found != earlier.end()) {
      before = found->verdict;
      earlier.erase(found);
    }
    state_->tell({Kind::same, matter.id, placed.ticket->kind, target, placed.nth, before, placed.verdict});
  }
  for (const EarlierVerdict& one : earlier) state_->tell_only_before(matter.id, one);
}

void WhatIf::refused(const std::vector<Reject>& before, const std::vector<Reject>& after) {
  state_->answer.refused_before = in_one_only(before, after);
  state_->answer.refused_after = in_one_only(after, before);
}

WhatIfAnswer WhatIf::answer(Instant until) && {
  for (const auto& [id, kept] : state_->earlier)
    for (const EarlierVerdict& one : kept) state_->tell_only_before(CaseId{id}, one);
  WhatIfAnswer& answer = state_->answer;
  answer.until = until;
  answer.before = state_->count_before.report(until);
  answer.after = state_->count_after.report(until);
  answer.measures = pair_up(answer.before, answer.after);
  answer.tickets_changed = static_cast<std::int64_t>(state_->changed.size());
  std::sort(answer.changes.begin(), answer.changes.end(), comes_first);
  return std::move(answer);
}

std::string MovedMeasure::moved() const {
  if (!before || !after) return "";
  return percent_moved(before->rate, after->rate, after->measure.digits);
}

std::string_view to_text(PromiseChange::Kind kind) {
  static constexpr std::string_view names[] = {"only before",     "only after",  "newly late", "relieved",
                                               "ended otherwise", "due earlier", "due later",  "the same"};
  return names[static_cast<int>(kind)];
}

}  // namespace hotline

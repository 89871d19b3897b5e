#include "hotline/workflow/move_table.hpp"

#include <algorithm>
#include <iterator>

#include "base/names.hpp"

namespace hotline {
namespace {

bool comes_before(std::string_view one, std::string_view other) {
  return one.size() != other.size() ? one.size() < other.size() : one < other;
}

void sort_once(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end(), comes_before);
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

template <class Named, class NameOf>
const Named* found(const std::vector<Named>& all, std::string_view name, NameOf name_of) {
  const auto at = std::lower_bound(all.begin(), all.end(), name, [&](const Named& one, std::string_view wanted) {
    return comes_before(name_of(one), wanted);
  });
  return at == all.end() || name_of(*at) != name ? nullptr : &*at;
}

std::vector<std::string> verbs_in(const Workflow& workflow) {
  std::vector<std::string> verbs;
  for (const Transition& transition : workflow.transitions) verbs.push_back(transition.on);
  sort_once(verbs);
  return verbs;
}

using Places = std::vector<std::uint32_t>;  // in Workflow::transitions

template <class Holds>
Places places_where(const Workflow& workflow, Holds holds) {
  Places places;
  for (std::uint32_t i = 0; i < workflow.transitions.size(); ++i)
    if (holds(workflow.transitions[i])) places.push_back(i);
  return places;
}

std::vector<std::string> roles_in(const Workflow& workflow, const Places& places) {
  std::vector<std::string> roles;
  for (const std::uint32_t place : places) {
    const std::vector<std::string>& by = workflow.transitions[place].by;
    roles.insert(roles.end(), by.begin(), by.end());
  }
  sort_once(roles);
  return roles;
}

Places done_by(const Workflow& workflow, const Places& places, std::string_view role) {
  Places done;
  std::copy_if(places.begin(), places.end(), std::back_inserter(done), [&](std::uint32_t place) {
    const std::vector<std::string>& by = workflow.transitions[place].by;
    return by.empty() || has(by, role);
  });
  return done;
}

}  // namespace

MoveTable::MoveTable(const Workflow& workflow) : states_(workflow.states()) {
  sort_once(states_);
  for (const std::string& name : verbs_in(workflow)) {
    const Places all = places_where(workflow, [&](const Transition& one) { return one.on == name; });
    const Act by_whoever = add_row(workflow, all);
    const Act by_others = add_row(
        workflow, places_where(workflow, [&](const Transition& one) { return one.on == name && one.by.empty(); }));
    Verb verb{name, by_whoever, by_others, {}};
    for (const std::string& role : roles_in(workflow, all))
      verb.roles.push_back({role, add_row(workflow, done_by(workflow, all, role))});
    verbs_.push_back(std::move(verb));
  }
}

MoveTable::Act MoveTable::add_row(const Workflow& workflow, const std::vector<std::uint32_t>& transitions) {
  const std::size_t begin = next_.size();
  for (std::uint32_t from = 0; from < states_.size(); ++from) {
    Range range{static_cast<std::uint32_t>(ways_.size()), 0};
    for (const std::uint32_t place : transitions) {
      const Transition& transition = workflow.transitions[place];
      if (!has(transition.from, states_[from])) continue;
      ways_.push_back({place, *state(transition.to_from(states_[from])), !transition.when.values.empty()});
      range.count += 1;
    }
    const bool leads = range.count > 0 && !ways_[range.first].guarded;
    next_.push_back(leads ? ways_[range.first].to : State{from});
    ranges_.push_back(range);
  }
  return Act{begin};
}

std::optional<MoveTable::State> MoveTable::state(std::string_view name) const {
  const std::string* at = found(states_, name, [](const std::string& one) -> const std::string& { return one; });
  if (at == nullptr) return std::nullopt;
  return State{static_cast<std::uint32_t>(at - states_.data())};
}

const MoveTable::Verb* MoveTable::verb(std::string_view name) const {
  return found(verbs_, name, [](const Verb& one) -> const std::string& { return one.name; });
}

std::optional<MoveTable::Act> MoveTable::act(std::string_view name, std::string_view by) const {
  const Verb* known = verb(name);
  if (known == nullptr) return std::nullopt;
  const Role* role = found(known->roles, by, [](const Role& one) -> const std::string& { return one.name; });
  return role == nullptr ? known->by_others : role->act;
}

std::optional<MoveTable::Act> MoveTable::act(std::string_view name) const {
  const Verb* known = verb(name);
  return known == nullptr ? std::nullopt : std::optional{known->by_whoever};
}

}  // namespace hotline

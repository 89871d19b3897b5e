#include "rules/loops.hpp"

// Boost.Graph minds the order of its headers.
#include <algorithm>
#include <functional>
#include <map>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

#include "base/names.hpp"

namespace hotline {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

struct Knots {
  std::vector<std::size_t> of;  // of each vertex
  std::size_t count = 0;
};

// The library numbers them so that every edge between two leads from the higher to the lower number.
Knots knots_in(const Graph& graph) {
  Knots knots{std::vector<std::size_t>(num_vertices(graph)), 0};
  if (knots.of.empty()) return knots;
  const auto index = get(boost::vertex_index, graph);
  knots.count = strong_components(graph, boost::make_iterator_property_map(knots.of.begin(), index));
  return knots;
}

bool grants_time(const Transition& transition, const Rules& rules) {
  return std::any_of(rules.targets.begin(), rules.targets.end(), [&](const Target& target) {
    return std::any_of(target.extends.begin(), target.extends.end(),
                       [&](const Extension& extension) { return has(extension.on, transition.on); });
  });
}

// A guard caps what it lets happen only until a count has come to its end. Of verbs that stay where they are, only
// those that grant time matter here.
std::vector<const Attribute*> counts_that_cap(const Rules& rules, const Workflow& workflow) {
  std::vector<const Attribute*> counts;
  for (const Transition& transition : workflow.transitions) {
    if (transition.to.empty() && !grants_time(transition, rules)) continue;
    for (const auto& [name, wanted] : transition.when.values) {
      const Attribute* attribute = rules.attribute(name);
      const bool caps = attribute && attribute->counts && !has(wanted, attribute->values.back());
      if (caps && std::find(counts.begin(), counts.end(), attribute) == counts.end()) counts.push_back(attribute);
    }
  }
  return counts;
}

}  // namespace

Rounds::Rounds(const Rules& rules, const Workflow& workflow) : workflow_{workflow}, states_{workflow.states()} {
  std::map<Stand, std::size_t> numbers;
  const auto number_of = [&](const Stand& stand) {
    const auto [at, is_new] = numbers.emplace(stand, numbers.size());
    if (is_new)
      state_of_.push_back(
          static_cast<std::size_t>(std::find(states_.begin(), states_.end(), stand.state) - states_.begin()));
    return at->second;
  };
  const auto note = [&](const Step& step) {
    if (step.what.verb == open_verb)
      starts_.push_back(number_of(step.to));
    else
      edges_.push_back({number_of(step.from), number_of(step.to), std::string{step.what.verb}});
    return false;
  };
  Ways ways{rules, workflow, {.counts = counts_that_cap(rules, workflow)}};
  ways.first(note);
  if (ways.gave_up()) {  // as if nothing were counted
    numbers.clear(), state_of_.clear(), edges_.clear(), starts_.clear();
    Ways{rules, workflow, {}}.first(note);
  }
  Graph graph(state_of_.size());
  for (const Edge& edge : edges_) add_edge(edge.from, edge.to, graph);
  const Knots knots = knots_in(graph);
  knot_of_ = knots.of;
  knots_ = knots.count;
}

std::vector<std::size_t> Rounds::endless_groups() const {
  Graph graph(states_.size());
  for (const Edge& edge : edges_)
    if (knot_of_[edge.from] == knot_of_[edge.to]) add_edge(state_of_[edge.from], state_of_[edge.to], graph);
  return knots_in(graph).of;
}

std::vector<std::string> Rounds::in_file_order(const std::vector<std::string>& verbs) const {
  std::vector<std::string> ordered;
  for (const Transition& transition : workflow_.transitions)
    if (has(verbs, transition.on) && !has(ordered, transition.on)) ordered.push_back(transition.on);
  return ordered;
}

Loop Rounds::endless(const std::vector<std::size_t>& groups, std::size_t group) const {
  std::vector<std::string> verbs;
  for (const Edge& edge : edges_)
    if (moves(edge) && knot_of_[edge.from] == knot_of_[edge.to] && groups[state_of_[edge.from]] == group)
      verbs.push_back(edge.verb);
  return {in_file_order(verbs), std::nullopt};
}

// How often a ticket can come into a group of states, on the way on which it does so most.
std::uint32_t Rounds::most_entries(const std::vector<std::size_t>& groups, std::size_t group) const {
  const auto group_of = [&](std::size_t stand) { return groups[state_of_[stand]]; };
  std::vector<std::optional<std::uint32_t>> most(knots_);
  for (const std::size_t start : starts_) most[knot_of_[start]] = group_of(start) == group ? 1U : 0U;
  std::vector<const Edge*> between;
  for (const Edge& edge : edges_)
    if (knot_of_[edge.from] != knot_of_[edge.to]) between.push_back(&edge);
  std::stable_sort(between.begin(), between.end(),
                   [&](const Edge* a, const Edge* b) { return knot_of_[a->from] > knot_of_[b->from]; });
  std::uint32_t result = 0;
  for (const Edge* edge : between) {
    const auto& before = most[knot_of_[edge->from]];
    if (!before) continue;
    const bool enters = group_of(edge->to) == group && group_of(edge->from) != group;
    auto& then = most[knot_of_[edge->to]];
    then = std::max(then.value_or(0), *before + (enters ? 1U : 0U));
    result = std::max(result, *then);
  }
  return result;
}

std::vector<Loop> Rounds::capped(const std::vector<std::size_t>& groups) const {
  Graph graph(states_.size());  // of groups
  const auto group_of = [&](std::size_t stand) { return groups[state_of_[stand]]; };
  for (const Edge& edge : edges_)
    if (group_of(edge.from) != group_of(edge.to)) add_edge(group_of(edge.from), group_of(edge.to), graph);
  const Knots knots = knots_in(graph);
  std::vector<Loop> loops;
  for (std::size_t knot = 0; knot < knots.count; ++knot) {
    std::vector<std::string> verbs;
    std::uint32_t entries = 0;
    for (const Edge& edge : edges_) {
      const std::size_t from = group_of(edge.from);
      const std::size_t to = group_of(edge.to);
      if (from == to || knots.of[from] != knot || knots.of[to] != knot) continue;
      if (!has(verbs, edge.verb)) verbs.push_back(edge.verb);
      entries = std::max(entries, most_entries(groups, to));
    }
    if (entries > 1) loops.push_back({in_file_order(verbs), entries - 1});
  }
  return loops;
}

// Verbs that lead round among states that go round without end, and yet come to an end themselves.
std::vector<Loop> Rounds::capped_within(const std::vector<std::size_t>& groups) const {
  std::vector<std::string> seen;
  std::vector<Loop> loops;
  for (const Edge& edge : edges_) {
    if (!moves(edge) || groups[state_of_[edge.from]] != groups[state_of_[edge.to]] || has(seen, edge.verb)) continue;
    seen.push_back(edge.verb);
    if (const auto most = most_times(edge.verb)) loops.push_back({{edge.verb}, most});
  }
  return loops;
}

std::vector<Loop> Rounds::loops() const {
  const std::vector<std::size_t> groups = endless_groups();
  std::vector<Loop> loops = capped(groups);
  for (Loop& loop : capped_within(groups)) loops.push_back(std::move(loop));
  for (std::size_t group = 0; group < states_.size(); ++group)
    if (Loop loop = endless(groups, group); !loop.verbs.empty()) loops.push_back(std::move(loop));
  const auto first_verb = [&](const Loop& loop) {
    const auto& all = workflow_.transitions;
    return std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.on == loop.verbs.front(); });
  };
  std::stable_sort(loops.begin(), loops.end(),
                   [&](const Loop& a, const Loop& b) { return first_verb(a) < first_verb(b); });
  return loops;
}

std::optional<std::uint32_t> Rounds::most_times(std::string_view verb) const {
  std::vector<std::uint32_t> most(knots_);
  std::vector<const Edge*> downwards;
  for (const Edge& edge : edges_) {
    const bool within = knot_of_[edge.from] == knot_of_[edge.to];
    if (within && edge.verb == verb) return std::nullopt;
    if (!within) downwards.push_back(&edge);
  }
  std::stable_sort(downwards.begin(), downwards.end(),
                   [&](const Edge* a, const Edge* b) { return knot_of_[a->from] > knot_of_[b->from]; });
  for (const Edge* edge : downwards) {
    std::uint32_t& then = most[knot_of_[edge->to]];
    then = std::max(then, most[knot_of_[edge->from]] + (edge->verb == verb ? 1U : 0U));
  }
  return most.empty() ? 0U : *std::max_element(most.begin(), most.end());
}

}  // namespace hotline

#include "hotline/workflow/check.hpp"

// Boost.Graph minds the order of its headers.
#include <algorithm>
#include <string_view>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <fmt/format.h>

#include "base/names.hpp"

namespace hotline {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property, std::size_t>;
using Vertex = Graph::vertex_descriptor;
const Vertex nowhere = boost::graph_traits<Graph>::null_vertex();

struct Drawn {  // the workflow as a graph; an edge bears its transition's number
  std::vector<std::string> states;
  Graph graph;

  explicit Drawn(const Workflow& workflow) : states(workflow.states()), graph(states.size()) {
    for (std::size_t i = 0; i < workflow.transitions.size(); ++i)
      for (const std::string& from : workflow.transitions[i].from)
        add_edge(at(from), at(workflow.transitions[i].to_from(from)), i, graph);
  }
  Vertex at(std::string_view state) const {
    return static_cast<Vertex>(std::find(states.begin(), states.end(), state) - states.begin());
  }
};

struct Reach {  // of each vertex: was it reached, and by which edge first
  std::vector<bool> reached;
  std::vector<std::pair<Vertex, std::size_t>> by;  // from which vertex, by which transition
};

class Marker : public boost::default_bfs_visitor {
 public:
  explicit Marker(Reach& reach) : reach_{&reach} {}
  template <class V, class G>
  void discover_vertex(V vertex, const G&) const {
    reach_->reached[vertex] = true;
  }
  template <class E, class G>
  void tree_edge(E edge, const G& graph) const {
    reach_->by[target(edge, graph)] = {source(edge, graph), graph[edge]};
  }

 private:
  Reach* reach_;
};

template <class G>
void spread(const G& graph, Vertex start, Reach& reach) {
  if (reach.reached[start]) return;
  std::vector<boost::default_color_type> colors(num_vertices(graph));
  const auto color = boost::make_iterator_property_map(colors.begin(), get(boost::vertex_index, graph));
  breadth_first_search(graph, start, boost::visitor(Marker{reach}).color_map(color));
}

Reach reach_for(const Drawn& drawing) {
  const std::size_t count = drawing.states.size();
  return {std::vector<bool>(count), std::vector<std::pair<Vertex, std::size_t>>(count, {nowhere, 0})};
}

// "open, sign, park": the shortest way to a state.
std::string way_to(Vertex state, const Reach& reach, const Workflow& workflow) {
  std::vector<std::string_view> verbs;
  for (Vertex at = state; reach.by[at].first != nowhere; at = reach.by[at].first)
    verbs.push_back(workflow.transitions[reach.by[at].second].on);
  verbs.push_back(open_verb);
  std::reverse(verbs.begin(), verbs.end());
  return fmt::format("{}", fmt::join(verbs, ", "));
}

std::vector<std::string> faults_in_ends(const Workflow& workflow) {
  const Drawn drawing(workflow);
  Reach forward = reach_for(drawing);
  spread(drawing.graph, drawing.at(workflow.initial), forward);
  Reach backward = reach_for(drawing);
  for (const std::string& end : workflow.finals) spread(make_reverse_graph(drawing.graph), drawing.at(end), backward);
  std::vector<std::string> faults;
  for (Vertex state = 0; state < drawing.states.size(); ++state) {
    if (!forward.reached[state])
      faults.push_back(
          fmt::format("workflow '{}': no way leads to state '{}': add a transition to it, or mend its name",
                      workflow.kind, drawing.states[state]));
    else if (!backward.reached[state])
      faults.push_back(
          fmt::format("workflow '{}': no way leads from state '{}' to an end (it is reached by {}): add a "
                      "transition out of it, or list it in 'final'",
                      workflow.kind, drawing.states[state], way_to(state, forward, workflow)));
  }
  return faults;
}

bool lowers(const Transition& transition, const Workflow& workflow, std::size_t level) {
  const auto& levels = workflow.levels;
  const auto below = levels.begin() + static_cast<std::ptrdiff_t>(level);
  const bool by_people = transition.by.empty() || std::any_of(transition.by.begin(), transition.by.end(),
                                                              [](const auto& role) { return role != system_role; });
  return by_people && has(transition.from, levels[level]) && std::find(levels.begin(), below, transition.to) != below;
}

// Rungs lead up; only a person's verb leads down, so there must be one from every level.
std::vector<std::string> faults_in_levels(const Workflow& workflow) {
  std::vector<std::string> faults;
  for (std::size_t level = 1; level < workflow.levels.size(); ++level) {
    const bool can_fall = std::any_of(workflow.transitions.begin(), workflow.transitions.end(),
                                      [&](const Transition& one) { return lowers(one, workflow, level); });
    if (!can_fall)
      faults.push_back(
          fmt::format("workflow '{}': no person's verb leads down from level '{}': add a transition, {{ on "
                      "= \"withdraw\", from = \"{}\", to = \"{}\", by = \"supervisor\" }}",
                      workflow.kind, workflow.levels[level], workflow.levels[level], workflow.levels[level - 1]));
  }
  return faults;
}

}  // namespace

std::vector<std::string> faults_in(const Workflow& workflow) {
  return workflow.levels.size() > 1 ? faults_in_levels(workflow) : faults_in_ends(workflow);
}

}  // namespace hotline

#include "hotline/directory/check.hpp"

// Boost.Graph minds the order of its headers.
#include <algorithm>
#include <chrono>
#include <set>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/names.hpp"
#include "hotline/calendar/deadline.hpp"

namespace hotline {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using Vertex = Graph::vertex_descriptor;

struct Chains {  // numbers, and whom they forward to
  const Directory& directory;
  std::vector<std::string> numbers;
  Graph graph;

  explicit Chains(const Directory& of) : directory(of), graph(of.numbers.size()) {
    for (const auto& [name, number] : directory.numbers) numbers.push_back(name);
    for (const auto& [name, number] : directory.numbers)
      for (const std::string& next : number.busy_forward)
        if (directory.numbers.contains(next)) add_edge(at(name), at(next), graph);
  }
  Vertex at(const std::string& number) const {
    return static_cast<Vertex>(std::lower_bound(numbers.begin(), numbers.end(), number) - numbers.begin());
  }
};

// One fault for each ring, at its first number.
void find_rings(const Chains& chains, std::vector<DirectoryFault>& faults) {
  std::vector<std::size_t> ring_of(chains.numbers.size());
  const std::size_t rings = strong_components(
      chains.graph, boost::make_iterator_property_map(ring_of.begin(), get(boost::vertex_index, chains.graph)));
  std::vector<std::vector<std::string>> members(rings);
  for (Vertex vertex = 0; vertex < chains.numbers.size(); ++vertex)
    members[ring_of[vertex]].push_back(chains.numbers[vertex]);
  for (const std::vector<std::string>& ring : members)
    if (ring.size() > 1)
      faults.push_back({"number", ring.front(),
                        fmt::format("busy numbers forward in a ring, {}: let one of them forward to nobody",
                                    fmt::join(ring, ", "))});
}

class Coverage {
 public:
  explicit Coverage(const std::map<std::string, Calendar>& calendars) : calendars_{calendars} {}

  // Whether `inner` is never open while `outer` is closed, in the years around the calendars' known days.
  bool cover(const std::string& outer, const std::string& inner) {
    if (outer == inner) return true;
    const auto known = covered_.find({outer, inner});
    if (known != covered_.end()) return known->second;
    return covered_[{outer, inner}] = look(calendars_.at(outer), calendars_.at(inner));
  }

 private:
  static bool look(const Calendar& outer, const Calendar& inner) {
    using namespace std::chrono;
    const year last = inner.known_until() ? inner.known_until()->year() : year{2024};
    const Instant from = sys_days{last / 1 / 1} - years{1};
    const Instant to = sys_days{last / 12 / 31};
    const auto shared = Calendar::both("shared", {outer, inner});
    return shared && worked_between(*shared, from, to) == worked_between(inner, from, to);
  }

  const std::map<std::string, Calendar>& calendars_;
  std::map<std::pair<std::string, std::string>, bool> covered_;
};

bool may_go(const Directory& directory, const std::string& from, const std::string& to) {
  if (is_above(directory, from, to) || is_above(directory, to, from)) return true;
  const auto found = directory.departments.find(from);
  return found != directory.departments.end() && has(found->second.forwards_to, to);
}

void check_forwards(const Directory& directory, Coverage& hours, std::vector<DirectoryFault>& faults) {
  for (const auto& [name, number] : directory.numbers) {
    if (!number.busy_forward.empty() && !may_forward(directory, number.department))
      faults.push_back({"number", name,
                        fmt::format("number '{}' forwards when busy, which department '{}' may not: leave "
                                    "'busy-forward' out, or write may-forward = true there",
                                    name, number.department)});
    for (const std::string& next : number.busy_forward) {
      const Number& other = directory.numbers.at(next);
      if (!hours.cover(other.hours, number.hours))
        faults.push_back(
            {"number", name,
             fmt::format("number '{}' forwards to '{}', which may be closed then: '{}' is open when '{}' is "
                         "not; forward to a number with its hours",
                         name, next, number.hours, other.hours)});
      if (!may_go(directory, number.department, other.department))
        faults.push_back(
            {"number", name,
             fmt::format("number '{}' of '{}' forwards to '{}' of '{}', which is not above or below it: write "
                         "forwards-to = [\"{}\"] at department '{}'",
                         name, number.department, next, other.department, other.department, number.department)});
    }
  }
}

class Marker : public boost::default_bfs_visitor {
 public:
  explicit Marker(std::set<Vertex>& reached) : reached_{&reached} {}
  template <class V, class G>
  void discover_vertex(V vertex, const G&) const {
    reached_->insert(vertex);
  }

 private:
  std::set<Vertex>* reached_;
};

// By its matters' lists and whom the numbers there forward to.
void check_use(const Chains& chains, std::vector<DirectoryFault>& faults) {
  std::set<Vertex> reached;
  for (const auto& [name, matter] : chains.directory.matters) {
    const auto answers = [&](const std::string& number) {
      const auto found = chains.directory.numbers.find(number);
      return found != chains.directory.numbers.end() && found->second.health != Number::Health::out_of_service;
    };
    if (std::none_of(matter.numbers.begin(), matter.numbers.end(), answers))
      faults.push_back(
          {"matter", name, fmt::format("nobody answers for matter '{}': list a number that is in service", name)});
    for (const std::string& number : matter.numbers)
      if (!reached.contains(chains.at(number)))
        breadth_first_search(chains.graph, chains.at(number), boost::visitor(Marker{reached}));
  }
  if (chains.directory.matters.empty()) return;
  for (Vertex vertex = 0; vertex < chains.numbers.size(); ++vertex)
    if (!reached.contains(vertex))
      faults.push_back(
          {"number", chains.numbers[vertex],
           fmt::format("no matter leads to number '{}': list it at one, or leave it out", chains.numbers[vertex])});
}

}  // namespace

std::vector<DirectoryFault> faults_in(const Directory& directory, const std::map<std::string, Calendar>& calendars) {
  std::vector<DirectoryFault> faults;
  const Chains chains(directory);
  Coverage hours(calendars);
  find_rings(chains, faults);
  check_forwards(directory, hours, faults);
  check_use(chains, faults);
  return faults;
}

}  // namespace hotline

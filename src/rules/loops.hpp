// How often can a ticket of one kind come round, or do a verb?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/rules/outlook.hpp"
#include "rules/ways.hpp"

namespace hotline {

class Rounds {
 public:
  Rounds(const Rules& rules, const Workflow& workflow);

  std::vector<Loop> loops() const;
  std::optional<std::uint32_t> most_times(std::string_view verb) const;  // nothing: without end

 private:
  struct Edge {  // between stands, which differ in state or in counts
    std::size_t from;
    std::size_t to;
    std::string verb;
  };
  // Of each state, the number of its group: states that go round without end are in one.
  std::vector<std::size_t> endless_groups() const;
  Loop endless(const std::vector<std::size_t>& groups, std::size_t group) const;
  std::vector<Loop> capped(const std::vector<std::size_t>& groups) const;
  std::vector<Loop> capped_within(const std::vector<std::size_t>& groups) const;
  std::uint32_t most_entries(const std::vector<std::size_t>& groups, std::size_t group) const;
  std::vector<std::string> in_file_order(const std::vector<std::string>& verbs) const;
  bool moves(const Edge& edge) const { return state_of_[edge.from] != state_of_[edge.to]; }

  const Workflow& workflow_;
  std::vector<std::string> states_;
  std::vector<std::size_t> state_of_;  // of each stand
  std::vector<std::size_t> knot_of_;   // of each stand: those that lead back to one another
  std::size_t knots_ = 0;              // numbered so that every way leads from higher to lower ones
  std::vector<Edge> edges_;
  std::vector<std::size_t> starts_;
};

}  // namespace hotline

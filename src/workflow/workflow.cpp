#include "hotline/workflow/workflow.hpp"

#include <algorithm>

#include "base/names.hpp"

namespace hotline {
namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (!has(names, name)) names.push_back(name);
}

}  // namespace

std::vector<std::string> Workflow::states() const {
  std::vector<std::string> states;
  add_once(states, initial);
  for (const std::string& level : levels) add_once(states, level);
  for (const Transition& transition : transitions) {
    for (const std::string& from : transition.from) add_once(states, from);
    if (!transition.to.empty()) add_once(states, transition.to);
  }
  for (const std::string& final_state : finals) add_once(states, final_state);
  return states;
}

bool Workflow::is_final(std::string_view state) const { return has(finals, state); }

std::vector<std::string> Workflow::verbs_from(std::string_view state) const {
  std::vector<std::string> verbs;
  for (const Transition& transition : transitions)
    if (has(transition.from, state)) add_once(verbs, transition.on);
  return verbs;
}

}  // namespace hotline

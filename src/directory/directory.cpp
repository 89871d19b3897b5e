#include "hotline/directory/directory.hpp"

#include <algorithm>

namespace hotline {
std::vector<std::string> upwards(const Directory& directory, const std::string& department) {
  std::vector<std::string> way;
  auto at = directory.departments.find(department);
  while (at != directory.departments.end() && way.size() <= directory.departments.size()) {
    way.push_back(at->first);
    at = directory.departments.find(at->second.parent);
  }
  return way;
}

bool may_forward(const Directory& directory, const std::string& department) {
  for (const std::string& one : upwards(directory, department))
    if (const auto& word = directory.departments.at(one).may_forward) return *word;
  return true;
}

std::optional<Fraction> goal_of(const Directory& directory, const std::string& department, const std::string& measure) {
  for (const std::string& one : upwards(directory, department))
    if (const auto& goals = directory.departments.at(one).goals; goals.contains(measure)) return goals.at(measure);
  return std::nullopt;
}

std::optional<bool> flag_of(const Directory& directory, const std::string& department, const std::string& flag) {
  for (const std::string& one : upwards(directory, department))
    if (const auto& flags = directory.departments.at(one).flags; flags.contains(flag)) return flags.at(flag);
  return std::nullopt;
}

bool is_above(const Directory& directory, const std::string& upper, const std::string& lower) {
  const std::vector<std::string> way = upwards(directory, lower);
  return std::find(way.begin(), way.end(), upper) != way.end();
}

}  // namespace hotline

#include "hotline/directory/directory.hpp"

namespace hotline {
namespace {

// Those above a department, itself first. The rules' departments are a tree; of others the walk still ends.
std::vector<const Department*> upwards(const Directory& directory, const std::string& department) {
  std::vector<const Department*> way;
  auto at = directory.departments.find(department);
  while (at != directory.departments.end() && way.size() <= directory.departments.size()) {
    way.push_back(&at->second);
    at = directory.departments.find(at->second.parent);
  }
  return way;
}

}  // namespace

bool may_forward(const Directory& directory, const std::string& department) {
  for (const Department* one : upwards(directory, department))
    if (one->may_forward) return *one->may_forward;
  return true;
}

std::optional<Fraction> goal_of(const Directory& directory, const std::string& department, const std::string& measure) {
  for (const Department* one : upwards(directory, department))
    if (const auto found = one->goals.find(measure); found != one->goals.end()) return found->second;
  return std::nullopt;
}

std::optional<bool> flag_of(const Directory& directory, const std::string& department, const std::string& flag) {
  for (const Department* one : upwards(directory, department))
    if (const auto found = one->flags.find(flag); found != one->flags.end()) return found->second;
  return std::nullopt;
}

bool is_above(const Directory& directory, const std::string& upper, const std::string& lower) {
  for (const Department* one : upwards(directory, lower))
    if (one->name == upper) return true;
  return false;
}

}  // namespace hotline

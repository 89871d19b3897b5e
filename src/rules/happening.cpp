#include "rules/happening.hpp"

#include <algorithm>

#include "base/names.hpp"

namespace hotline {
namespace {

bool is_named(const Trigger& trigger, const Happening& what) {
  return has(trigger.on, what.verb) || (!what.enters.empty() && has(trigger.in, what.enters));
}

const std::vector<std::string>* known_values(const std::string& attribute, const Happening& what) {
  if (what.known == nullptr) return nullptr;
  const auto found = what.known->values.find(attribute);
  return found == what.known->values.end() ? nullptr : &found->second;
}

}  // namespace

bool pulled(const Trigger& trigger, const Happening& what) {
  return is_named(trigger, what) &&
         std::all_of(trigger.when.values.begin(), trigger.when.values.end(), [&](const auto& wanted) {
           const auto* known = known_values(wanted.first, what);
           return known == nullptr || std::any_of(known->begin(), known->end(),
                                                  [&](const std::string& value) { return has(wanted.second, value); });
         });
}

bool surely_pulled(const Trigger& trigger, const Happening& what) {
  return is_named(trigger, what) &&
         std::all_of(trigger.when.values.begin(), trigger.when.values.end(), [&](const auto& wanted) {
           const auto* known = known_values(wanted.first, what);
           return known != nullptr && std::all_of(known->begin(), known->end(),
                                                  [&](const std::string& value) { return has(wanted.second, value); });
         });
}

Match values_then(const Rules& rules, const Transition& transition) {
  Match known;
  for (const auto& [name, values] : transition.when.values)
    if (const Attribute* attribute = rules.attribute(name); attribute && !attribute->is_read())
      known.values[name] = values;
  for (const auto& [name, value] : transition.set) known.values[name] = {value};
  return known;
}

bool by_system_alone(const Transition& transition) {
  return !transition.by.empty() && std::all_of(transition.by.begin(), transition.by.end(),
                                               [](const std::string& role) { return role == system_role; });
}

}  // namespace hotline

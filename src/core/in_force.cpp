#include "hotline/core/in_force.hpp"

#include <cassert>

#include <fmt/format.h>

namespace hotline {

InForce::InForce(Rules current) : current_(current.version) { rules_.emplace(current_, std::move(current)); }

void InForce::keep(Rules older) {
  std::string version = older.version;
  rules_.emplace(std::move(version), std::move(older));
}

const Rules* InForce::version(std::string_view version) const {
  const auto found = rules_.find(version);
  return found == rules_.end() ? nullptr : &found->second;
}

const Rules& InForce::rules_of(const Case& matter) const {
  const Rules* bound = matter.exists() ? version(matter.rules) : nullptr;
  assert(bound != nullptr || !matter.exists());
  return bound != nullptr ? *bound : current();
}

const Calendar* InForce::calendar(std::string_view name) const { return current().calendar(name); }

Result<const Calendar*> InForce::calendar_in_force(std::string_view name) const {
  if (const Calendar* found = calendar(name)) return found;
  return fail(Fault::not_found, fmt::format("no calendar '{}' is in force", name));
}

Result<Line> InForce::line(const LineRef& ref) const {
  if (ref.calendar.empty()) return Line{};
  const Calendar* found = calendar(ref.calendar);
  if (found == nullptr) {
    return fail(Fault::not_found,
                fmt::format("no calendar '{}' is in force: a clock still counts on it, so the rules must keep it",
                            ref.calendar));
  }
  return Line{ref.kind, *found};
}

}  // namespace hotline

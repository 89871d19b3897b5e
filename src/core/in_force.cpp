#include "hotline/core/in_force.hpp"

#include <cassert>

#include <fmt/format.h>

namespace hotline {

namespace {

InForce::Version version_with(Rules rules) {
  InForce::Version version{std::move(rules), {}};
  version.moves.reserve(version.rules.workflows.size());
  for (const Workflow& workflow : version.rules.workflows) version.moves.emplace_back(workflow);
  return version;
}

}  // namespace

InForce::InForce(Rules current) : current_(current.version) {
  versions_.emplace(current_, version_with(std::move(current)));
}

void InForce::keep(Rules older) {
  if (versions_.contains(older.version)) return;
  std::string version = older.version;
  versions_.emplace(std::move(version), version_with(std::move(older)));
}

const Rules* InForce::version(std::string_view version) const {
  const auto found = versions_.find(version);
  return found == versions_.end() ? nullptr : &found->second.rules;
}

const InForce::Version& InForce::version_of(const Case& matter) const {
  const auto bound = matter.exists() ? versions_.find(matter.rules) : versions_.end();
  assert(bound != versions_.end() || !matter.exists());
  return bound != versions_.end() ? bound->second : versions_.at(current_);
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

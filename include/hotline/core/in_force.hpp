// Which rules and calendars decide?
//
// A case is bound to the rules version it was created under; calendars are never bound: the newest are in force for
// all.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/event.hpp"
#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"
#include "hotline/workflow/move_table.hpp"

namespace hotline {

class HOTLINE_API InForce {
 public:
  struct Version {
    Rules rules;
    std::vector<MoveTable> moves;  // one for each of rules.workflows

    const MoveTable& moves_of(const Workflow& workflow) const {
      return moves[static_cast<std::size_t>(&workflow - rules.workflows.data())];
    }
  };

  explicit InForce(Rules current);
  void keep(Rules older);  // for cases bound to it

  const Rules& current() const { return versions_.at(current_).rules; }
  const Rules* version(std::string_view version) const;
  const std::map<std::string, Version, std::less<>>& versions() const { return versions_; }
  const Version& version_of(const Case& matter) const;  // a case not yet opened: the current one
  const Rules& rules_of(const Case& matter) const { return version_of(matter).rules; }

  const Calendar* calendar(std::string_view name) const;
  Result<const Calendar*> calendar_in_force(std::string_view name) const;  // never null; not_found, by name
  Result<Line> line(const LineRef& ref) const;                             // not_found: no such calendar in force

 private:
  std::map<std::string, Version, std::less<>> versions_;
  std::string current_;
};

}  // namespace hotline

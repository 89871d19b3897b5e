// Which rules and calendars decide?
//
// A case is bound to the rules version it was created under; calendars are never bound: the newest are in force for
// all.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "hotline/base/result.hpp"
#include "hotline/core/case.hpp"
#include "hotline/core/event.hpp"
#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

class HOTLINE_API InForce {
 public:
  explicit InForce(Rules current);
  void keep(Rules older);  // for cases bound to it

  const Rules& current() const { return rules_.at(current_); }
  const Rules* version(std::string_view version) const;
  const std::map<std::string, Rules, std::less<>>& versions() const { return rules_; }
  const Rules& rules_of(const Case& matter) const;  // a case not yet opened: the current ones

  const Calendar* calendar(std::string_view name) const;
  Result<const Calendar*> calendar_in_force(std::string_view name) const;  // never null; not_found, by name
  Result<Line> line(const LineRef& ref) const;                             // not_found: no such calendar in force

 private:
  std::map<std::string, Rules, std::less<>> rules_;
  std::string current_;
};

}  // namespace hotline

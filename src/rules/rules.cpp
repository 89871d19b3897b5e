#include "hotline/rules/rules.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace hotline {
namespace {

template <class T>
const T* found(const std::vector<T>& all, std::string T::*member, std::string_view wanted) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.*member == wanted; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

const Calendar* Rules::calendar(std::string_view name) const {
  const auto at = calendars.find(std::string{name});
  return at == calendars.end() ? nullptr : &at->second;
}

const Attribute* Rules::attribute(std::string_view name) const { return found(attributes, &Attribute::name, name); }
const Label* Rules::label(std::string_view name) const { return found(labels, &Label::name, name); }
const Workflow* Rules::workflow(std::string_view kind) const { return found(workflows, &Workflow::kind, kind); }
const Target* Rules::target(std::string_view name) const { return found(targets, &Target::name, name); }
const Ladder* Rules::ladder(std::string_view name) const { return found(ladders, &Ladder::name, name); }
const Policy* Rules::policy(std::string_view name) const { return found(policies, &Policy::name, name); }

const Policy* Rules::policy_for(std::string_view kind, const Fields& fields) const {
  const auto at = std::find_if(policies.begin(), policies.end(),
                               [&](const Policy& policy) { return policy.kind == kind && policy.when.holds(fields); });
  return at == policies.end() ? nullptr : &*at;
}

std::string Rules::called(std::string_view word) const {
  const auto at = words.find(std::string{word});
  if (at == words.end()) return std::string{word};
  return fmt::format("{} {}", word, at->second.zh.empty() ? at->second.en : at->second.zh);
}

std::string to_text(const Finding& finding) {
  if (finding.line == 0) return fmt::format("{}: error: {}", finding.file, finding.message);
  return fmt::format("{}:{}:{}: error: {}", finding.file, finding.line, finding.column, finding.message);
}

}  // namespace hotline

#include "hotline/rules/outlook.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/loops.hpp"

namespace hotline {
namespace {

std::string_view name_of(Counting counting) {
  switch (counting) {
    case Counting::elapsed:
      return "elapsed";
    case Counting::working_time:
      return "working time";
    case Counting::whole_days:
      return "on working days";
    case Counting::working_days:
      return "working days";
    case Counting::days:
      return "days";
    case Counting::rolled_days:
      return "days, rolled forward";
    case Counting::given:
      break;
  }
  return "given";
}

// Without the words that the name of its counting says already: "5", "2 hours".
std::string amount_of(const Limit& limit) {
  if (counts_days(limit.counting)) return std::to_string(limit.amount);
  if (limit.counting == Counting::given) return "as given";
  return to_text(Limit{Counting::elapsed, limit.amount});
}

std::string times(std::uint32_t count) { return fmt::format("at most {} time{}", count, count == 1 ? "" : "s"); }

std::string to_text(const MoreTime& more) {
  return fmt::format("; {} more with {}{}", amount_of(more.by), fmt::join(more.on, " or "),
                     more.at_most ? ", " + times(*more.at_most) : "");
}

// Of a choice of verbs, together.
std::optional<std::uint32_t> most_times(const std::vector<std::string>& verbs, const Rounds& rounds) {
  std::uint32_t sum = 0;
  for (const std::string& verb : verbs) {
    const auto most = rounds.most_times(verb);
    if (!most) return std::nullopt;
    sum += *most;
  }
  return sum;
}

GivenLimit limit_of(const Target& target, const Rounds& rounds) {
  GivenLimit given{target.name, target.limit, {}};
  for (const Extension& extension : target.extends)
    given.more.push_back({extension.on, extension.by, most_times(extension.on, rounds)});
  return given;
}

Outlook::Promises promises_of(const Policy& policy, const Rules& rules, const Rounds& rounds) {
  Outlook::Promises promises{policy.name, {}};
  for (const std::string& name : policy.targets) {
    const Target* target = rules.target(name);
    if (target == nullptr || !target->is_promise()) continue;
    const auto alike = std::find_if(promises.limits.begin(), promises.limits.end(), [&](const auto& limits) {
      return limits.front().limit.counting == target->limit.counting;
    });
    auto& limits = alike == promises.limits.end() ? promises.limits.emplace_back() : *alike;
    limits.push_back(limit_of(*target, rounds));
  }
  return promises;
}

}  // namespace

std::vector<Outlook> outlooks(const Rules& rules) {
  std::vector<Outlook> all;
  for (const Workflow& workflow : rules.workflows) {
    if (workflow.kind == escalation_kind) continue;
    const Rounds rounds{rules, workflow};
    Outlook& outlook = all.emplace_back(Outlook{workflow.kind, {}, rounds.loops()});
    for (const Policy& policy : rules.policies)
      if (policy.kind == workflow.kind) outlook.policies.push_back(promises_of(policy, rules, rounds));
  }
  return all;
}

std::string to_text(const std::vector<GivenLimit>& counted_alike) {
  std::string text;
  for (const GivenLimit& given : counted_alike) {
    text += text.empty() ? fmt::format("{}: ", name_of(given.limit.counting)) : ", ";
    text += fmt::format("{} ({}", amount_of(given.limit), given.target);
    for (const MoreTime& more : given.more) text += to_text(more);
    text += ')';
  }
  return text;
}

std::string to_text(const Loop& loop) {
  return fmt::format("{}: {}", fmt::join(loop.verbs, ", "),
                     loop.at_most ? times(*loop.at_most) : std::string{"may repeat without end"});
}

}  // namespace hotline

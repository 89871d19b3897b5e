#include <fmt/format.h>

#include "rules/sections.hpp"

namespace hotline {
namespace {

constexpr KeyRule policy_keys[] = {
    {"name", Shape::text, R"(name = "simple order")", required},
    {"kind", Shape::text, R"(kind = "order")", required},
    {"when", Shape::table, R"(when = { urgency = "ordinary" })"},
    {"targets", Shape::texts, R"(targets = ["contact"], or targets = [] when nothing is promised)", required},
};

}  // namespace

std::vector<Policy> read_policies(RulesSource& source) {
  std::vector<Policy> policies;
  const NameList given = source.names.targets_and_timers();
  NameList names;
  for_each_listed(source.root, "policy", [&](const TomlNode& node) {
    const TableReader table{node, "[[policy]]", policy_keys, source.faults};
    const auto name = table.text("name");
    if (name && has(names, name->text))
      source.faults.add(name->place,
                        fmt::format("there is a policy {} already: give each its own name", quoted(name->text)));
    if (name) names.push_back(name->text);
    if (const auto kind = table.text("kind")) check_known("kind", *kind, source.names.kinds, source.faults);
    for (const PlacedText& target : table.texts("targets")) check_known("target", target, given, source.faults);
    Policy& policy = policies.emplace_back(
        Policy{table.text_or_empty("name"), table.text_or_empty("kind"), {}, plain(table.texts("targets"))});
    if (const TomlNode* when = table.find("when")) policy.when = read_match(*when, policy_asks, source);
  });
  return policies;
}

}  // namespace hotline

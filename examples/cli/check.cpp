// hotline check RULES: are they sound? If not, every fault by line and column.
#include <algorithm>

#include <fmt/format.h>

#include "commands.hpp"
#include "files.hpp"
#include "hotline/rules/outlook.hpp"
#include "json.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

struct Count {
  std::string_view one;
  std::string_view many;
  std::size_t count;
};

std::vector<Count> counts_of(const Rules& rules) {
  const auto promises = static_cast<std::size_t>(std::count_if(
      rules.targets.begin(), rules.targets.end(), [](const Target& target) { return target.is_promise(); }));
  return {{"calendar", "calendars", rules.calendars.size()},
          {"attribute", "attributes", rules.attributes.size()},
          {"label", "labels", rules.labels.size()},
          {"workflow", "workflows", rules.workflows.size()},
          {"target", "targets", promises},
          {"timer", "timers", rules.targets.size() - promises},
          {"ladder", "ladders", rules.ladders.size()},
          {"policy", "policies", rules.policies.size()},
          {"always-rule", "always-rules", rules.always.size()},
          {"measure", "measures", rules.measures.size()},
          {"scheme", "schemes", rules.schemes.size()},
          {"department", "departments", rules.directory.departments.size()},
          {"number", "numbers", rules.directory.numbers.size()},
          {"matter", "matters", rules.directory.matters.size()},
          {"seat-group", "seat-groups", rules.directory.seats.size()}};
}

// What the rules add up to, for information.
std::string outlook_text(const Outlook& outlook) {
  std::string text;
  for (const Outlook::Promises& promises : outlook.policies) {
    text += fmt::format("policy '{}' of kind '{}'\n", promises.policy, outlook.kind);
    for (const auto& counted_alike : promises.limits) text += fmt::format("  {}\n", to_text(counted_alike));
    if (promises.limits.empty()) text += "  nothing is promised\n";
  }
  if (!outlook.loops.empty()) text += fmt::format("rounds of kind '{}'\n", outlook.kind);
  for (const Loop& loop : outlook.loops) text += fmt::format("  {}\n", to_text(loop));
  return text;
}

std::string sound_text(const Rules& rules) {
  std::vector<std::string> parts;
  for (const Count& count : counts_of(rules))
    if (count.count > 0) parts.push_back(fmt::format("{} {}", count.count, count.count == 1 ? count.one : count.many));
  std::string text = fmt::format("sound: {}\n", fmt::join(parts, ", "));
  for (const Outlook& outlook : outlooks(rules)) text += outlook_text(outlook);
  return text;
}

Json json_of(const GivenLimit& given) {
  std::vector<Json> more;
  for (const MoreTime& one : given.more) {
    std::vector<Json> verbs(one.on.begin(), one.on.end());
    more.push_back(Json::object({{"on", Json::list(verbs)},
                                 {"by", to_text(one.by)},
                                 {"at-most", one.at_most ? Json(*one.at_most) : Json::null()}}));
  }
  return Json::object({{"target", given.target}, {"limit", to_text(given.limit)}, {"more", Json::list(more)}});
}

Json json_of(const Outlook& outlook) {
  std::vector<Json> policies;
  for (const Outlook::Promises& promises : outlook.policies) {
    std::vector<Json> limits;
    for (const auto& counted_alike : promises.limits)
      for (const GivenLimit& given : counted_alike) limits.push_back(json_of(given));
    policies.push_back(Json::object({{"policy", promises.policy}, {"limits", Json::list(limits)}}));
  }
  std::vector<Json> loops;
  for (const Loop& loop : outlook.loops) {
    std::vector<Json> verbs(loop.verbs.begin(), loop.verbs.end());
    loops.push_back(
        Json::object({{"verbs", Json::list(verbs)}, {"at-most", loop.at_most ? Json(*loop.at_most) : Json::null()}}));
  }
  return Json::object({{"kind", outlook.kind}, {"policies", Json::list(policies)}, {"loops", Json::list(loops)}});
}

std::string sound_json(const Rules& rules) {
  std::vector<std::pair<std::string_view, Json>> members = {{"sound", true}, {"version", rules.version}};
  for (const Count& count : counts_of(rules)) members.emplace_back(count.many, count.count);
  std::vector<Json> outlook;
  for (const Outlook& one : outlooks(rules)) outlook.push_back(json_of(one));
  members.emplace_back("outlook", Json::list(outlook));
  return Json::object(members).line();
}

std::string faults_text(const std::vector<Finding>& faults) {
  std::string text;
  for (const Finding& fault : faults) text += to_text(fault) + '\n';
  return text;
}

std::string faults_json(const std::vector<Finding>& faults) {
  std::vector<Json> findings;
  for (const Finding& fault : faults)
    findings.push_back(Json::object(
        {{"file", fault.file}, {"line", fault.line}, {"column", fault.column}, {"message", fault.message}}));
  return Json::object({{"sound", false}, {"findings", Json::list(findings)}}).line();
}

}  // namespace

int run_check(const CheckArgs& args, World& world) {
  const Result<std::string> text = read_file(args.rules);
  if (!text) return world.fail(text.error());
  const Reading reading = read_with_neighbours(*text, args.rules);
  if (reading.rules) {
    world.out << (args.json ? sound_json(*reading.rules) : sound_text(*reading.rules));
    return answered;
  }
  world.out << (args.json ? faults_json(reading.faults) : faults_text(reading.faults));
  return bad_news;
}

}  // namespace hotline

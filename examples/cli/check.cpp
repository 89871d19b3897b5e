// hotline check RULES: are they sound? If not, every fault by line and column.
#include <algorithm>

#include <fmt/format.h>

#include "commands.hpp"
#include "files.hpp"
#include "hotline/rules/rules.hpp"
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
          {"measure", "measures", rules.measures.size()},
          {"department", "departments", rules.directory.departments.size()},
          {"number", "numbers", rules.directory.numbers.size()},
          {"matter", "matters", rules.directory.matters.size()}};
}

std::string sound_text(const Rules& rules) {
  std::vector<std::string> parts;
  for (const Count& count : counts_of(rules))
    if (count.count > 0) parts.push_back(fmt::format("{} {}", count.count, count.count == 1 ? count.one : count.many));
  return fmt::format("sound: {}\n", fmt::join(parts, ", "));
}

std::string sound_json(const Rules& rules) {
  std::vector<std::pair<std::string_view, Json>> members = {{"sound", true}, {"version", rules.version}};
  for (const Count& count : counts_of(rules)) members.emplace_back(count.many, count.count);
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

// hotline plan RULES --matter M --at T: who to ring now, or which order to open instead?
#include "hotline/desk/plan.hpp"

#include <fmt/format.h>

#include "commands.hpp"
#include "hotline/rules/zone_of.hpp"
#include "json.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

std::string order_text(const OrderToOpen& order) {
  std::string text = order.kind;
  for (const auto& [name, value] : order.attributes) text += fmt::format(" {}={}", name, value);
  return text;
}

Result<void> check_busy(const Rules& rules, const std::vector<std::string>& busy) {
  std::vector<std::string> known;
  for (const auto& [number, entry] : rules.directory.numbers) known.push_back(number);
  for (const std::string& number : busy)
    if (!rules.directory.numbers.contains(number)) return about("--busy", unknown("number", number, known).value());
  return {};
}

std::string in_words(const TransferPlan& plan) {
  std::string text;
  for (const Ring& ring : plan.ring) text += fmt::format("ring  {}  {}  {}\n", ring.number, ring.department, ring.why);
  if (plan.instead && plan.instead->kind.empty())
    text += fmt::format("nobody  {}, and the rules name no order to open instead ([desk])\n", plan.why);
  else if (plan.instead)
    text += fmt::format("open  {}  {}\n", order_text(*plan.instead), plan.why);
  return text;
}

std::string in_json(const TransferPlan& plan) {
  std::vector<Json> rings;
  for (const Ring& ring : plan.ring)
    rings.push_back(Json::object({{"number", ring.number}, {"department", ring.department}, {"why", ring.why}}));
  std::vector<std::pair<std::string_view, Json>> members = {{"ring", Json::list(rings)}, {"why", plan.why}};
  if (plan.instead && !plan.instead->kind.empty()) {
    std::vector<std::pair<std::string_view, Json>> attributes(plan.instead->attributes.begin(),
                                                              plan.instead->attributes.end());
    members.emplace_back("open",
                         Json::object({{"kind", plan.instead->kind}, {"attributes", Json::object(attributes)}}));
  }
  return Json::object(members).line();
}

}  // namespace

int run_plan(const PlanArgs& args, World& world) {
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  if (const auto known = check_busy(*rules, args.busy); !known) return world.fail(known.error());
  const auto plan = read_instant("--at", args.at, zone_of(*rules)).and_then([&](Instant at) {
    return plan_transfer(*rules, args.matter, at, {args.busy.begin(), args.busy.end()});
  });
  if (!plan) return world.fail(plan.error());
  world.out << (args.json ? in_json(*plan) : in_words(*plan));
  return answered;
}

}  // namespace hotline

// hotline plan RULES --matter M --at T: who to ring now, which seats may help online, or which order to open instead?
#include "hotline/desk/plan.hpp"

#include <algorithm>

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

std::vector<std::pair<std::string_view, const Written*>> written_in(const Matter& matter) {
  return {{"wording", &matter.wording}, {"flow", &matter.flow}, {"courseware", &matter.courseware}};
}

Result<void> check_busy(const Rules& rules, const PlanArgs& args) {
  std::vector<std::string> known;
  for (const auto& [number, entry] : rules.directory.numbers)
    if (!args.help) known.push_back(number);
  for (const auto& [name, group] : rules.directory.seats)
    if (args.help) known.insert(known.end(), group.seats.begin(), group.seats.end());
  for (const std::string& busy : args.busy)
    if (std::find(known.begin(), known.end(), busy) == known.end())
      return about("--busy", unknown(args.help ? "seat" : "number", busy, known).value());
  return {};
}

std::string instead_text(const std::optional<OrderToOpen>& instead, const std::string& why) {
  if (!instead) return "";
  if (instead->kind.empty())
    return fmt::format("nobody  {}, and the rules name no order to open instead ([desk])\n", why);
  return fmt::format("open  {}  {}\n", order_text(*instead), why);
}

// Whose matter it is, what to answer and how an order of it goes.
std::string matter_text(const Matter& matter) {
  std::string text =
      fmt::format("about  {}  {}{}", matter.name, matter.owner, matter.one_owner ? ", one owner to the end" : "");
  for (const auto& [what, written] : written_in(matter))
    if (!written->text.empty()) text += fmt::format(", {} {} ({})", what, written->text, written->version);
  return text + "\n";
}

std::string in_words(const TransferPlan& plan) {
  std::string text;
  for (const Ring& ring : plan.ring) text += fmt::format("ring  {}  {}  {}\n", ring.number, ring.department, ring.why);
  return text + instead_text(plan.instead, plan.why) + matter_text(plan.matter);
}

std::string in_words(const HelpPlan& plan) {
  std::string text;
  for (const FreeSeat& free : plan.seats)
    text += fmt::format("seat  {}  {}  {}\n", free.seat, free.group, free.department);
  return text + instead_text(plan.instead, plan.why) + matter_text(plan.matter);
}

using Members = std::vector<std::pair<std::string_view, Json>>;

Json in_json(const Matter& matter) {
  Members members = {{"name", matter.name}, {"owner", matter.owner}, {"one-owner", matter.one_owner}};
  for (const auto& [what, written] : written_in(matter))
    if (!written->text.empty())
      members.emplace_back(what, Json::object({{"text", written->text}, {"version", written->version}}));
  return Json::object(members);
}

std::string in_json(Members members, const std::optional<OrderToOpen>& instead, const std::string& why,
                    const Matter& matter) {
  members.emplace_back("why", why);
  if (instead && !instead->kind.empty()) {
    const Members attributes(instead->attributes.begin(), instead->attributes.end());
    members.emplace_back("open", Json::object({{"kind", instead->kind}, {"attributes", Json::object(attributes)}}));
  }
  members.emplace_back("matter", in_json(matter));
  return Json::object(members).line();
}

std::string in_json(const TransferPlan& plan) {
  std::vector<Json> rings;
  for (const Ring& ring : plan.ring)
    rings.push_back(Json::object({{"number", ring.number}, {"department", ring.department}, {"why", ring.why}}));
  return in_json({{"ring", Json::list(rings)}}, plan.instead, plan.why, plan.matter);
}

std::string in_json(const HelpPlan& plan) {
  std::vector<Json> seats;
  for (const FreeSeat& free : plan.seats)
    seats.push_back(Json::object({{"seat", free.seat}, {"group", free.group}, {"department", free.department}}));
  return in_json({{"seats", Json::list(seats)}}, plan.instead, plan.why, plan.matter);
}

template <class Plan>
int tell(const Result<Plan>& plan, const PlanArgs& args, World& world) {
  if (!plan) return world.fail(plan.error());
  world.out << (args.json ? in_json(*plan) : in_words(*plan));
  return answered;
}

}  // namespace

int run_plan(const PlanArgs& args, World& world) {
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  if (const auto known = check_busy(*rules, args); !known) return world.fail(known.error());
  const auto at = read_instant("--at", args.at, zone_of(*rules));
  if (!at) return world.fail(at.error());
  const Busy busy(args.busy.begin(), args.busy.end());
  return args.help ? tell(plan_help(*rules, args.matter, *at, busy), args, world)
                   : tell(plan_transfer(*rules, args.matter, *at, busy), args, world);
}

}  // namespace hotline

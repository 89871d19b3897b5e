#include "hotline/desk/plan.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"

using namespace hotline;

namespace {

// 6001 -> 6002 -> 6003 forward; 6009 is a duty desk, open at all hours; 6011 is not there yet.
const Rules& rules() {
  static const Rules read = [] {
    const Reading reading = read_rules(R"(version = "1"
[calendar.office]
zone = "Asia/Shanghai"
hours = { mon-fri = "09:00-17:30" }
[calendar.duty]
zone = "Asia/Shanghai"
hours = { mon-sun = "00:00-24:00" }
[attribute]
urgency = ["ordinary", "sub-urgent"]
ownership = ["may-change", "to-the-end"]
[workflow.order]
initial = "received"
final = "archived"
transitions = [ { on = "archive", from = "received", to = "archived" } ]
[[policy]]
name = "order"
kind = "order"
targets = []
[department.tax]
forwards-to = "city"
[department.city]
[department.district]
parent = "city"
[department.bureau]
parent = "city"
[department.quiet]
parent = "bureau"
flags = { live-transfer = false, online-help = false }
[department.office]
parent = "quiet"
flags = { online-help = true }
[number.6001]
department = "tax"
hours = "office"
busy-forward = "6002"
[number.6002]
department = "tax"
hours = "office"
busy-forward = ["6003"]
[number.6003]
department = "city"
hours = "office"
[number.6009]
department = "city"
hours = "duty"
[number.6011]
department = "city"
hours = "office"
from = 2023-03-02
[number.6021]
department = "district"
hours = "office"
[number.6022]
department = "district"
hours = "office"
health = "out-of-service"
[number.6031]
department = "bureau"
hours = "office"
capacity = 3
busy-forward = "6032"
[number.6032]
department = "bureau"
hours = "office"
[number.6041]
department = "office"
hours = "office"
[seats.desk]
department = "city"
hours = "duty"
count = 2
[seats.team]
department = "district"
hours = "office"
seats = ["d-1", "d-2"]
capacity = 2
[seats.quiet]
department = "quiet"
hours = "office"
seats = ["q-1"]
[seats.office]
department = "office"
hours = "office"
seats = ["o-1"]
to = 2023-03-01
[matter.levy]
owner = "bureau"
numbers = ["6031"]
one-owner = true
wording = { text = "kb/levy", version = "2" }
courseware = { text = "course/levy", version = "1" }
[matter.silence]
owner = "office"
numbers = ["6041", "6031"]
[matter.invoice]
owner = "tax"
numbers = ["6001", "6003"]
[matter.water]
owner = "city"
numbers = ["6001", "6009"]
[matter.permit]
owner = "city"
numbers = ["6011"]
from = 2023-03-01
[matter.street]
owner = "district"
numbers = ["6022", "6021"]
[desk]
off-hours = { kind = "order", urgency = "sub-urgent" }
failed = { kind = "order", urgency = "ordinary" }
one-owner = { ownership = "to-the-end" }
)",
                                       "desk.toml");
    for (const Finding& fault : reading.faults) MESSAGE(to_text(fault));
    REQUIRE(reading.rules);
    return *reading.rules;
  }();
  return read;
}

std::string show(const std::optional<OrderToOpen>& instead) {
  if (!instead) return "";
  const auto owner = instead->attributes.find("ownership");
  return fmt::format("open {} {}{}, ", instead->kind, instead->attributes.at("urgency"),
                     owner == instead->attributes.end() ? "" : " " + owner->second);
}

std::string show(const Result<TransferPlan>& plan) {
  if (!plan) return "error: " + plan.error().message;
  std::string text;
  for (const Ring& ring : plan->ring) text += fmt::format("{} ({}: {}), ", ring.number, ring.department, ring.why);
  return text + show(plan->instead) + plan->why;
}

std::string show(const Result<HelpPlan>& plan) {
  if (!plan) return "error: " + plan.error().message;
  std::string text;
  for (const FreeSeat& free : plan->seats) text += fmt::format("{} ({}: {}), ", free.seat, free.department, free.group);
  return text + show(plan->instead) + plan->why;
}

}  // namespace

TEST_CASE("a transfer is planned from the matter's numbers and the hour and who is busy") {
  struct Row {
    std::string why, matter, at;
    Busy busy;
    std::string plan;
  };
  const std::string in_hours = "2023-03-01 10:00", evening = "2023-03-01 17:30";
  const Row rows[] = {
      {"everybody is there",
       "invoice",
       in_hours,
       {},
       "6001 (tax: listed for the matter), 6003 (city: listed for the matter), numbers of matter 'invoice' are open"},
      {"a busy number is replaced in its place",
       "invoice",
       in_hours,
       {"6001"},
       "6002 (tax: busy-forward of 6001), 6003 (city: listed for the matter), numbers of matter 'invoice' are open"},
      {"and so is the one it forwards to",
       "invoice",
       in_hours,
       {"6001", "6002"},
       "6003 (city: busy-forward of 6002), numbers of matter 'invoice' are open"},
      {"a chain of busy numbers ends",
       "invoice",
       in_hours,
       {"6001", "6002", "6003"},
       "open order ordinary, every open number of matter 'invoice' is busy"},
      {"at closing time it is closed",
       "invoice",
       evening,
       {},
       "open order sub-urgent, no number of matter 'invoice' is open now"},
      {"closed goes before busy",
       "invoice",
       evening,
       {"6001", "6003"},
       "open order sub-urgent, no number of matter 'invoice' is open now"},
      {"the duty desk is there at night",
       "water",
       evening,
       {},
       "6009 (city: listed for the matter), numbers of matter 'water' are open"},
      {"the duty desk is busy at night",
       "water",
       evening,
       {"6009"},
       "open order ordinary, every open number of matter 'water' is busy"},
      {"a number that is not there yet",
       "permit",
       in_hours,
       {},
       "open order sub-urgent, no number of matter 'permit' is open now"},
      {"a dead number is left out",
       "street",
       in_hours,
       {},
       "6021 (district: listed for the matter), numbers of matter 'street' are open; out of service: 6022"},
      {"the office above takes what its district cannot",
       "street",
       in_hours,
       {"6021"},
       "6003 (city: fallback of 'district'), 6009 (city: fallback of 'district'), numbers of matter 'street' are open; "
       "out of service: 6022"},
      {"a number takes as many calls as it has lines",
       "levy",
       in_hours,
       {"6031", "6031"},
       "6031 (bureau: listed for the matter), numbers of matter 'levy' are open"},
      {"and is busy when all of them are",
       "levy",
       in_hours,
       {"6031", "6031", "6031"},
       "6032 (bureau: busy-forward of 6031), numbers of matter 'levy' are open"},
      {"an order with one owner to the end says so",
       "levy",
       evening,
       {"6009"},
       "open order ordinary to-the-end, every open number of matter 'levy' is busy"},
      {"what a department above may not do its offices may not either",
       "silence",
       in_hours,
       {},
       "6031 (bureau: listed for the matter), numbers of matter 'silence' are open"},
      {"a matter not served yet",
       "permit",
       "2023-02-28 10:00",
       {},
       "error: matter 'permit' is not served on 2023-02-28"},
      {"the next day its number is there",
       "permit",
       "2023-03-02 10:00",
       {},
       "6011 (city: listed for the matter), numbers of matter 'permit' are open"},
      {"a matter mistyped", "invoise", in_hours, {}, "error: unknown matter 'invoise': write \"invoice\""},
      {"a matter nobody knows", "divorce", in_hours, {}, "error: unknown matter 'divorce': add it to the rules file"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Instant at = parse_instant(row.at, rules().calendar("office")->zone()).value();
    CHECK(show(plan_transfer(rules(), row.matter, at, row.busy)) == row.plan);
  }
}

TEST_CASE("online help is planned from the seats and the hour and who is busy") {
  struct Row {
    std::string why, matter, at;
    Busy busy;
    std::string plan;
  };
  const std::string in_hours = "2023-03-01 10:00", evening = "2023-03-01 17:30";
  const Row rows[] = {
      {"the district's own team goes first",
       "street",
       in_hours,
       {},
       "d-1 (district: team), d-2 (district: team), 1 (city: desk), 2 (city: desk), seats for matter 'street' are "
       "free"},
      {"a seat takes as many sessions as it can",
       "street",
       in_hours,
       {"d-1", "d-1", "d-2", "1"},
       "d-2 (district: team), 2 (city: desk), seats for matter 'street' are free"},
      {"at night the desk alone is there",
       "street",
       evening,
       {"1"},
       "2 (city: desk), seats for matter 'street' are free"},
      {"everybody is busy",
       "levy",
       evening,
       {"1", "2"},
       "open order ordinary to-the-end, every seat for matter 'levy' is busy"},
      {"nobody is there for a department of its own",
       "invoice",
       in_hours,
       {},
       "open order sub-urgent, no seat for matter 'invoice' is open now"},
      {"a flag holds for those below until one says otherwise",
       "silence",
       in_hours,
       {},
       "o-1 (office: office), 1 (city: desk), 2 (city: desk), seats for matter 'silence' are free"},
      {"seats have dates",
       "silence",
       "2023-03-02 10:00",
       {},
       "1 (city: desk), 2 (city: desk), seats for matter 'silence' are free"},
      {"a matter mistyped", "levvy", in_hours, {}, "error: unknown matter 'levvy': write \"levy\""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Instant at = parse_instant(row.at, rules().calendar("office")->zone()).value();
    CHECK(show(plan_help(rules(), row.matter, at, row.busy)) == row.plan);
  }
}

TEST_CASE("a plan says whose matter it is and what to answer") {
  const Instant at = parse_instant("2023-03-01 10:00", rules().calendar("office")->zone()).value();
  const TransferPlan plan = plan_transfer(rules(), "levy", at, {}).value();
  CHECK(plan.matter.owner == "bureau");
  CHECK(plan.matter.one_owner);
  CHECK(plan.matter.wording == Written{"kb/levy", "2"});
  CHECK(plan.matter.courseware == Written{"course/levy", "1"});
}

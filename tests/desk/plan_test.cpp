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
)",
                                       "desk.toml");
    for (const Finding& fault : reading.faults) MESSAGE(to_text(fault));
    REQUIRE(reading.rules);
    return *reading.rules;
  }();
  return read;
}

std::string show(const Result<TransferPlan>& plan) {
  if (!plan) return "error: " + plan.error().message;
  std::string text;
  for (const Ring& ring : plan->ring) text += fmt::format("{} ({}: {}), ", ring.number, ring.department, ring.why);
  if (plan->instead) text += fmt::format("open {} {}, ", plan->instead->kind, plan->instead->attributes.at("urgency"));
  return text + plan->why;
}

}  // namespace

TEST_CASE("a transfer is planned from the matter's numbers and the hour and who is busy") {
  struct Row {
    std::string why, matter, at;
    std::set<std::string> busy;
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

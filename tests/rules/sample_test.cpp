#include "rules/sample.hpp"

#include <doctest/doctest.h>

#include "hotline/calendar/iso8601.hpp"

using namespace hotline;

TEST_CASE("the sample reads to exactly what it says") {
  const Reading reading = read_rules(sample(), "rules.toml");
  for (const Finding& fault : reading.faults) MESSAGE(to_text(fault));
  REQUIRE(reading.rules);
  CHECK(shown(*reading.rules) == file_text("tests/rules/sample.shown.txt"));
  CHECK(reading.rules->text == sample());
}

TEST_CASE("a calendar of the sample is compiled with its exceptions") {
  const Reading reading = read_rules(sample(), "rules.toml");
  REQUIRE(reading.rules);
  const Calendar* office = reading.rules->calendar("office");
  REQUIRE(office != nullptr);
  CHECK(office->is_open(parse_instant("2023-01-28 10:00", office->zone()).value()));  // the make-up Saturday
  CHECK(office->day(parse_date("2023-01-28").value()).why == "make-up working day");
  CHECK(office->is_open(parse_instant("2023-06-22 10:00", office->zone()).value()));  // opened, though a holiday
  CHECK_FALSE(office->is_open(parse_instant("2023-06-23 11:00", office->zone()).value()));
  CHECK_FALSE(office->is_open(parse_instant("2023-04-05 10:00", office->zone()).value()));  // a holiday of the set
}

TEST_CASE("rules are looked up by name") {
  const Rules rules = read_rules(sample(), "rules.toml").rules.value();
  CHECK(rules.calendar("duty")->name() == "duty");
  CHECK(rules.attribute("urgency")->values.front() == "ordinary");
  CHECK(rules.label("street")->title == "街道");
  CHECK(rules.workflow("transfer")->initial == "ringing");
  CHECK(rules.target("auto-sign")->does == "auto-sign");
  CHECK(rules.ladder("standard")->rungs.size() == 4);
  CHECK(rules.policy("transfer")->kind == "transfer");
  CHECK(rules.calendar("nobody") == nullptr);
  CHECK(rules.target("nobody") == nullptr);
  CHECK(rules.policy("nobody") == nullptr);
}

TEST_CASE("the policy for a ticket is the one whose values it has") {
  struct Row {
    std::string why, kind;
    Fields attributes;
    std::string policy;
  };
  const Row rows[] = {
      {"complexity not known yet", "order", {{"urgency", "ordinary"}, {"complexity", "unset"}}, "simple order"},
      {"complexity known", "order", {{"urgency", "ordinary"}, {"complexity", "complex"}}, "complex order"},
      {"urgency goes before", "order", {{"urgency", "urgent"}, {"complexity", "complex"}}, "urgent order"},
      {"another kind", "transfer", {{"urgency", "urgent"}}, "transfer"},
      {"an unknown kind has none", "parcel", {}, "none"},
  };
  const Rules rules = read_rules(sample(), "rules.toml").rules.value();
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Policy* policy = rules.policy_for(row.kind, row.attributes);
    CHECK((policy ? policy->name : "none") == row.policy);
  }
}

TEST_CASE("holiday sets can be asked for as they were known") {
  const std::string text = R"([calendar.office]
zone = "Asia/Shanghai"
hours = { mon-fri = "09:00-17:30" }
holidays = "cn-statutory"
make-up = "mon"
)";
  const auto open_on_31_january = [&](std::optional<Date> as_of) {
    const Rules rules = read_rules(text, "rules.toml", as_of).rules.value();
    const Calendar& office = *rules.calendar("office");
    return office.is_open(parse_instant("2020-01-31 10:00", office.zone()).value());
  };
  CHECK(open_on_31_january(parse_date("2020-01-20").value()));  // before Spring Festival 2020 was extended
  CHECK_FALSE(open_on_31_january(std::nullopt));
}

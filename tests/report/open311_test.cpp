// Tickets as Open311's GeoReport v2 shows them: the published fields, their order, what feeds each.
#include "hotline/report/open311.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "hotline/calendar/iso8601.hpp"
#include "report/told.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

std::string view_rules() {
  return replaced_in(answer_rules, "department = \"Department\"",
                     "department = \"Department\"\nmatter = \"Matter\"\nwhere = \"Where\"\nnorth = \"Latitude\"");
}

Open311View view_of(const std::string& text, const Rules& rules) {
  const Open311Reading reading = read_open311_view(text, "open311.toml", rules);
  for (const Finding& fault : reading.faults) FAIL(to_text(fault));
  return reading.view.value();
}

std::vector<ServiceRequest> requests_of(const std::string& log, const std::string& view, const std::string& until) {
  const Rules rules = sound_rules(view_rules());
  const InForce in_force(rules);
  const auto stop = parse_time(until, "iso8601", Zone::load("Asia/Shanghai").value()).value();
  std::vector<ServiceRequest> requests;
  for (const Case& matter : told_text(log, rules, std::nullopt, stop).cases)
    if (auto request = service_request(matter, view_of(view, rules), in_force)) requests.push_back(*request);
  return requests;
}

constexpr const char* view = R"([open311]
kind               = "order"
service_name       = "matter"
service_code       = { from = "matter", codes = { "Street light" = "006" } }
description        = "where"
agency_responsible = "department"
service_notice     = { is = "Thank you" }
lat                = "north"
expected_datetime  = "answer"
)";

constexpr const char* heads = "case,verb,at,department,matter,where,north\n";

TEST_CASE("the field list is the published one") {
  // https://wiki.open311.org/GeoReport_v2, GET Service Requests, in its order.
  CHECK(fmt::format("{}", fmt::join(open311_fields, " ")) ==
        "service_request_id status status_notes service_name service_code description agency_responsible "
        "service_notice requested_datetime updated_datetime expected_datetime address address_id zipcode lat long "
        "media_url");
}

TEST_CASE("what each field of a request holds") {
  struct Row {
    std::string why, rows, field;
    std::optional<std::string> value;
  };
  const std::string opened = "7,open,2023-03-01 10:00,tax,Street light,,\n";
  const Row rows[] = {
      {"its number", opened, "service_request_id", "7"},
      {"it has been reported", opened, "status", "open"},
      {"the state explains it", opened, "status_notes", "received"},
      {"a label", opened, "service_name", "Street light"},
      {"its code", opened, "service_code", "006"},
      {"a value without a code is its own", "7,open,2023-03-01 10:00,tax,Noise,,\n", "service_code", "Noise"},
      {"nobody said where", opened, "description", std::nullopt},
      {"who has it", opened, "agency_responsible", "tax"},
      {"the same for all", opened, "service_notice", "Thank you"},
      {"no view of it", opened, "media_url", std::nullopt},
      {"when it was opened", opened, "requested_datetime", "2023-03-01T10:00:00+08:00"},
      {"when it last changed", opened + "7,park,2023-03-01 11:00,,,,\n", "updated_datetime",
       "2023-03-01T11:00:00+08:00"},
      {"by when the citizen was promised it", opened, "expected_datetime", "2023-03-03T17:30:00+08:00"},
      {"no date while it stands still", opened + "7,park,2023-03-01 11:00,,,,\n", "expected_datetime", std::nullopt},
      {"it has been resolved", opened + "7,answer,2023-03-02 11:00,,,,\n", "status", "closed"},
      {"and when", opened + "7,answer,2023-03-02 11:00,,,,\n", "updated_datetime", "2023-03-02T11:00:00+08:00"},
      {"the date stays when it was kept", opened + "7,answer,2023-03-02 11:00,,,,\n", "expected_datetime",
       "2023-03-03T17:30:00+08:00"},
      {"and when it was broken", opened + "7,answer,2023-03-06 11:00,,,,\n", "expected_datetime",
       "2023-03-03T17:30:00+08:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto requests = requests_of(heads + row.rows, view, "2023-03-07 10:00");
    REQUIRE(requests.size() == 1);
    for (std::size_t i = 0; i < open311_fields.size(); ++i)
      if (open311_fields[i] == row.field) CHECK(requests[0][i] == row.value);
  }
}

TEST_CASE("both forms hold all fields in order, and hostile text as text") {
  const std::string log = std::string(heads) +
                          "7,open,2023-03-01 10:00,\"a <b> & \"\"c\"\"\",路灯,]]>,37.762221815\n"
                          "8,open,2023-03-01 10:00,,Noise,,north\n";
  const auto requests = requests_of(log, view, "2023-03-01 12:00");
  const std::string json = to_open311_json(requests);
  const auto read = nlohmann::ordered_json::parse(json);
  REQUIRE(read.size() == 2);
  std::size_t at = 0;
  for (const auto& [name, value] : read[0].items()) CHECK(name == open311_fields[at++]);
  CHECK(at == open311_fields.size());
  CHECK(read[0]["agency_responsible"] == "a <b> & \"c\"");
  CHECK(read[0]["lat"].is_number());
  CHECK(json.find("\"lat\":37.762221815") != std::string::npos);
  CHECK(read[1]["lat"] == "north");
  CHECK(read[0]["address"].is_null());
  const std::string xml = to_open311_xml(requests);
  CHECK(xml.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests>\n  <request>\n"));
  CHECK(xml.find("<agency_responsible>a &lt;b&gt; &amp; \"c\"</agency_responsible>") != std::string::npos);
  CHECK(xml.find("<description>]]&gt;</description>") != std::string::npos);
  CHECK(xml.find("<address></address>") != std::string::npos);
  CHECK(to_open311_json({}) == "[\n]\n");
  CHECK(to_open311_xml(requests) == xml);
}

TEST_CASE("control characters and broken UTF-8 make no broken file, and a description has its length") {
  ServiceRequest request;
  request[0] =
      "a\x01"
      "b\xFF";
  const std::string xml = to_open311_xml({request});
  CHECK(xml.find("<service_request_id>a\xEF\xBF\xBD"
                 "b\xEF\xBF\xBD</service_request_id>") != std::string::npos);
  CHECK(nlohmann::json::accept(to_open311_json({request})));
  std::string many;
  for (int i = 0; i < 4'001; ++i) many += "灯";
  const auto requests =
      requests_of(std::string(heads) + "7,open,2023-03-01 10:00,,,\"" + many + "\",\n", view, "2023-03-01 12:00");
  CHECK(requests[0][5]->size() == 4'000 * 3);
}

TEST_CASE("tickets of another kind are no requests of this view") {
  const Rules rules = sound_rules(view_rules());
  Case matter;
  matter.id = {"7"};
  matter.tickets.emplace_back().kind = "transfer";
  CHECK(!service_request(matter, view_of(view, rules), InForce(rules)));
  CHECK(!service_request(Case{}, view_of(view, rules), InForce(rules)));
}

TEST_CASE("every fault of a view is placed by line and column") {
  struct Row {
    std::string why, view, faults;
  };
  const Row rows[] = {
      {"nothing", "", "open311.toml: error: a view has no 'open311': write [open311], and below it its fields\n"},
      {"a field nobody publishes", "[open311]\nservice = \"matter\"\n",
       "open311.toml:2:1: error: unknown key 'service'"},
      {"a field that is read off the ticket", "[open311]\nstatus = \"matter\"\n",
       "open311.toml:2:1: error: unknown key 'status'"},
      {"a label that is none", "[open311]\nservice_name = \"mater\"\n",
       "open311.toml:2:16: error: unknown attribute or label 'mater': write \"matter\"\n"},
      {"a kind that is none", "[open311]\nkind = \"oder\"\n",
       "open311.toml:2:8: error: unknown kind 'oder': write \"order\"\n"},
      {"a promise that is none", "[open311]\nexpected_datetime = [\"anser\"]\n",
       "open311.toml:2:22: error: unknown target 'anser': write \"answer\"\n"},
      {"a text and a source", "[open311]\naddress = { is = \"x\", from = \"where\" }\n",
       "open311.toml:2:11: error: 'address' names a text and a source: write "},
      {"a code that is a number", "[open311]\nservice_code = { from = \"matter\", codes = { a = 6 } }\n",
       "open311.toml:2:49: error: 'a' is a number: write codes = { \"Street light\" = \"006\" }\n"},
      {"not TOML", "[open311\n", "open311.toml:1:9: error: not TOML"},
  };
  const Rules rules = sound_rules(view_rules());
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Open311Reading reading = read_open311_view(row.view, "open311.toml", rules);
    CHECK(!reading.view);
    std::string all;
    for (const Finding& fault : reading.faults) all += to_text(fault) + "\n";
    CAPTURE(all);
    CHECK(all.starts_with(row.faults));
  }
}

}  // namespace

// open311: a ticket file's cases as service requests, and such a file read as a log again.
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string boston_file(const std::string& name) {
  std::ifstream in(std::string(HOTLINE_SOURCE_DIR) + "/examples/boston/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Made up: on time, late, open with a date and open without.
const std::string heads =
    "case_enquiry_id,open_dt,target_dt,closed_dt,ontime,type,queue,department,subject,reason,neighborhood,source\n";
const std::string four_requests =
    heads +
    "1,2011-07-01 01:32:33,2011-07-15 01:32:32,2011-07-01 05:06:58,ONTIME,Street Light Outages,Q,PWDx,Lights,Lamp,"
    "Mattapan,App\n"
    "2,2011-07-01 02:18:31,2011-07-05 02:18:31,2011-07-06 06:12:43,OVERDUE,\"Graffiti, "
    "\"\"large\"\"\",Q,PROP,Walls,Paint,"
    "Fenway,App\n"
    "3,2011-07-02 10:00:00,2011-07-20 10:00:00,,OVERDUE,Pothole,Q,PWDx,Roads,Hole,Fenway,Call\n"
    "4,2011-07-21 10:00:00,,,ONTIME,Noise,Q,ISD,Noise,Noise,Fenway,Call\n";

const Desk& boston_desk(const Desk& desk) {
  for (const char* name : {"rules.toml", "map.toml", "open311.toml", "open311-map.toml"})
    desk.write(name, boston_file(name));
  desk.write("log.csv", four_requests);
  CHECK(desk.says("replay rules.toml log.csv --map map.toml --db t.hotline").code == 0);
  return desk;
}

constexpr const char* question = "open311 rules.toml --db t.hotline --view open311.toml";

TEST_CASE("service requests of a ticket file, as JSON and as XML") {
  const Desk desk;
  const Said json = boston_desk(desk).says(question);
  CHECK(json.code == 0);
  CHECK(json.err.empty());
  CHECK(json.out.starts_with(
      R"([
  {"service_request_id":"1","status":"closed","status_notes":"closed","service_name":"Street Light Outages",)"
      R"("service_code":"Street Light Outages","description":"Lights","agency_responsible":"PWDx",)"
      R"("service_notice":null,)"
      R"("requested_datetime":"2011-07-01T01:32:33-04:00","updated_datetime":"2011-07-01T05:06:58-04:00",)"
      R"("expected_datetime":"2011-07-15T01:32:32-04:00","address":"Mattapan","address_id":null,"zipcode":null,)"
      R"("lat":null,"long":null,"media_url":null},)"));
  CHECK(has(json.out, R"("service_request_id":"4","status":"open")"));
  const Said xml = desk.says(std::string(question) + " --format xml --status open");
  CHECK(!has(xml.out, "<service_request_id>1<"));
  CHECK(has(xml.out, "<service_request_id>3</service_request_id>\n    <status>open</status>"));
  CHECK(has(xml.out, "<expected_datetime></expected_datetime>"));
  const Said some = desk.says(std::string(question) + " --from '2011-07-01 02:18:31' --to '2011-07-21 10:00'");
  CHECK(!has(some.out, "\"1\""));
  CHECK(has(some.out, "\"2\""));
  CHECK(!has(some.out, "\"4\""));
  CHECK(desk.says(question) == json);
}

TEST_CASE("what was written is read again as a log, with the same report") {
  const Desk desk;
  const std::string until = " --until '2011-07-21 10:00'";
  const Said straight = boston_desk(desk).says("replay rules.toml log.csv --map map.toml --json" + until);
  CHECK(desk.says(std::string(question) + " --out requests.json") == Said{0, "", ""});
  const Said again = desk.says("replay rules.toml requests.json --map open311-map.toml --json" + until);
  CHECK(again.err == "");
  CHECK(again.out == straight.out);
  CHECK(desk.says(std::string(question) + " --format xml --out requests.xml").code == 0);
  CHECK(desk.says("replay rules.toml requests.xml --map open311-map.toml --json" + until) == again);
}

TEST_CASE("a view that cannot be says so and writes nothing") {
  struct Row {
    std::string why, line, err;
  };
  const Desk desk{{"faulty.toml", "[open311]\nservice_name = \"tpye\"\n"}};
  boston_desk(desk);
  const auto before = desk.names();
  const std::string words = question;
  const Row rows[] = {
      {"no view", "open311 rules.toml --db t.hotline", "--view is required"},
      {"a faulty view", "open311 rules.toml --db t.hotline --view faulty.toml",
       "faulty.toml:2:16: error: unknown attribute or label 'tpye': write \"type\""},
      {"a view that is not there", "open311 rules.toml --db t.hotline --view none.toml",
       "there is no file 'none.toml'"},
      {"no such ticket file", "open311 rules.toml --db none.hotline --view open311.toml", "none.hotline"},
      {"an unknown form", words + " --format csv", "'csv' is unknown"},
      {"an unknown status", words + " --status late", "'late' is unknown"},
      {"a time that is none", words + " --from later", "--from: 'later'"},
      {"out into no folder", words + " --out none/a.json", "none/a.json"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Said said = desk.says(row.line);
    CHECK(said.code == 2);
    CHECK(said.out.empty());
    CAPTURE(said.err);
    CHECK(has(said.err, row.err));
    CHECK(desk.names() == before);
  }
}

}  // namespace
}  // namespace hotline::test

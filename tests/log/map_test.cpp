#include "hotline/log/map.hpp"

#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "log/written.hpp"
#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

constexpr const char* per_case = R"(zone = "America/New_York"
time = "MM/DD/YYYY hh:mm AP"
case = "nr"
kind = { is = "order" }
set  = { department = "unit", urgency = { is = "urgent" } }

[[event]]
verb = { is = "open" }
at   = "opened"
due  = "target"

[[event]]
verb   = { is = "close" }
at     = "closed"
by     = "who"
ticket = { is = "2" }
id     = "closing"
set    = { note = "remark" }
)";

LogMap map_of(std::string_view text) {
  const MapReading reading = read_map(text, "map.toml", &log_rules());
  for (const Finding& fault : reading.faults) FAIL(to_text(fault));
  return reading.map.value();
}

std::string faults_of(std::string_view text, const Rules* rules = &log_rules()) {
  const MapReading reading = read_map(text, "map.toml", rules);
  std::string all;
  for (const Finding& fault : reading.faults) all += to_text(fault) + "\n";
  CHECK(reading.map.has_value() == all.empty());
  return all;
}

// A sound map with one line of its top or of its event replaced or added.
std::string map_with(std::string_view top, std::string_view event) {
  return "case = \"nr\"\n" + std::string(top) + "\n[[event]]\nverb = \"what\"\nat = \"when\"\n" + std::string(event) +
         "\n";
}

}  // namespace

TEST_CASE("a map is read as it is written") {
  const LogMap map = map_of(per_case);
  CHECK(map.zone.name() == "America/New_York");
  CHECK(map.time_form == "MM/DD/YYYY hh:mm AP");
  CHECK(map.case_id.column == "nr");
  CHECK(map.kind.text == "order");
  REQUIRE(map.set.size() == 2);
  CHECK(map.set.at("department").column == "unit");
  CHECK(map.set.at("urgency").text == "urgent");
  REQUIRE(map.events.size() == 2);
  CHECK(map.events[0].verb.text == "open");
  CHECK(map.events[0].at.column == "opened");
  CHECK(map.events[0].due.column == "target");
  CHECK(map.events[0].by.empty());
  CHECK(map.events[1].by.column == "who");
  CHECK(map.events[1].ticket.text == "2");
  CHECK(map.events[1].id.column == "closing");
  CHECK(map.events[1].set.at("note").column == "remark");
}

TEST_CASE("a row per case tells what happened and leaves out what did not") {
  struct Row {
    std::string why, rows, read;
  };
  const Row rows[] = {
      {"both times", "7,tax,03/01/2023 09:00 AM,03/08/2023 05:00 PM,03/02/2023 12:00 AM,anna,c-7,thanks\n",
       "2023-03-01 22:00:00 #7 open order due 2023-03-09T06:00:00 department=tax urgency=urgent\n"
       "2023-03-02 13:00:00 #7 close ticket 2 by anna note=thanks\n"},
      {"not closed and without a target", "7,tax,03/01/2023 09:00 AM,,,,,\n",
       "2023-03-01 22:00:00 #7 open order department=tax urgency=urgent\n"},
      {"only the event that cannot be used is lost", "7,tax,03/01/2023 09:00 AM,,02/30/2023 09:00 AM,anna,c-7,x\n",
       "2023-03-01 22:00:00 #7 open order department=tax urgency=urgent\n"
       "! 2 bad time: column 'closed': '02/30/2023 09:00 AM' is not a time: 2023-02 has no day 30\n"},
      {"nothing happened", "7,tax,,,,,,\n", "! 2 missing value: nothing happened here: opened, closed are empty\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(read("nr,unit,opened,target,closed,who,closing,remark\n" + row.rows, map_of(per_case)) == row.read);
  }
}

TEST_CASE("columns that the map does not name are passed over") {
  const LogMap map = map_of(map_with("", ""));
  CHECK(read("junk,nr,what,when\n!,7,close,2023-03-01T10:00:00+08:00\n", map) == "2023-03-01 10:00:00 #7 close\n");
}

TEST_CASE("columns that the map names and the log lacks are told together") {
  CHECK(
      read("nr,unit,opend,target,closed,who,closing,remarks\n", map_of(per_case)) ==
      "error: log:1: the log has no column 'opened': the nearest is \"opend\"; its columns are \"nr\", \"unit\", "
      "\"opend\", "
      "\"target\", \"closed\", \"who\", \"closing\", \"remarks\"\n"
      "log:1: the log has no column 'remark': the nearest is \"remarks\"; its columns are \"nr\", \"unit\", \"opend\", "
      "\"target\", \"closed\", \"who\", \"closing\", \"remarks\"");
}

TEST_CASE("a map that the rules do not know is refused also when it comes from elsewhere") {
  const auto reading =
      read_map(map_with("set = { urgncy = \"u\" }", "set = { taken = \"t\", urgency = { is = \"x\" } }"), "map.toml");
  REQUIRE(reading.map);
  CHECK(
      read("nr,what,when,u,t\n", reading.map) ==
      "error: the map: unknown attribute or label 'urgncy': write \"urgency\"\n"
      "the map: attribute 'taken' is never told: it is read off the calendar 'office' as the case opens; leave it out\n"
      "the map: unknown value of 'urgency' 'x': choose from \"ordinary\", \"urgent\"");
}

TEST_CASE("every fault of a map is placed by line and column") {
  struct Row {
    std::string why, map, faults;
  };
  const Row rows[] = {
      {"nothing", "",
       "map.toml: error: a map has no 'case': write case = \"column\"\n"
       "map.toml: error: a map has no 'event': write [[event]], in double brackets\n"},
      {"not TOML", "case \"nr\"\n", "map.toml:1:6: error: not TOML: key-value pair: expected '=', saw '\"'\n"},
      {"an unknown key and its nearest", map_with("zones = \"Asia/Shanghai\"", ""),
       "map.toml:2:1: error: unknown key 'zones' in a map: write \"zone\"\n"},
      {"an unknown key of an event", map_with("", "whose = \"x\""),
       "map.toml:6:1: error: unknown key 'whose' in [[event]]: choose from \"verb\", \"at\", \"by\", \"id\", "
       "\"ticket\", \"due\", \"set\", \"when\"\n"},
      {"an unknown zone", map_with("zone = \"Asia/Shangai\"", ""),
       "map.toml:2:8: error: no time zone 'Asia/Shangai': write an IANA name, as in Asia/Shanghai, or an offset, as in "
       "+08:00; its data comes with the package tzdata\n"},
      {"a form that says too little", map_with("time = \"HH:mm\"", ""),
       "map.toml:2:8: error: 'HH:mm' is not a form of time: it needs YYYY, MM and DD, then HH, or hh with AP, as in "
       "'YYYY-MM-DD HH:mm:SS', or is iso8601, epoch-seconds or epoch-milliseconds\n"},
      {"the case is a column", "case = { is = \"1\" }\n[[event]]\nverb = \"what\"\nat = \"when\"\n",
       "map.toml:1:8: error: 'case' is a table: write case = \"column\"\n"},
      {"a fixed text is called is", map_with("kind = { text = \"order\" }", ""),
       "map.toml:2:8: error: 'kind' names neither a text nor a column: write kind = \"column\", or kind = { is = "
       "\"request\" }\n"
       "map.toml:2:10: error: unknown key 'text' in 'kind': choose from \"is\", \"column\", \"words\"\n"},
      {"an empty column", map_with("kind = \"\"", ""),
       "map.toml:2:8: error: 'kind' is empty: write kind = \"column\", or kind = { is = \"request\" }\n"},
      {"a number for a column", map_with("", "by = 3"),
       "map.toml:6:6: error: 'by' is a number: write by = \"column\", or by = { is = \"handler\" }\n"},
      {"an event without its time", "case = \"nr\"\n[[event]]\nverb = { is = \"close\" }\n",
       "map.toml:2:1: error: [[event]] has no 'at': write at = \"column\"\n"},
      {"no events", "case = \"nr\"\nevent = []\n",
       "map.toml:2:9: error: nothing happens in this log: write an [[event]]\n"},
      {"one event in single brackets", "case = \"nr\"\n[event]\nverb = { is = \"close\" }\nat = \"when\"\n",
       "map.toml:2:1: error: 'event' is a table: write [[event]], in double brackets\n"},
      {"a verb the rules do not have", "case = \"nr\"\n[[event]]\nverb = { is = \"clsoe\" }\nat = \"when\"\n",
       "map.toml:3:15: error: unknown verb 'clsoe': write \"close\"\n"},
      {"a kind the rules do not have", map_with("kind = { is = \"ordr\" }", ""),
       "map.toml:2:15: error: unknown kind 'ordr': write \"order\"\n"},
      {"an attribute the rules do not have", map_with("set = { urgncy = \"u\" }", ""),
       "map.toml:2:9: error: unknown attribute or label 'urgncy': write \"urgency\"\n"},
      {"an attribute that nobody tells", map_with("", "set = { taken = \"t\" }"),
       "map.toml:6:9: error: attribute 'taken' is never told: it is read off the calendar 'office' as the case opens; "
       "leave it out\n"},
      {"a value the attribute does not have", map_with("", "set = { urgency = { is = \"urgnt\" } }"),
       "map.toml:6:26: error: unknown value of 'urgency' 'urgnt': write \"urgent\"\n"},
      {"a ticket's number", map_with("", "ticket = { is = \"first\" }"),
       "map.toml:6:10: error: 'first' is not a ticket's number: write a whole number from 1\n"},
      {"several at once", "zone = \"x\"\ncase = 1\n[[event]]\nvreb = \"what\"\nat = \"when\"\n",
       "map.toml:1:8: error: no time zone 'x': write an IANA name, as in Asia/Shanghai, or an offset, as in +08:00; "
       "its data comes with the package tzdata\n"
       "map.toml:2:8: error: 'case' is a number: write case = \"column\"\n"
       "map.toml:4:1: error: unknown key 'vreb' in [[event]]: write \"verb\"\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(faults_of(row.map) == row.faults);
  }
  CHECK(faults_of("case = \"nr\"\n[[event]]\nverb = { is = \"clsoe\" }\nat = \"when\"\n", nullptr) == "");
}

TEST_CASE("the map of a log without one is its columns by their own names") {
  const LogMap map = default_map({"department", "case", "at", "verb", "by", "urgency"}, log_rules());
  CHECK(map.zone.name() == shanghai().name());
  CHECK(map.time_form == "iso8601");
  CHECK(map.case_id.column == "case");
  CHECK(map.kind.empty());
  REQUIRE(map.events.size() == 1);
  const EventMap& event = map.events[0];
  CHECK(event.verb.column == "verb");
  CHECK(event.at.column == "at");
  CHECK(event.by.column == "by");
  CHECK(event.id.empty());
  CHECK(event.due.empty());
  CHECK(event.set.size() == 2);
  CHECK(event.set.at("department").column == "department");
  CHECK(event.set.at("urgency").column == "urgency");
}

TEST_CASE("without a zone shared by all calendars a log is read in UTC") {
  Rules rules = log_rules();
  rules.calendars.emplace("abroad", calendar_of("America/New_York", {{"mon-fri", {"09:00-17:00"}}}));
  CHECK(default_map({"case"}, rules).zone.name() == Zone::utc().name());
  rules.calendars.clear();
  CHECK(default_map({"case"}, rules).zone.name() == Zone::utc().name());
}

// A log with words of its own: what they mean, which rows tell nothing, and what another system stated.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "hotline/calendar/iso8601.hpp"
#include "hotline/log/log.hpp"
#include "log/written.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

LogMap map_of(const std::string& text) {
  const MapReading reading =
      read_map("zone = \"Asia/Shanghai\"\ncase = \"nr\"\nkind = { is = \"order\" }\n" + text, "map.toml", &log_rules());
  for (const Finding& fault : reading.faults) FAIL(to_text(fault));
  return reading.map.value();
}

std::string faults_of(const std::string& text) {
  std::string all;
  for (const Finding& fault : read_map("case = \"nr\"\n" + text, "map.toml", &log_rules()).faults)
    all += to_text(fault) + "\n";
  return all;
}

constexpr const char* activities = R"([[event]]
verb = { column = "activity", words = { "Register request" = "open", "Assign" = "dispatch", "Note" = "" } }
at   = "time"
set  = { urgency = { column = "prio", words = { "P1" = "urgent", "-" = "" } } }
)";

constexpr const char* changes = R"([[event]]
verb = { is = "open" }
at   = "time"
when = { field = "created" }
[[event]]
verb = { is = "close" }
at   = "time"
when = { field = "status", to = ["Solved", "Closed"] }
)";

constexpr const char* with_audit = R"([[event]]
verb = "verb"
at   = "time"
[[audit]]
due     = "due"
verdict = "said"
on-time = ["OK", "fine"]
late    = "LATE"
)";

struct Row {
  std::string why, map, heads, row, told;
};

TEST_CASE("a word of the log means what the map says") {
  const Row rows[] = {
      {"a verb by another name", activities, "nr,activity,time,prio", "7,Register request,2023-03-01 10:00,",
       "2023-03-01 10:00:00 #7 open order\n"},
      {"a value by another name", activities, "nr,activity,time,prio", "7,Register request,2023-03-01 10:00,P1",
       "2023-03-01 10:00:00 #7 open order urgency=urgent\n"},
      {"a value that means nothing", activities, "nr,activity,time,prio", "7,Assign,2023-03-01 10:00,-",
       "2023-03-01 10:00:00 #7 dispatch\n"},
      {"a word that means itself", activities, "nr,activity,time,prio", "7,close,2023-03-01 10:00,",
       "2023-03-01 10:00:00 #7 close\n"},
      {"a word nobody knows", activities, "nr,activity,time,prio", "7,Escalate,2023-03-01 10:00,",
       "! 2 unknown verb: column 'activity': unknown verb 'Escalate': choose from \"open\", \"dispatch\", \"close\", "
       "\"connect\", \"withdraw\"\n"},
      {"a verb that means nothing tells nothing", activities, "nr,activity,time,prio", "7,Note,2023-03-01 10:00,", ""},
      {"no verb at all is still missing", activities, "nr,activity,time,prio", "7,,2023-03-01 10:00,",
       "! 2 missing value: column 'activity' is empty: write the verb\n"},
      {"only of rows with that in a column", changes, "nr,field,to,time", "7,created,,2023-03-01 10:00",
       "2023-03-01 10:00:00 #7 open order\n"},
      {"one of several values, in two columns", changes, "nr,field,to,time", "7,status,Solved,2023-03-01 10:00",
       "2023-03-01 10:00:00 #7 close\n"},
      {"another value tells nothing", changes, "nr,field,to,time", "7,status,Pending,2023-03-01 10:00", ""},
      {"a row that applies and has no time", changes, "nr,field,to,time", "7,status,Solved,", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(read(row.heads + "\n" + row.row + "\n", map_of(row.map)) == row.told);
  }
}

TEST_CASE("rows that tell nothing by the map's own word are counted") {
  const Folder folder;
  const auto file =
      folder.write("log.csv", "nr,activity,time,prio\n7,Note,2023-03-01 10:00,\n7,Note,,\n7,close,2023-03-01 11:00,\n");
  const auto log = read_log({file}, map_of(activities), log_rules());
  REQUIRE(log);
  CHECK(log->rows == 3);
  CHECK(log->passed_over == 2);
  CHECK(log->commands.size() == 1);
  CHECK(log->rejects.empty());
}

TEST_CASE("what another system stated is read beside the events") {
  struct Stated {
    std::string why, row, stated, told;
  };
  const Stated rows[] = {
      {"a date and a verdict", "7,close,2023-03-01 10:00,2023-03-02 17:30,OK", "#7/1 2023-03-02T17:30:00+08:00 on time",
       "2023-03-01 10:00:00 #7 close\n"},
      {"late", "7,close,2023-03-01 10:00,,LATE", "#7/1 - late", "2023-03-01 10:00:00 #7 close\n"},
      {"nothing", "7,close,2023-03-01 10:00,,", "", "2023-03-01 10:00:00 #7 close\n"},
      {"a verdict the map does not know", "7,close,2023-03-01 10:00,,maybe", "",
       "2023-03-01 10:00:00 #7 close\n! 2 bad value: column 'said': 'maybe' is no verdict the map knows: write it into "
       "on-time or late\n"},
      {"a date that is none", "7,close,2023-03-01 10:00,2023-02-30 10:00,", "",
       "2023-03-01 10:00:00 #7 close\n! 2 bad time: column 'due': '2023-02-30 10:00' is not a time: 2023-02 has no day "
       "30\n"},
  };
  for (const Stated& row : rows) {
    CAPTURE(row.why);
    const std::string text = "nr,verb,time,due,said\n" + row.row + "\n";
    CHECK(read(text, map_of(with_audit)) == row.told);
    const Folder folder;
    const auto log = read_log({folder.write("log.csv", text)}, map_of(with_audit), log_rules());
    REQUIRE(log);
    std::string stated;
    for (const StatedDue& one : log->stated)
      stated += fmt::format("#{}/{} {} {}", one.case_id.text, one.ticket,
                            one.due ? to_text(*one.due, Zone::load("Asia/Shanghai").value()) : "-",
                            !one.on_time   ? "-"
                            : *one.on_time ? "on time"
                                           : "late");
    CHECK(stated == row.stated);
  }
}

TEST_CASE("faults of words, conditions and audits are placed by line and column") {
  struct Fault {
    std::string why, map, faults;
  };
  const std::string event = "[[event]]\nverb = \"v\"\nat = \"t\"\n";
  const Fault rows[] = {
      {"a word that means no verb",
       "[[event]]\nat = \"t\"\nverb = { column = \"v\", words = { Assign = \"dispach\" } }\n",
       "map.toml:4:43: error: unknown verb 'dispach': write \"dispatch\"\n"},
      {"a word that means no value", event + "set = { urgency = { column = \"u\", words = { P1 = \"urgnt\" } } }\n",
       "map.toml:5:50: error: unknown value of 'urgency' 'urgnt': write \"urgent\"\n"},
      {"a word that is a number", "[[event]]\nat = \"t\"\nverb = { column = \"v\", words = { Assign = 1 } }\n",
       "map.toml:4:43: error: 'Assign' is a number: write words = { \"Register request\" = \"open\", \"Note "
       "added\" = "
       "\"\" }\n"},
      {"a text and a column", "[[event]]\nat = \"t\"\nverb = { is = \"open\", column = \"v\" }\n",
       "map.toml:4:8: error: 'verb' names a text and a column: write verb = \"column\", or verb = { is = \"open\" }\n"},
      {"words of a fixed text", "[[event]]\nat = \"t\"\nverb = { is = \"open\", words = { a = \"open\" } }\n",
       "map.toml:4:23: error: 'verb' is a fixed text, which has no words to read: leave 'words' out\n"},
      {"a condition that is a number", event + "when = { field = 3 }\n",
       "map.toml:5:18: error: 'field' is a number: write when = { column = \"what must stand there\", other = "
       "[\"this\", \"or this\"] }\n"},
      {"an audit of nothing", event + "[[audit]]\ntarget = \"x\"\n",
       "map.toml:5:1: error: [[audit]] names neither 'due' nor 'verdict': write due = \"column\"\n"
       "map.toml:6:10: error: unknown target 'x': none is defined\n"},
      {"verdicts without meaning", event + "[[audit]]\nverdict = \"v\"\n",
       "map.toml:5:1: error: [[audit]] does not say what its verdicts mean: write late = [\"OVERDUE\"]\n"},
      {"meanings without verdicts", event + "[[audit]]\ndue = \"d\"\nlate = \"L\"\n",
       "map.toml:5:1: error: [[audit]] has words for a verdict and none: write verdict = \"column\"\n"},
      {"on time and late", event + "[[audit]]\nverdict = \"v\"\non-time = [\"A\", \"B\"]\nlate = [\"C\", \"B\"]\n",
       "map.toml:8:14: error: 'B' cannot be both on time and late: leave one out\n"},
      {"a tolerance that is none", event + "[[audit]]\ndue = \"d\"\ntolerance = \"3 working days\"\n",
       "map.toml:7:13: error: '3 working days' is not a length of time: write tolerance = \"3 minutes\"\n"},
  };
  for (const Fault& row : rows) {
    CAPTURE(row.why);
    CHECK(faults_of(row.map) == row.faults);
  }
}

}  // namespace

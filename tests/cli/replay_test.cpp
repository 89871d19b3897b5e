// replay: the report, what could not be used, and where things are written.
#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

using std::chrono::milliseconds;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// One on time, one late, one still open and overdue by the log's last instant.
constexpr const char* three_orders = R"(case,verb,at,by,department
1,open,2023-03-03 10:00,agent,税务局
2,open,2023-03-03 11:00,agent,税务局
1,answer,2023-03-06 17:30,unit,
3,open,2023-03-03 12:00,agent,人社局
2,answer,2023-03-07 09:00,unit,
)";

constexpr const char* with_faults = R"(case,verb,at,by
1,open,2023-03-03 10:00,agent
1,opne,2023-03-03 10:00,agent
1,answer,2023-03-03 25:61,unit
1,answer,2023-02-30 10:00,unit
9,answer,2023-03-03 11:00,unit
1,answer,2023-03-03 12:00,unit
1,answer,2023-03-03 13:00,unit
)";

const Desk& desk_with(const Desk& desk) {
  desk.write("rules.toml", order_rules);
  desk.write("log.csv", three_orders);
  desk.write("faults.csv", with_faults);
  return desk;
}

TEST_CASE("replay prints the report and nothing else") {
  const Desk desk;
  const Said said = desk_with(desk).says("replay rules.toml log.csv");
  CHECK(said.code == 0);
  CHECK(said.err.empty());
  CHECK(said.out.starts_with(
      "rules 1, as of 2023-03-07T09:00:00+08:00\n3 tickets, 1 of them open, 0 without a promise\n"));
}

TEST_CASE("a report in JSON has whole counts") {
  const Desk desk;
  const Said said = desk_with(desk).says("replay rules.toml log.csv --report json --by department");
  CHECK(said.code == 0);
  CHECK(has(said.out, R"("until": "2023-03-07T09:00:00+08:00")"));
  CHECK(has(said.out, R"("made": 3,)"));
  CHECK(has(said.out, R"("on-time": 1,)"));
  CHECK(has(said.out, R"("late": 1,)"));
  CHECK(has(said.out, R"("overdue": 1,)"));
  CHECK(has(said.out, "人社局"));
  CHECK(desk.says("replay rules.toml log.csv --json --by department") == said);
}

TEST_CASE("--until stops time earlier and is local to the rules' zone") {
  const Desk desk;
  const Said said = desk_with(desk).says("replay rules.toml log.csv --until '2023-03-06 17:30' --json");
  CHECK(said.code == 0);
  CHECK(said.err == "later than --until, left out: 1\n");
  CHECK(has(said.out, R"("until": "2023-03-06T17:30:00+08:00")"));
  CHECK(has(said.out, R"("on-time": 1,)"));
  CHECK(has(said.out, R"("open": 2,)"));  // a promise is broken once its due is past, not at it
  const Said later = desk.says("replay rules.toml log.csv --until '2023-03-06 17:30:01' --json");
  CHECK(has(later.out, R"("overdue": 2,)"));
}

TEST_CASE("lines that cannot be used are counted by reason and shown") {
  const Desk desk;
  const Said said = desk_with(desk).says("replay rules.toml faults.csv");
  CHECK(said.code == 0);
  CHECK(said.out.starts_with("rules 1, as of 2023-03-03T13:00:00+08:00\n1 ticket,"));
  CHECK(said.err.starts_with("unusable: 5 of 7 lines\nbad time: 2\n  faults.csv:4: bad time: "));
  CHECK(has(said.err, "\n  faults.csv:5: bad time: "));
  CHECK(has(said.err, "\nunknown verb: 1\n  faults.csv:3: unknown verb: "));
  CHECK(has(said.err, "\nunknown case: 1\n  faults.csv:6: unknown case: "));
  CHECK(has(said.err, "\nnot allowed: 1\n  faults.csv:8: not allowed: "));
}

TEST_CASE("no more than three of a kind are shown") {
  std::string log = "case,verb,at,by\n1,open,2023-03-03 10:00,agent\n";
  for (int i = 0; i < 5; ++i) log += "1,answer,yesterday,unit\n";
  const Desk desk{{"rules.toml", order_rules}, {"log.csv", log}};
  const Said said = desk.says("replay rules.toml log.csv");
  CHECK(has(said.err, "\n  log.csv:5: bad time: "));
  CHECK(!has(said.err, "log.csv:6:"));
  CHECK(said.err.ends_with("\n  and 2 more\n"));
}

TEST_CASE("--strict turns an unusable line into exit 1") {
  const Desk desk;
  desk_with(desk);
  CHECK(desk.says("replay rules.toml log.csv --strict").code == 0);
  CHECK(desk.says("replay rules.toml faults.csv --strict").code == 1);
}

TEST_CASE("--rejects keeps every unusable line") {
  const Desk desk;
  desk_with(desk);
  CHECK(desk.says("replay rules.toml faults.csv --rejects bad.csv").code == 0);
  const std::string rejects = desk.read("bad.csv");
  CHECK(rejects.starts_with("file,line,reason,message,row\nfaults.csv,3,unknown verb,"));
  CHECK(std::count(rejects.begin(), rejects.end(), '\n') == 6);
  CHECK(has(rejects, ",\"1,answer,2023-02-30 10:00,unit\"\n"));
  CHECK(desk.says("replay rules.toml log.csv --rejects bad.csv").code == 0);
  CHECK(desk.read("bad.csv") == "file,line,reason,message,row\n");
}

TEST_CASE("--out writes the report to a file and leaves nothing beside it") {
  const Desk desk;
  const std::string report = desk_with(desk).says("replay rules.toml log.csv").out;
  CHECK(desk.says("replay rules.toml log.csv --out report.txt") == Said{0, "", ""});
  CHECK(desk.read("report.txt") == report);
  CHECK(desk.names() == std::vector<std::string>{"faults.csv", "log.csv", "report.txt", "rules.toml"});
}

TEST_CASE("a map says which columns are what") {
  const Desk desk{
      {"rules.toml", order_rules},
      {"log.csv", "number,opened,answered\n1,03/03/2023 10:00 AM,03/06/2023 05:30 PM\n2,03/03/2023 11:00 AM,\n"},
      {"map.toml", R"(zone = "Asia/Shanghai"
time = "MM/DD/YYYY hh:mm AP"
case = "number"
[[event]]
verb = { is = "open" }
at   = "opened"
[[event]]
verb = { is = "answer" }
by   = { is = "unit" }
at   = "answered"
)"},
      {"bad.toml", "case = \"number\"\n[[evnt]]\n"}};
  const Said said = desk.says("replay rules.toml log.csv --map map.toml --json");
  CHECK(said.code == 0);
  CHECK(said.err.empty());
  CHECK(has(said.out, R"("on-time": 1,)"));
  const Said faulty = desk.says("replay rules.toml log.csv --map bad.toml");
  CHECK(faulty.code == 2);
  CHECK(faulty.out.empty());
  CHECK(has(faulty.err, "bad.toml:2:"));
}

TEST_CASE("--db keeps the cases and a second run goes on from there") {
  const Desk desk;
  desk_with(desk);
  const Said memory = desk.says("replay rules.toml log.csv");
  CHECK(desk.says("replay rules.toml log.csv --db t.hotline") == memory);
  CHECK(desk.says("replay rules.toml log.csv --db t.hotline --strict") ==
        Said{0, memory.out, "already in t.hotline: 5\n"});
  desk.write("more.csv", "case,verb,at,by\n3,answer,2023-03-08 09:00,unit\n");
  const Said more = desk.says("replay rules.toml log.csv more.csv --db t.hotline");
  CHECK(more.code == 0);
  CHECK(more.err == "already in t.hotline: 5\n");
  CHECK(more.out.starts_with("rules 1, as of 2023-03-08T09:00:00+08:00\n3 tickets, 0 of them open"));
}

struct Refused {
  std::string why;
  std::string line;
  std::string err;
};

TEST_CASE("a replay that cannot be says so and writes nothing") {
  const Desk desk{
      {"empty.csv", ""},
      {"heads.csv", "case,verb,at\n"},
      {"columns.csv", "case,word,at\n1,open,2023-03-03\n"},
      {"useless.csv", "case,verb,at\n1,opne,2023-03-03 10:00\n"},
      {"foreign.db", "this is no database, whatever its name says; it is only long enough to look like one....."}};
  desk_with(desk);
  const auto before = desk.names();
  const std::vector<Refused> rows = {
      {"a log that is not there", "replay rules.toml none.csv", "hotline: there is no file 'none.csv'\n"},
      {"a folder as log", "replay rules.toml .", ""},
      {"an empty log", "replay rules.toml empty.csv --db t.hotline", ""},
      {"only a heading", "replay rules.toml heads.csv --db t.hotline", "hotline: no line of heads.csv can be used\n"},
      {"a missing column", "replay rules.toml columns.csv --db t.hotline", ""},
      {"no line can be used", "replay rules.toml useless.csv --db t.hotline", ""},
      {"until is no time", "replay rules.toml log.csv --until later",
       "hotline: --until: 'later' is not a time: write YYYY-MM-DD HH:MM, as in 2023-03-06 17:30 or "
       "2023-03-06T17:30:00+08:00\n"},
      {"rejects into a folder that is not there", "replay rules.toml log.csv --rejects none/bad.csv --db t.hotline",
       "hotline: 'none/bad.csv' is in a folder that does not exist: make the folder first, or mend the path\n"},
      {"the report onto a folder", "replay rules.toml log.csv --out . --db t.hotline",
       "hotline: '.' is a folder: name a file in it\n"},
      {"by what nobody has", "replay rules.toml log.csv --by departement",
       "hotline: no attribute or label 'departement': did you mean 'department'?\n"},
      {"no map", "replay rules.toml log.csv --map none.toml", "hotline: there is no file 'none.toml'\n"},
      {"another program's file", "replay rules.toml log.csv --db foreign.db", ""},
  };
  for (const Refused& row : rows) {
    CAPTURE(row.why);
    const Said said = desk.says(row.line);
    CHECK(said.code == 2);
    CHECK(said.out.empty());
    if (row.err.empty()) {
      CHECK(has(said.err, "hotline: "));
    } else {
      CHECK(said.err == row.err);
    }
    CHECK(desk.names() == before);
  }
}

TEST_CASE("a terminal sees how far it is once the work takes a while") {
  const Desk desk;
  desk_with(desk);
  const Said slow = desk.says("replay rules.toml log.csv", Watched{milliseconds{300}});
  CHECK(slow.code == 0);
  CHECK(has(slow.err, " 100 %"));
  CHECK(slow.err.ends_with("\r\x1b[K"));
  CHECK(!has(slow.err, "\n"));
  CHECK(desk.says("replay rules.toml log.csv", Watched{milliseconds{1}}).err.empty());
}

}  // namespace
}  // namespace hotline::test

// show, report and verify: what a ticket file holds, and files that are none.
#include <string>

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/desk.hpp"
#include "hotline/store/sqlite_store.hpp"

namespace hotline::test {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr const char* log = R"(case,verb,at,by,department
1,open,2023-03-03 10:00,agent,税务局
2,open,2023-03-03 11:00,agent,税务局
1,answer,2023-03-06 17:30,unit,
2,answer,2023-03-07 09:00,unit,
)";

struct Kept {
  Desk desk{{"rules.toml", order_rules}, {"log.csv", log}};
  Said replayed = desk.says("replay rules.toml log.csv --db t.hotline");
};

TEST_CASE("show tells where a case stands and how it came there") {
  const Kept kept;
  CHECK(kept.desk.says("show rules.toml --db t.hotline 2") ==
        Said{0,
             "case 2  version 8  rules 1\n"
             "ticket 1  order  answered  policy 'every order'\n"
             "  urgency  ordinary\n"
             "  department  税务局\n"
             "  clock answer  cycle 1  met  due 2023-03-06T17:30:00+08:00  breached 2023-03-06T17:30:00+08:00  ended "
             "2023-03-07T09:00:00+08:00\n"
             "history\n"
             "  2023-03-03T11:00:00+08:00  ticket 1 opened as order, received by agent\n"
             "  2023-03-03T11:00:00+08:00  ticket 1: urgency = ordinary\n"
             "  2023-03-03T11:00:00+08:00  ticket 1: department = 税务局\n"
             "  2023-03-03T11:00:00+08:00  ticket 1: policy 'every order'\n"
             "  2023-03-03T11:00:00+08:00  ticket 1: answer started\n"
             "  2023-03-06T17:30:00+08:00  ticket 1: answer breached\n"
             "  2023-03-07T09:00:00+08:00  ticket 1: answer, received -> answered by unit\n"
             "  2023-03-07T09:00:00+08:00  ticket 1: answer met\n",
             ""});
}

TEST_CASE("show in JSON") {
  const Kept kept;
  const Said said = kept.desk.says("show rules.toml --db t.hotline 2 --json");
  CHECK(said.code == 0);
  CHECK(said.out.starts_with(R"({"case":"2","version":)"));
  CHECK(has(said.out, R"("status":"met","due":"2023-03-06T17:30:00+08:00","breached":"2023-03-06T17:30:00+08:00")"));
}

TEST_CASE("report gives the replay's figures from the file") {
  const Kept kept;
  const Said said = kept.desk.says("report rules.toml --db t.hotline");
  CHECK(said == kept.replayed);
  CHECK(kept.desk.says("report rules.toml --db t.hotline --json --by department").out ==
        kept.desk.says("replay rules.toml log.csv --json --by department").out);
}

TEST_CASE("verify counts a sound file") {
  const Kept kept;
  CHECK(kept.desk.says("verify --db t.hotline") == Said{0, "sound: 2 cases, 15 events\n", ""});
  CHECK(kept.desk.says("verify --db t.hotline --json") ==
        Said{0, "{\"sound\":true,\"cases\":2,\"events\":15,\"damage\":[]}\n", ""});
}

// Raw SQL, as somebody with a database tool would.
void edit(const std::string& file, const std::string& sql) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
  const int done = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  CAPTURE(std::string(sqlite3_errmsg(db)));
  CHECK(done == SQLITE_OK);
  CHECK(sqlite3_changes(db) > 0);
  sqlite3_close(db);
}

TEST_CASE("verify finds an edited history and exits 1") {
  const Kept kept;
  edit("t.hotline", "UPDATE entry SET events = replace(events, 'agent', 'agant') WHERE case_id = '1' AND expected = 0");
  const Said said = kept.desk.says("verify --db t.hotline");
  CHECK(said.code == 1);
  CHECK(said.err.empty());
  CHECK(said.out.starts_with("damaged: 1 of 2 cases\n"));
}

struct Refused {
  std::string why;
  std::string line;
  std::string err;
};

TEST_CASE("a file that holds no tickets is refused and never made") {
  const Kept kept;
  kept.desk.write("foreign.db", std::string(4096, 'x'));
  const auto before = kept.desk.names();
  const std::vector<Refused> rows = {
      {"not there", "verify --db none.hotline",
       "hotline: there is no file 'none.hotline': hotline replay --db writes one\n"},
      {"not there either", "report rules.toml --db none.hotline",
       "hotline: there is no file 'none.hotline': hotline replay --db writes one\n"},
      {"no such case", "show rules.toml --db t.hotline 7", "hotline: t.hotline has no case '7'\n"},
      {"a command's name as case", "show rules.toml --db t.hotline due", "hotline: t.hotline has no case 'due'\n"},
      {"another program's file", "verify --db foreign.db",
       "hotline: 'foreign.db' is a file of another program, not a hotline store: name another file, or one that does "
       "not "
       "exist yet\n"},
      {"a folder", "verify --db .", "hotline: '.' is a folder: name a file in it, as in tickets.hotline\n"},
  };
  for (const Refused& row : rows) {
    CAPTURE(row.why);
    CHECK(kept.desk.says(row.line) == Said{2, "", row.err});
    CHECK(kept.desk.names() == before);
  }
}

TEST_CASE("a file of a newer hotline is refused") {
  const Kept kept;
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open("t.hotline", &db) == SQLITE_OK);
  CHECK(sqlite3_exec(db, "PRAGMA user_version = 99", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(db);
  const Said said = kept.desk.says("verify --db t.hotline");
  CHECK(said.code == 2);
  CHECK(has(said.err, "'t.hotline' was written by a newer hotline"));
}

TEST_CASE("a read-only file is refused untouched") {
  const Kept kept;
  std::filesystem::permissions("t.hotline", std::filesystem::perms::owner_read);
  const Said said = kept.desk.says("replay rules.toml log.csv --db t.hotline");
  CHECK(said.code == 2);
  CHECK(said.out.empty());
  CHECK(has(said.err, "hotline: 't.hotline' is read-only: "));
}

TEST_CASE("a file held by another process is named with its holder") {
  const Kept kept;
  int held[2] = {};
  int done[2] = {};
  REQUIRE(pipe(held) == 0);
  REQUIRE(pipe(done) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  char byte = 0;
  if (child == 0) {
    close(held[0]);
    close(done[1]);
    const auto store = open_sqlite_store("t.hotline");
    if (!store || write(held[1], "x", 1) != 1) _exit(1);
    while (read(done[0], &byte, 1) > 0) continue;
    _exit(0);
  }
  close(held[1]);
  close(done[0]);
  CHECK(read(held[0], &byte, 1) == 1);
  const Said said = kept.desk.says("replay rules.toml log.csv --db t.hotline");
  close(done[1]);
  close(held[0]);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(said.code == 2);
  CHECK(said.out.empty());
  CHECK(has(said.err, "hotline: 't.hotline' is open in another process (pid " + std::to_string(child) + " on "));
}

}  // namespace
}  // namespace hotline::test

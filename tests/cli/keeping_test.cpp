// verify, backup and recover: whether a ticket file is sound, a copy of it, and what is left of a damaged one.
#include <fstream>

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "cli/desk.hpp"

namespace hotline::test {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Case 1 stays open over the end of the log, so that something of it falls due later.
constexpr const char* log = R"(case,verb,at,by,department
1,open,2023-03-03 10:00,agent,税务局
2,open,2023-03-03 11:00,agent,税务局
2,answer,2023-03-03 12:00,unit,
)";

struct Kept {
  Desk desk{{"rules.toml", order_rules}, {"log.csv", log}};
  Said replayed = desk.says("replay rules.toml log.csv --db t.hotline");
};

void edit(const std::string& file, const std::string& sql) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
  const int done = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  CAPTURE(std::string(sqlite3_errmsg(db)));
  CHECK(done == SQLITE_OK);
  sqlite3_close(db);
}

struct Row {
  std::string why, sql, said;
};

}  // namespace

TEST_CASE("verify finds what no chain covers") {
  const Row rows[] = {
      {"nothing", "SELECT 1", "sound: 2 cases, "},
      {"a deadline taken off the agenda", "DELETE FROM hint WHERE case_id = '1'",
       "damaged: 1 of 2 cases\ncase '1': what falls due next is not what its history says\n"},
      {"a deadline put off", "UPDATE hint SET key = key + 1 WHERE case_id = '1'",
       "damaged: 1 of 2 cases\ncase '1': what falls due next is not what its history says\n"},
      {"a deadline of a case that is not there", "UPDATE hint SET case_id = '3' WHERE case_id = '1'",
       "damaged: 2 of 2 cases\n"},
      {"a changed calendar", "UPDATE document SET text = replace(text, '17:30', '18:30')", "damaged: 0 of 2 cases\n"},
      {"an entry that is gone",
       "PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE position = (SELECT max(position) - 1 FROM entry)", "1 of "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Kept kept;
    edit("t.hotline", row.sql);
    const Said said = kept.desk.says("verify --db t.hotline");
    CHECK(said.code == (row.why == "nothing" ? 0 : 1));
    CHECK(said.err.empty());
    CAPTURE(said.out);
    CHECK(has(said.out, row.said));
    CHECK(kept.desk.says("verify --db t.hotline --json").code == said.code);
  }
}

TEST_CASE("verify says that a file cannot even be opened") {
  const Kept kept;
  edit("t.hotline", "PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE position = (SELECT max(position) FROM entry)");
  const Said said = kept.desk.says("verify --db t.hotline");
  CHECK(said.code == 1);
  CHECK(has(said.out, "damaged: 0 of 0 cases\n't.hotline': "));
  CHECK(has(kept.desk.says("verify --db t.hotline --json").out, R"("sound":false,"cases":0)"));
}

TEST_CASE("backup copies a file and looks the copy over") {
  const Kept kept;
  const auto sound = kept.desk.says("verify --db t.hotline").out;
  CHECK(kept.desk.says("backup --db t.hotline friday.hotline") == Said{0, "copied to 'friday.hotline'\n" + sound, ""});
  CHECK(kept.desk.says("report rules.toml --db friday.hotline") == kept.replayed);
  CHECK(kept.desk.says("backup --db t.hotline friday.hotline") ==
        Said{2, "", "hotline: 'friday.hotline' is there already: name a file that is not\n"});
  CHECK(kept.desk.says("backup --db t.hotline monday.hotline --json").out ==
        R"({"copy":"monday.hotline","verified":)" +
            kept.desk.says("verify --db t.hotline --json")
                .out.substr(0, kept.desk.says("verify --db t.hotline --json").out.size() - 1) +
            "}\n");
  edit("t.hotline", "UPDATE entry SET events = replace(events, 'agent', 'agant') WHERE case_id = '1' AND expected = 0");
  const Said told = kept.desk.says("backup --db t.hotline late.hotline");
  CHECK(told.code == 1);
  CHECK(has(told.out, "damaged: 1 of 2 cases\n"));
}

TEST_CASE("recover says what is lost and sets the deadlines of what is left") {
  const Row rows[] = {
      {"nothing", "SELECT 1", "nothing is lost\n"},
      {"the end of a case", "UPDATE entry SET events = replace(events, 'unit', 'onit') WHERE case_id = '2'",
       "case '2': version"},
      {"all of a case", "UPDATE entry SET events = replace(events, 'agent', 'agant') WHERE case_id = '2'",
       " lost, nothing is left of it: entry 2 is changed"},
      {"the agenda", "DELETE FROM hint", "nothing is lost\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Kept kept;
    edit("t.hotline", row.sql);
    const Said said = kept.desk.says("recover --db t.hotline --into new.hotline");
    CHECK(said.code == (has(row.said, "nothing is lost") ? 0 : 1));
    CHECK(said.err.empty());
    CAPTURE(said.out);
    CHECK(has(said.out, row.said));
    const Said verified = kept.desk.says("verify --db new.hotline");
    CAPTURE(verified.out);
    CHECK(verified.out.starts_with("sound: "));
    CHECK(has(kept.desk.says("show rules.toml --db new.hotline 1").out, "clock answer  cycle 1  running"));
  }
}

TEST_CASE("recover without the rules says that nothing falls due") {
  const Kept kept;
  edit("t.hotline", "DELETE FROM document");
  const Said said = kept.desk.says("recover --db t.hotline --into new.hotline");
  CHECK(said.code == 1);
  CHECK(has(said.out, "deadlines were not set anew, so nothing falls due by itself yet: "));
  const Said json = kept.desk.says("recover --db t.hotline --into other.hotline --json");
  CHECK(json.code == 1);
  CHECK(json.out.starts_with(R"({"into":"other.hotline","cases":2,)"));
  CHECK(has(json.out, R"("without-deadlines":")"));
  CHECK(kept.desk.says("recover --db none.hotline --into other.hotline").code == 2);
}

}  // namespace hotline::test

// Files, sizes, order and ids.
#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "log/written.hpp"
#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

const std::string head = "case,verb,at\n";

std::string message_of(const std::vector<std::filesystem::path>& files) {
  const auto log = read_log(files, std::nullopt, log_rules());
  return log ? "none" : log.error().message;
}

}  // namespace

TEST_CASE("a file that cannot be read is an error that names it") {
  const Folder folder;
  CHECK(message_of({folder.path("none.csv")}) ==
        fmt::format("there is no file '{}'", folder.path("none.csv").string()));
  CHECK(message_of({folder.path("")}) ==
        fmt::format("'{}' is a directory: name the log in it", folder.path("").string()));
  CHECK(message_of({}) == "no log is given: name at least one file");
  const auto log = folder.write("log.csv", head);
  CHECK(message_of({log, log}) == fmt::format("the log '{}' is given twice: give it once", log.string()));
}

TEST_CASE("gzip reads as plain does") {
  const Folder folder;
  std::string text = head;
  for (int i = 0; i < 50'000; ++i) text += fmt::format("{},close,2023-03-01 10:{:02}\n", i, i % 60);
  text += "x,clos,2023-03-01 10:00\n";
  const auto plain = show(read_log({folder.write("log.csv", text)}, std::nullopt, log_rules()));
  CHECK(plain.size() > 1'000'000);
  CHECK(plain.find("! 50002 unknown verb") != std::string::npos);
  CHECK(show(read_log({folder.write_gzip("log.csv.gz", text)}, std::nullopt, log_rules())) == plain);
  CHECK(show(read_log({folder.write_gzip("log.txt", text)}, std::nullopt, log_rules())) == plain);  // by content
}

TEST_CASE("gzip that is cut short or damaged is an error that says where") {
  const Folder folder;
  std::string text = head;
  for (int i = 0; i < 50'000; ++i) text += fmt::format("{},close,2023-03-01 10:{:02}\n", i * 7919 % 50'000, i % 60);
  const auto whole = folder.write_gzip("whole.gz", text);
  const auto size = std::filesystem::file_size(whole);

  std::filesystem::copy_file(whole, folder.path("cut.gz"));
  std::filesystem::resize_file(folder.path("cut.gz"), size / 2);
  const std::string cut = message_of({folder.path("cut.gz")});
  CHECK(cut.find("cut.gz:") != std::string::npos);
  CHECK(cut.find(": the compressed data is damaged here (unexpected end of file): fetch the file again") !=
        std::string::npos);

  std::filesystem::copy_file(whole, folder.path("bad.gz"));
  if (std::FILE* file = std::fopen(folder.path("bad.gz").c_str(), "r+b")) {
    std::fseek(file, static_cast<long>(size / 2), SEEK_SET);
    for (int i = 0; i < 64; ++i) std::fputc(0xFF, file);
    std::fclose(file);
  }
  CHECK(message_of({folder.path("bad.gz")}).find("the compressed data is damaged here") != std::string::npos);
}

TEST_CASE("a line too long is one reject and reading goes on with the next") {
  const std::string good = "9,close,2023-03-01 10:00\n";
  const std::string read_good = "2023-03-01 10:00:00 #9 close\n";
  const std::size_t ten_megabytes = 10U << 20U;
  struct Row {
    std::string why, line, message;
  };
  const Row rows[] = {
      {"10 MB of CSV", std::string(ten_megabytes, 'x'),
       "! 2 bad row: the line is 10485760 bytes long: a row may have 1048576 (1 MiB)\n"},
      {"10 MB in quotes", "1,\"" + std::string(ten_megabytes - 4, 'x') + "\"",
       "! 2 bad row: the line is 10485760 bytes long: a row may have 1048576 (1 MiB)\n"},
      {"one byte too many", std::string((1U << 20U) + 1, 'x'),
       "! 2 bad row: the line is 1048577 bytes long: a row may have 1048576 (1 MiB)\n"},
      {"a cell too long", "1,close," + std::string((1U << 16U) + 1, '1'),
       "! 2 bad row: column 'at' holds 65537 bytes: a cell may hold 65536 (64 KiB)\n"},
  };
  const Folder folder;
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto log = read_log({folder.write("log", head + row.line + "\n" + good)}, std::nullopt, log_rules());
    CHECK(show(log) == read_good + row.message);
    REQUIRE(log);
    REQUIRE(log->rejects.size() == 1);
    CHECK(log->rejects[0].row.size() < 5'000);
    CHECK(log->rejects[0].row.ends_with("..."));
    CHECK(log->rejects[0].row.substr(0, 8) == row.line.substr(0, 8));
  }
  const std::string json = R"({"case": "9", "verb": "close", "at": "2023-03-01 10:00"})";
  CHECK(read(json + "\n{\"case\": \"" + std::string(ten_megabytes, 'x') + "\"}\n" + json) ==
        read_good + read_good + "! 2 bad row: the line is 10485772 bytes long: a row may have 1048576 (1 MiB)\n");
  CHECK(read(json + "\n{\"case\": \"" + std::string(1U << 16U, 'x') + "x\"}\n") ==
        read_good + "! 2 bad row: column 'case' holds 65537 bytes: a cell may hold 65536 (64 KiB)\n");
}

TEST_CASE("a quote that swallows more than a row may have costs its line alone") {
  const std::string text = "case,verb,at,note\n1,close,\"2023-03-01,\n";
  const std::string row = "9,close,2023-03-01 10:00," + std::string(1'000, 'x') + "\n";
  std::string rows;
  for (int i = 0; i < 1'500; ++i) rows += row;
  const auto log = [&] {
    const Folder folder;
    return read_log({folder.write("log", text + rows)}, std::nullopt, log_rules());
  }();
  REQUIRE(log);
  CHECK(log->commands.size() == 1'500);
  REQUIRE(log->rejects.size() == 1);
  CHECK(log->rejects[0].place == Place{0, 2, 0});
  CHECK(log->rejects[0].message == "a quote of this row is not closed within 1 MiB: close it");
}

TEST_CASE("commands come by time then file then line then column") {
  const Folder folder;
  LogMap map;
  map.case_id.column = "case";
  map.kind.text = "order";
  map.zone = shanghai();
  for (const char* verb : {"open", "dispatch", "close"}) {
    EventMap& event = map.events.emplace_back();
    event.verb.text = verb;
    event.at.column = verb;
  }
  const auto first = folder.write("first.csv",
                                  "case,close,open,dispatch\n"
                                  "2,2023-03-01 12:00,2023-03-01 11:00,2023-03-01 11:00\n"
                                  "1,2023-03-01 09:00,2023-03-01 09:00,2023-03-01 09:00\n");
  const auto second = folder.write("second.csv", "case,open,dispatch,close\n3,2023-03-01 11:00,,\n");
  const auto log = read_log({first, second}, map, log_rules());
  CHECK(show(log) ==
        "2023-03-01 09:00:00 #1 open order\n"
        "2023-03-01 09:00:00 #1 dispatch\n"
        "2023-03-01 09:00:00 #1 close\n"
        "2023-03-01 11:00:00 #2 open order\n"
        "2023-03-01 11:00:00 #2 dispatch\n"
        "2023-03-01 11:00:00 #3 open order\n"
        "2023-03-01 12:00:00 #2 close\n");
  REQUIRE(log);
  CHECK(log->rows == 3);
  CHECK(log->commands[5].place == Place{1, 2, 0});
}

TEST_CASE("an id is the log's own or made of the file and line and event") {
  const Folder folder;
  const auto ids = [](const Result<Log>& log) {
    std::string text;
    for (const LoggedCommand& entry : log->commands) text += entry.command.id.text + " ";
    return text;
  };
  const std::string rows = head + "\n1,close,2023-03-01 10:00\n2,close,2023-03-01 10:00\n";
  const auto plain = folder.write("march.csv", rows);
  CHECK(ids(read_log({plain}, std::nullopt, log_rules())) == "march.csv:3:1 march.csv:4:1 ");
  const auto packed = folder.write_gzip("march.csv.gz", rows);
  CHECK(ids(read_log({packed}, std::nullopt, log_rules())) == "march.csv:3:1 march.csv:4:1 ");
  const auto other = folder.write("other/march.csv", head + "3,close,2023-03-01 11:00\n");
  CHECK(ids(read_log({plain, other}, std::nullopt, log_rules())) ==
        fmt::format("{0}:3:1 {0}:4:1 {1}:2:1 ", plain.generic_string(), other.generic_string()));
  const auto own = folder.write("own.csv", "id,case,verb,at\na-1,1,close,2023-03-01 10:00\n");
  CHECK(ids(read_log({own}, std::nullopt, log_rules())) == "a-1 ");
}

TEST_CASE("an id told before is a duplicate of its first line") {
  const Folder folder;
  const std::string id_head = "id,case,verb,at\n";
  const auto first = folder.write("first.csv", id_head + "a,1,close,2023-03-01 10:00\nb,1,close,2023-03-01 09:00\n" +
                                                   "a,2,close,2023-03-01 08:00\n,3,close,2023-03-01 08:00\n");
  const auto second = folder.write("second.csv", id_head + "b,4,close,2023-03-01 07:00\n");
  CHECK(show(read_log({first, second}, std::nullopt, log_rules())) ==
        "2023-03-01 08:00:00 #3 close\n"
        "2023-03-01 09:00:00 #1 close\n"
        "2023-03-01 10:00:00 #1 close\n"
        "! 4 duplicate: the id 'a' was told on line 2: an id is told once\n"
        "! 2 duplicate: the id 'b' was told on first.csv:3: an id is told once\n");
}

TEST_CASE("a local time that a clock change skips takes its reading and a repeated one is the first") {
  LogMap map;
  map.zone = test::zone_of("America/New_York");
  map.case_id.column = "case";
  EventMap& event = map.events.emplace_back();
  event.verb.text = "close";
  event.at.column = "at";
  CHECK(read("case,at\n1,2011-03-13 02:30\n2,2011-11-06 01:30\n", map) ==
        "2011-03-13 15:30:00 #1 close\n"    // 03:30 EDT
        "2011-11-06 13:30:00 #2 close\n");  // 01:30 EDT
}

TEST_CASE("progress rises to 100 and comes once for each share") {
  const Folder folder;
  std::string text = head;
  for (int i = 0; i < 50'000; ++i) text += "9,close,2023-03-01 10:00\n";
  std::vector<int> told;
  const auto file = folder.write("log.csv", text);
  const auto log = read_log({file, folder.write("b.csv", text)}, std::nullopt, log_rules(),
                            [&](int share) { told.push_back(share); });
  REQUIRE(log);
  CHECK(log->rows == 100'000);
  CHECK(std::is_sorted(told.begin(), told.end()));
  CHECK(std::adjacent_find(told.begin(), told.end()) == told.end());
  CHECK(told.size() > 10);
  CHECK(told.back() == 100);
}

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "log/written.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

struct Row {
  std::string why, log, read;
};

}  // namespace

TEST_CASE("a log of JSON lines is read by its own keys") {
  const Row rows[] = {
      {"texts and whole numbers", R"({"case": 101000295613, "verb": "close", "at": "2023-03-01 10:00", "ticket": 2})",
       "2023-03-01 10:00:00 #101000295613 close ticket 2\n"},
      {"a number too long for a machine stays as written",
       R"({"case": 123456789012345678901234567890, "verb": "close", "at": "2023-03-01 10:00"})",
       "2023-03-01 10:00:00 #123456789012345678901234567890 close\n"},
      {"null and absent and empty tell nothing",
       R"({"case": "1", "verb": "close", "at": "2023-03-01 10:00", "due": null, "by": "", "note": null})",
       "2023-03-01 10:00:00 #1 close\n"},
      {"keys in any order",
       R"({"at": "2023-03-01 10:00", "department": "税务局", "verb": "close", "case": "1"})"
       "\n"
       R"({"case": "2", "at": "2023-03-01 11:00", "verb": "close", "department": "\u7a0e\u52a1\u5c40"})",
       "2023-03-01 10:00:00 #1 close department=税务局\n2023-03-01 11:00:00 #2 close department=税务局\n"},
      {"blank lines and CRLF and a byte order mark",
       "\xEF\xBB\xBF\r\n"
       R"({"case": "1", "verb": "close", "at": "2023-03-01 10:00"})"
       "\r\n\r\n  \r\n"
       R"({"case": "2", "verb": "close", "at": "2023-03-01 11:00"})"
       "\r\n",
       "2023-03-01 10:00:00 #1 close\n2023-03-01 11:00:00 #2 close\n"},
      {"commas and quotes and newlines",
       R"({"case": "1", "verb": "close", "at": "2023-03-01 10:00", "note": "a, \"b\"\nc"})",
       "2023-03-01 10:00:00 #1 close note=a, \"b\"\nc\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(read(row.log) == row.read);
  }
}

TEST_CASE("a JSON line that cannot be used is named and the others go on") {
  const std::string good = R"({"case": "9", "verb": "close", "at": "2023-03-01 10:00"})"
                           "\n";
  const std::string read_good = "2023-03-01 10:00:00 #9 close\n";
  const Row rows[] = {
      {"cut short", R"({"case": "1", "verb": "cl)", "! 2 bad row: the line is not a JSON object ("},
      {"not an object", R"(["1", "close"])",
       "! 2 bad row: the line is not a JSON object (it does not begin with {): write {\"case\": \"1\", ...} on one "
       "line\n"},
      {"CSV after JSON", "1,close,2023-03-01 10:00", "! 2 bad row: the line is not a JSON object ("},
      {"two objects on one line", R"({"case": "1", "verb": "close", "at": "2023-03-01 10:00"} {})",
       "! 2 bad row: the line is not a JSON object (something follows it): write {\"case\": \"1\", ...} on one line\n"},
      {"a comma too many", R"({"case": "1", "verb": "close", "at": "2023-03-01 10:00",})",
       "! 2 bad row: the line is not a JSON object ("},
      {"an object within", R"({"case": {"no": "1"}, "verb": "close", "at": "2023-03-01 10:00"})",
       "! 2 bad row: column 'case' is an object: write a text in quotes, a whole number or null\n"},
      {"a list within", R"({"case": "1", "verb": ["close"], "at": "2023-03-01 10:00"})",
       "! 2 bad row: column 'verb' is a list: write a text in quotes, a whole number or null\n"},
      {"a fraction", R"({"case": 1.5, "verb": "close", "at": "2023-03-01 10:00"})",
       "! 2 bad row: column 'case' is '1.5': write a text in quotes, a whole number or null\n"},
      {"true", R"({"case": true, "verb": "close", "at": "2023-03-01 10:00"})",
       "! 2 bad row: column 'case' is 'true': write a text in quotes, a whole number or null\n"},
      {"not null", R"({"case": nil, "verb": "close", "at": "2023-03-01 10:00"})",
       "! 2 bad row: the line is not a JSON object (only null begins with n)"},
      {"a key twice", R"({"case": "1", "case": "2", "verb": "close", "at": "2023-03-01 10:00"})",
       "! 2 bad row: 'case' is told twice: tell it once\n"},
      {"a key nobody knows", R"({"case": "1", "verb": "close", "at": "2023-03-01 10:00", "departmnt": "x"})",
       "! 2 bad value: unknown column 'departmnt': write \"department\"\n"},
      {"an attribute that nobody tells",
       R"({"case": "1", "verb": "close", "at": "2023-03-01 10:00", "taken": "inside"})",
       "! 2 bad value: attribute 'taken' is never told: it is read off the calendar 'office' as the case opens; leave "
       "it out\n"},
      {"NUL", R"({"case": "1\u0000", "verb": "close", "at": "2023-03-01 10:00"})",
       "! 2 bad row: column 'case' holds a NUL: a log is text\n"},
      {"not UTF-8", "{\"case\": \"1\", \"note\": \"caf\xE9\"}",
       "! 2 bad encoding: byte 27 of the row, 0xE9, is not UTF-8: write the log as UTF-8\n"},
      {"no case", R"({"verb": "close", "at": "2023-03-01 10:00"})",
       "! 2 missing value: column 'case' is empty: write the case's number\n"},
      {"25 o'clock", R"({"case": "1", "verb": "close", "at": "2023-03-01 25:61"})",
       "! 2 bad time: column 'at': '2023-03-01 25:61' is not a time: "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const std::string shown = read(good + row.log + "\n" + good);
    CAPTURE(shown);
    CHECK(shown.starts_with(read_good + read_good + row.read));
  }
}

TEST_CASE("a mapped key that no JSON line has is a slip of the map") {
  LogMap map;
  map.case_id.column = "nr";
  EventMap& event = map.events.emplace_back();
  event.verb.text = "close";
  event.at.column = "closed";
  event.due.column = "du";
  CHECK(read(R"({"nr": "1", "closed": "2023-03-01T10:00:00Z", "due": null, "place": {"x": 1.5}})", map) ==
        "error: log: no line has the key du");
  event.due = {};
  CHECK(read(R"({"nr": "1", "closed": "2023-03-01T10:00:00Z", "due": null, "place": {"x": 1.5}})", map) ==
        "2023-03-01 18:00:00 #1 close\n");
}

TEST_CASE("a log may be one list of JSON objects") {
  const std::string first = R"({"case": "1", "verb": "close", "at": "2023-03-01 10:00"})";
  const std::string second = R"({"case": "2", "verb": "close", "at": "2023-03-01 11:00", "note": "a ] } \" b"})";
  const std::string told = "2023-03-01 10:00:00 #1 close\n";
  const std::string both = told + "2023-03-01 11:00:00 #2 close note=a ] } \" b\n";
  const Row rows[] = {
      {"on one line", "[" + first + "," + second + "]", both},
      {"an object on several lines",
       "[\n  {\"case\": \"1\",\n   \"verb\": \"close\",\n   \"at\": \"2023-03-01 10:00\"\n  }\n]\n", told},
      {"blanks everywhere and a byte order mark",
       "\xEF\xBB\xBF \r\n[ " + first + " \r\n , \r\n" + second + "\r\n ] \r\n", both},
      {"an object that cannot be used",
       "[" + first + ",\n{\"case\": \"2\", \"verb\": \"clsoe\", \"at\": \"2023-03-01 10:00\"}]",
       told + "! 2 unknown verb: column 'verb': unknown verb 'clsoe': write \"close\"\n"},
      {"not closed", "[" + first + ",\n",
       told + "! 2 bad row: the list of JSON objects breaks off here: { or ] was "
              "expected; what follows is not read\n"},
      {"no comma between", "[" + first + "\n" + second + "]",
       told + "! 2 bad row: the list of JSON objects breaks off here: , or ] was expected; what follows is not read\n"},
      {"something that is no object", "[" + first + ",\n7]",
       told + "! 2 bad row: the list of JSON objects breaks off here: { or ] was expected; what follows is not read\n"},
      {"an object not closed", "[\n" + first + ",\n{\"case\": \"2\"",
       told + "! 2 bad row: an object of the list is not closed, or longer than 1 MiB: end it with }\n"},
      {"something behind it", "[" + first + "]\n[]",
       told + "! 2 bad row: something follows the list: a log is one list\n"},
      {"an empty list", "[]", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(read(row.log) == row.read);
  }
}

TEST_CASE("a list longer than is read at once is read whole, wherever a piece ends") {
  for (const std::string shift : {"", " "}) {
    std::string log = "[" + shift;
    std::string told;
    for (int i = 0; i < 200; ++i) {
      std::string escapes;
      for (int k = 0; k < 700; ++k) escapes += "\\\"";
      log += fmt::format(R"({}{{"case": "{:03}", "verb": "close", "at": "2023-03-01 10:00", "note": "{}"}})",
                         i == 0 ? "" : ",", i, escapes);
      told += fmt::format("2023-03-01 10:00:00 #{:03} close note={}\n", i, std::string(700, '"'));
    }
    CHECK(read(log + "]") == told);
  }
}

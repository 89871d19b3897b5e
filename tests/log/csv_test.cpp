#include <doctest/doctest.h>

#include "log/written.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

struct Row {
  std::string why, log, read;
};

}  // namespace

TEST_CASE("a CSV log is read by its own columns") {
  const Row rows[] = {
      {"the least a log may tell", "case,verb,at\n1,dispatch,2023-03-01 10:00\n", "2023-03-01 10:00:00 #1 dispatch\n"},
      {"all that it may tell and attributes and labels",
       "id,case,kind,verb,at,by,ticket,due,urgency,department\n"
       "e1,1,order,open,2023-03-01 10:00,agent,1,2023-03-08 17:30,urgent,税务局\n",
       "2023-03-01 10:00:00 #1 open order by agent due 2023-03-08T17:30:00 department=税务局 urgency=urgent\n"},
      {"an empty cell tells nothing", "case,verb,at,by,ticket,due,urgency\n1,close,2023-03-01 10:00,,,,\n",
       "2023-03-01 10:00:00 #1 close\n"},
      {"a ticket under the citizen's", "case,verb,at,ticket\n1,withdraw,2023-03-01 10:00,2\n",
       "2023-03-01 10:00:00 #1 withdraw ticket 2\n"},
      {"an offset of its own", "case,verb,at\n1,close,2023-03-01T10:00:00Z\n", "2023-03-01 18:00:00 #1 close\n"},
      {"CRLF and no newline at the end", "case,verb,at\r\n1,close,2023-03-01 10:00\r\n2,close,2023-03-01 11:00",
       "2023-03-01 10:00:00 #1 close\n2023-03-01 11:00:00 #2 close\n"},
      {"a byte order mark is no part of the first name",
       "\xEF\xBB\xBF"
       "case,verb,at\n1,close,2023-03-01 10:00\n",
       "2023-03-01 10:00:00 #1 close\n"},
      {"blank lines are no rows", "\n\ncase,verb,at\n\n1,close,2023-03-01 10:00\n  \n\r\n2,close,2023-03-01 11:00\n\n",
       "2023-03-01 10:00:00 #1 close\n2023-03-01 11:00:00 #2 close\n"},
      {"blanks around a cell are no part of it unless quoted",
       "case, verb ,at\n 1 , close,2023-03-01 10:00\n\" 2 \",close,2023-03-01 11:00\n",
       "2023-03-01 10:00:00 #1 close\n2023-03-01 11:00:00 # 2  close\n"},
      {"commas and quotes in quotes", "case,verb,at,note\n1,close,2023-03-01 10:00,\"a, \"\"b\"\"\"\n",
       "2023-03-01 10:00:00 #1 close note=a, \"b\"\n"},
      {"a newline in quotes keeps the lines that follow right",
       "case,verb,at,note\n1,close,2023-03-01 10:00,\"a\nb\"\n2,clos,2023-03-01 10:00,x\n",
       "2023-03-01 10:00:00 #1 close note=a\nb\n"
       "! 4 unknown verb: column 'verb': unknown verb 'clos': write \"close\"\n"},
      {"a log may have no rows yet", "case,verb,at\n", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(read(row.log) == row.read);
  }
}

TEST_CASE("a CSV row that cannot be used is named and the others go on") {
  const std::string head = "case,verb,at,note\n";
  const std::string good = "9,close,2023-03-01 10:00,x\n";
  const std::string read_good = "2023-03-01 10:00:00 #9 close note=x\n";
  const Row rows[] = {
      {"too few cells", "1,close,2023-03-01 10:00\n",
       "! 2 bad row: the row has 3 cells and the log 4 columns: put a cell that holds a comma in quotes\n"},
      {"too many cells", "1,close,2023-03-01 10:00,a,b\n",
       "! 2 bad row: the row has 5 cells and the log 4 columns: put a cell that holds a comma in quotes\n"},
      {"a quote within a cell", "1,close,2023-03-01 10:00,5\" pipe\n",
       "! 2 bad row: a quote stands inside a cell: put the whole cell in quotes and double those in it\n"},
      {"text after a closing quote", "1,close,2023-03-01 10:00,\"a\"b\n",
       "! 2 bad row: a quote stands inside a cell: put the whole cell in quotes and double those in it\n"},
      {"a quote that is never closed costs its line alone", "1,close,2023-03-01 10:00,\"a\n",
       "! 2 bad row: a quote of this row is never closed: close it\n"},
      {"a quote closed by another row's costs its line alone",
       "1,close,2023-03-01 10:00,\"a\n8,close,\"2023-03-01 10:00\",x\n",
       "! 2 bad row: a quote stands inside a cell: put the whole cell in quotes and double those in it\n"},
      {"not UTF-8", "1,close,2023-03-01 10:00,caf\xE9\n",
       "! 2 bad encoding: byte 29 of the row, 0xE9, is not UTF-8: write the log as UTF-8 (column 'note')\n"},
      {"a character cut short", "1,close,2023-03-01 10:00,\xE5\x8A\n",
       "! 2 bad encoding: byte 26 of the row, 0xE5, is not UTF-8: write the log as UTF-8 (column 'note')\n"},
      {"NUL", std::string("1,close,2023-03-01 10:00,a\0b\n", 29),
       "! 2 bad row: byte 27 of the row is NUL: a log is text\n"},
      {"no case", ",close,2023-03-01 10:00,x\n",
       "! 2 missing value: column 'case' is empty: write the case's number\n"},
      {"no verb", "1,,2023-03-01 10:00,x\n", "! 2 missing value: column 'verb' is empty: write the verb\n"},
      {"no time", "1,close,,x\n", "! 2 missing value: column 'at' is empty: write when it happened\n"},
      {"an unknown verb", "1,clsoe,2023-03-01 10:00,x\n",
       "! 2 unknown verb: column 'verb': unknown verb 'clsoe': write \"close\"\n"},
      {"a verb like no other", "1,frobnicate,2023-03-01 10:00,x\n",
       "! 2 unknown verb: column 'verb': unknown verb 'frobnicate': choose from \"open\", \"dispatch\", \"close\", "
       "\"connect\", \"withdraw\"\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const std::string also_read =
        row.log.find("\n8,") == std::string::npos ? "" : "2023-03-01 10:00:00 #8 close note=x\n";
    CHECK(read(head + row.log + good) == also_read + read_good + row.read);
  }
}

TEST_CASE("times that cannot exist are refused and never rounded") {
  const Row rows[] = {
      {"25 o'clock", "2023-03-01 25:61", "25:61"},  {"30 February", "2023-02-30 10:00", "30"},
      {"no leap year", "2023-02-29 10:00", "29"},   {"an unknown form", "01/03/2023 10:00", "01/03/2023"},
      {"a date alone", "2023-03-01", "2023-03-01"}, {"past what calendars know", "2101-01-01 00:00", "2101"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const std::string shown = read("case,verb,at\n1,close," + row.log + "\n2,close,2023-03-01 11:00\n");
    CHECK(shown.starts_with("2023-03-01 11:00:00 #2 close\n! 2 bad time: column 'at': '" + row.log +
                            "' is not a time: "));
    CHECK(shown.find(row.read) != std::string::npos);
  }
}

TEST_CASE("values are held against the rules") {
  const Row rows[] = {
      {"a value the attribute does not have", "case,verb,at,urgency\n1,close,2023-03-01 10:00,urgnt\n",
       "! 2 bad value: column 'urgency': unknown value of 'urgency' 'urgnt': write \"urgent\"\n"},
      {"a label takes any", "case,verb,at,department\n1,close,2023-03-01 10:00,!?\n",
       "2023-03-01 10:00:00 #1 close department=!?\n"},
      {"an unknown kind", "case,verb,at,kind\n1,open,2023-03-01 10:00,ordr\n",
       "! 2 bad value: column 'kind': unknown kind 'ordr': write \"order\"\n"},
      {"an opening must tell its kind where there are several", "case,verb,at\n1,open,2023-03-01 10:00\n",
       "! 2 missing value: an opening without its kind: write one of \"order\", \"transfer\"\n"},
      {"a ticket's number", "case,verb,at,ticket\n1,close,2023-03-01 10:00,0\n",
       "! 2 bad value: column 'ticket': '0' is not a ticket's number: write a whole number from 1\n"},
      {"a due that is no time", "case,verb,at,due\n1,close,2023-03-01 10:00,never\n",
       "! 2 bad time: column 'due': 'never' is not a time: write YYYY-MM-DD HH:MM, as in 2023-03-06 17:30 or "
       "2023-03-06T17:30:00+08:00\n"},
      {"an attribute that nobody tells", "case,verb,at,taken\n1,close,2023-03-01 10:00,inside\n",
       "error: log:1: attribute 'taken' is never told: it is read off the calendar 'office' as the case opens; leave "
       "it out"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(read(row.log) == row.read);
  }
}

TEST_CASE("a log without what it needs is not read at all") {
  const Row rows[] = {
      {"an empty file", "", "error: log is empty: a log has a row for what happened"},
      {"a file of blanks", "\n  \n\n", "error: log is empty: a log has a row for what happened"},
      {"a missing column and its nearest", "case,verbs,at\n",
       "error: log:1: there is no column 'verb': name it so, or say with a map which one it is\n"
       "log:1: unknown column 'verbs': write \"verb\""},
      {"two missing columns", "when,case\n",
       "error: log:1: there is no column 'verb': name it so, or say with a map which one it is\n"
       "log:1: there is no column 'at': name it so, or say with a map which one it is\n"
       "log:1: unknown column 'when': choose from \"case\", \"verb\", \"at\", \"id\", \"by\", \"kind\", \"ticket\", "
       "\"due\", "
       "\"urgency\", \"department\", \"note\""},
      {"the header's line", "\n\ncase,verb\n",
       "error: log:3: there is no column 'at': name it so, or say with a map which one it is"},
      {"a column twice", "case,verb,at,case\n", "error: log:1: two columns are called 'case': rename one"},
      {"a column nobody knows", "case,verb,at,departmnt\n1,close,2023-03-01 10:00,x\n",
       "error: log:1: unknown column 'departmnt': write \"department\""},
      {"a header with a broken quote", "case,\"verb,at\n",
       "error: log:1: a quote of this row is never closed: close it"},
      {"a header that is not UTF-8", "case,verb,at,\xB0\xEC\n",
       "error: log:1: byte 14 of the row, 0xB0, is not UTF-8: write the log as UTF-8"},
      {"UTF-16",
       std::string("\xFF\xFE"
                   "c\0a\0s\0e\0",
                   10),
       "error: log is written in UTF-16: save it as UTF-8"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(read(row.log) == row.read);
  }
}

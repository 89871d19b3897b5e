// What is wrong with the file before anything in it has a meaning.
#include <doctest/doctest.h>

#include "rules/sample.hpp"
#include "support/sanitized.hpp"

using namespace hotline;

TEST_CASE("a file that is not TOML says where it stops being so") {
  struct Row {
    std::string why, text, faults;
  };
  const Row rows[] = {
      {"a text without quotes", "limit = 1 working day\n",
       "rules.toml:1:11: error: not TOML: key-value pair: expected a comment or whitespace, saw 'w': texts are written "
       "in "
       "quotes, \"so\", one key a line\n"},
      {"a time of day without quotes", "open = 09:00\n",
       "rules.toml:1:13: error: not TOML: time: expected ':', saw '\\n': times of day are texts, \"09:00\"\n"},
      {"a day that does not exist", "date = 2023-02-30\n",
       "rules.toml:1:18: error: not TOML: date: expected day between 1 and 28 (inclusive), saw 30\n"},
      {"a quote not closed", "zone = \"Asia/Shanghai\n",
       "rules.toml:1:22: error: not TOML: string: unescaped control characters other than TAB (U+0009) are explicitly "
       "prohibited: a new line in a text is written \\n\n"},
      {"a list not closed", "a = [1, 2",
       "rules.toml:1:10: error: not TOML: array: encountered end-of-file: something is not closed\n"},
      {"a table twice", "[calendar.a]\n[calendar.a]\n",
       "rules.toml:2:1: error: not TOML: table header: cannot redefine existing table 'calendar.a': each name is "
       "written "
       "once\n"},
      {"a key twice", "a = 1\na = 2\n",
       "rules.toml:2:5: error: not TOML: key-value pair: cannot redefine existing integer 'a': each name is written "
       "once\n"},
      {"yes and no are no words", "open = yes\n",
       "rules.toml:1:8: error: not TOML: value: could not determine value type: texts are written in quotes, \"so\"\n"},
      {"a backslash", "name = \"a\\q\"\n",
       "rules.toml:1:11: error: not TOML: string: unknown escape sequence '\\q': a backslash in a text is written "
       "\\\\\n"},
      {"an inline table over two lines", "a = { b = 1,\n c = 2 }\n",
       "rules.toml:1:13: error: not TOML: inline table: expected key or closing '}', saw '\\n': an inline table { ... "
       "} stays "
       "on one line, without a comma at its end\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(faults_of(row.text) == row.faults);
  }
}

TEST_CASE("letters beyond ASCII belong in quotes") {
  struct Row {
    std::string why, text, faults;
  };
  const Row rows[] = {
      {"a Chinese bare key", "[department]\n税务局 = 1\n",
       "rules.toml:2:1: error: '税务局' is not in quotes: write \"税务局\"\n"},
      {"in the middle of a word", "[department.tax局]\n",
       "rules.toml:1:13: error: 'tax局' is not in quotes: write \"tax局\"\n"},
      {"every one of them", "税 = 1\nb = 务\n",
       "rules.toml:1:1: error: '税' is not in quotes: write \"税\"\nrules.toml:2:5: error: '务' is not in quotes: "
       "write \"务\"\n"},
      {"what made the TOML reader stumble", "\xC3\xAA'U", "rules.toml:1:1: error: 'ê' is not in quotes: write \"ê\"\n"},
      {"quotes of a Chinese keyboard", "zone = “UTC”\n",
       "rules.toml:1:8: error: '“' is not the plain character: write \"\nrules.toml:1:12: error: '”' is not the plain "
       "character: write \"\n"},
      {"its comma", "a = [1， 2]\n", "rules.toml:1:7: error: '，' is not the plain character: write ,\n"},
      {"after an escaped quote", "a = \"\\\"\" # 税\nb = 务\n",
       "rules.toml:2:5: error: '务' is not in quotes: write \"务\"\n"},
      {"after a long text", "a = \"\"\"x\n\"\"\"\"\nb = 务\n",
       "rules.toml:3:5: error: '务' is not in quotes: write \"务\"\n"},
      {"not after a quote that never closes", "a = \"x\nb = 务\n",
       "rules.toml:1:7: error: not TOML: string: unescaped control characters other than TAB (U+0009) are explicitly "
       "prohibited: a new line in a text is written \\n\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(faults_of(row.text) == row.faults);
  }
}

TEST_CASE("a file that is not UTF-8 is refused at its first wrong byte") {
  struct Row {
    std::string why, text, place;
  };
  const Row rows[] = {
      {"GBK", "a = \"\xCB\xB0\xCE\xF1\"\n", "1:7"},
      {"in a comment too", "# \xB0\n", "1:3"},
      {"UTF-16",
       "\xFF\xFE"
       "a",
       "1:1"},
      {"cut off", "a = \"\xE7\xA8", "1:6"},
      {"longer than it need be", "\xC0\xAF", "1:1"},
      {"a surrogate", "\xED\xA0\x80", "1:1"},
      {"past the last character", "\xF4\x90\x80\x80", "1:1"},
      {"on a later line and after Chinese", "# 税\n# 税\x80\n", "2:4"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const std::string faults = faults_of(row.text);
    CHECK(faults.starts_with("rules.toml:" + row.place + ": error: this is not UTF-8 (byte 0x"));
    CHECK(faults.ends_with("): save the file as UTF-8, not as GBK or UTF-16\n"));
  }
}

TEST_CASE("a file of calendars alone is sound") {
  const std::string calendars = "[calendar.desk]\nzone = \"UTC\"\nhours = { mon-fri = \"09:00-17:30\" }\n";
  struct Row {
    std::string why, text;
  };
  const Row rows[] = {
      {"as it is", calendars},
      {"with a date", "effective = 2023-01-01\n" + calendars},
      {"behind a byte order mark", "\xEF\xBB\xBF" + calendars},
      {"with a Chinese name in quotes", "[calendar.\"窗口\"]\nzone = \"UTC\"\nhours = { mon = [\"09:00-17:30\"] }\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(faults_of(row.text) == "");
  }
}

TEST_CASE("lines may end as on Windows") {
  std::string text = sample();
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) text.insert(at, "\r");
  CHECK(faults_of(text) == "");
}

TEST_CASE("what a file lacks as a whole is said without a line") {
  struct Row {
    std::string why, text, faults;
  };
  const std::string empty =
      "rules.toml: error: there is nothing in this file: begin with a calendar, [calendar.office]\n";
  const Row rows[] = {
      {"empty", "", empty},
      {"comments only", "# nothing yet\n", empty},
      {"no version", "[attribute]\nurgency = [\"a\"]\n",
       "rules.toml: error: these rules have no version: write version = \"2023-02\" at the top\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(faults_of(row.text) == row.faults);
  }
}

TEST_CASE("an endless line is read or refused and its message stays short") {
  struct Row {
    std::string why, text;
  };
  const std::string long_text(test::sanitized ? 1'000'000 : 10'000'000, 'x');
  const Row rows[] = {
      {"a comment", sample() + "# " + long_text},
      {"a text",
       sample() + "\n[calendar." + "long]\nzone = \"" + long_text + "\"\nhours = { mon = [\"" + long_text + "\"] }\n"},
      {"a key", "[calendar]\n" + long_text + " = 1\n"},
      {"a bare value", "a = " + long_text},
      {"Chinese bare letters", "a = \n税" + long_text},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    for (const Finding& fault : read_rules(row.text, "rules.toml").faults) CHECK(fault.message.size() < 2100);
  }
}

TEST_CASE("lists in lists without end are refused") {
  CHECK(faults_of("a = " + std::string(100'000, '[')).find("not TOML") != std::string::npos);
}

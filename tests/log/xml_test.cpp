#include <doctest/doctest.h>
#include <fmt/format.h>

#include "log/written.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

struct Row {
  std::string why, log, read;
};

std::string record(const std::string& number, const std::string& more = "") {
  return "<r><case>" + number + "</case><verb>close</verb><at>2023-03-01 10:00</at>" + more + "</r>";
}

TEST_CASE("a log may be an XML list of records") {
  const std::string told = "2023-03-01 10:00:00 #1 close\n";
  const std::string both = told + "2023-03-01 10:00:00 #2 close\n";
  const Row rows[] = {
      {"whatever list and record are called", "<list>" + record("1") + record("2") + "</list>", both},
      {"a head, blanks and a comment",
       "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<l>\n  <!-- x -->\n  " + record("1") + "\n" + record("2") +
           "\n</l>\n",
       both},
      {"a byte order mark", "\xEF\xBB\xBF<l>" + record("1") + "</l>", told},
      {"entities and sections of text", "<l>" + record("1", "<note>a &lt;b&gt; &amp; <![CDATA[<c>]]></note>") + "</l>",
       "2023-03-01 10:00:00 #1 close note=a <b> & <c>\n"},
      {"Chinese", "<l>" + record("1", "<department> 税务局\n</department>") + "</l>",
       "2023-03-01 10:00:00 #1 close department=税务局\n"},
      {"empty tells nothing", "<l>" + record("1", "<note/><due></due>") + "</l>", told},
      {"another encoding that says so",
       "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><l>" + record("1", "<note>\xE9</note>") + "</l>",
       "2023-03-01 10:00:00 #1 close note=\xC3\xA9\n"},
      {"a record that cannot be used", "<l><r><case>1</case><verb>clsoe</verb><at>x</at></r>" + record("2") + "</l>",
       "2023-03-01 10:00:00 #2 close\n! 1 unknown verb: column 'verb': unknown verb 'clsoe': write \"close\"\n"},
      {"an unknown key", "<l>" + record("1", "<nte>x</nte>") + "</l>",
       "! 1 bad value: unknown column 'nte': write \"note\"\n"},
      {"a key twice", "<l>" + record("1", "<note>x</note><note>y</note>") + "</l>",
       "! 1 bad row: 'note' is told twice: tell it once\n"},
      {"elements where a text is asked for", "<l>" + record("1", "<note><b>x</b></note>") + "</l>",
       "! 1 bad row: column 'note' holds <b>: write a text\n"},
      {"not closed", "<l>" + record("1") + "<r><case>",
       told + "! 2 bad row: line 1 is not XML (no element found); what "
              "follows is not read\n"},
      {"a wrong end", "<l>" + record("1") + "\n<r></l>",
       told + "! 2 bad row: line 2 is not XML (mismatched tag); what follows is not read\n"},
      {"a document type of one's own", "<!DOCTYPE l [<!ENTITY a \"aaaa\">]><l>" + record("1") + "</l>",
       "! 1 bad row: line 1 is not XML (a document type is not read: leave <!DOCTYPE ...> out); what follows is not "
       "read\n"},
      {"no records", "<l></l>", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(read(row.log) == row.read);
  }
}

TEST_CASE("an XML list longer than is read at once is read whole") {
  std::string log = "<l>\n";
  std::string told;
  for (int i = 0; i < 5'000; ++i) {
    log += record(std::to_string(i)) + "\n";
    told += fmt::format("2023-03-01 10:00:00 #{} close\n", i);
  }
  CHECK(read(log + "</l>\n") == told);
}

}  // namespace

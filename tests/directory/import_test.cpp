#include "hotline/directory/import.hpp"

#include <doctest/doctest.h>

using namespace hotline;

TEST_CASE("a spreadsheet becomes lines of a rules file") {
  struct Row {
    std::string why, csv, text;
  };
  const Row rows[] = {
      {"numbers", "number,department,hours,busy-forward,tested\n6001,tax,office,6002 6003,2023-02-20\n",
       "[number]\n6001 = { department = \"tax\", hours = \"office\", busy-forward = [\"6002\", \"6003\"], tested = "
       "2023-02-20 }\n"},
      {"an empty cell says nothing", "number,department,hours,busy-forward\n6001,tax,office,\n",
       "[number]\n6001 = { department = \"tax\", hours = \"office\" }\n"},
      {"titles and texts are tables of their own",
       "matter,title-zh,title-en,owner,wording,numbers,wording-version\r\ninvoice,发票,\"Invoices, "
       "\"\"all\"\"\",tax,kb/1,"
       "6001,3\r\n",
       "[matter]\ninvoice = { title = { zh = \"发票\", en = \"Invoices, \\\"all\\\"\" }, owner = \"tax\", wording = { "
       "text "
       "= \"kb/1\", version = \"3\" }, numbers = [\"6001\"] }\n"},
      {"a mark at the beginning",
       "\xEF\xBB\xBF"
       "department,parent,may-forward\ntax,city,false\n",
       "[department]\ntax = { parent = \"city\", may-forward = false }\n"},
      {"goals and flags",
       "department,parent,goals,flags\ntax,city,connect rate=95%; first contact=90%,online-help=false\n",
       "[department]\ntax = { parent = \"city\", goals = { \"connect rate\" = \"95%\", \"first contact\" = \"90%\" }, "
       "flags = { \"online-help\" = false } }\n"},
      {"seats by name and by number",
       "seats,department,hours,count,seats\ndesk,city,office,15,\nteam,pudong,office,,p-1 p-2\n",
       "[seats]\ndesk = { department = \"city\", hours = \"office\", count = 15 }\n"
       "team = { department = \"pudong\", hours = \"office\", seats = [\"p-1\", \"p-2\"] }\n"},
      {"a goal without a percentage", "department,goals\ntax,connect rate\n",
       "error: row 2, column 'goals': 'connect rate' is no pair: write connect rate=95%; first contact=90%"},
      {"a flag that is neither", "department,flags\ntax,online-help=yes\n",
       "error: row 2, column 'flags': 'online-help=yes' is no pair: write online-help=true"},
      {"another table", "phone,department\n1,tax\n",
       "error: the first column is 'phone': call it number, matter, department or seats"},
      {"a column mistyped", "number,departmnt\n1,tax\n", "error: column 'departmnt': write department"},
      {"a column twice", "number,hours,hours\n1,office,office\n", "error: column 'hours': there are two of it"},
      {"a cell too few", "number,department,hours\n1,tax\n", "error: row 2 has 2 cells, the first row 3"},
      {"a name twice", "number,hours\n1,office\n1,office\n", "error: row 3: there is a number 1 already"},
      {"a name that is none", "number,hours\n021-12345,office\n\"1 2\",office\n",
       "error: row 3: '1 2' is no name: write letters of a to z, digits, - and _"},
      {"a date that is text", "number,tested\n1,20 Feb\n",
       "error: row 2, column 'tested': '20 Feb' is no date, number, true or false"},
      {"a broken quote", "number,hours\n1,\"off\"ice\n",
       "error: row 2 has a quote that is broken: write \"\" for one inside a cell"},
      {"nothing", "", "error: there is no row: begin with number,department,hours"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto text = directory_from_csv(row.csv);
    CHECK((text ? *text : "error: " + text.error().message) == row.text);
  }
}

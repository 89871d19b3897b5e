// What is found from memory, and in which order it is written down.
#include "store/behind.hpp"

#include <doctest/doctest.h>

#include "store/sqlite_hints.hpp"

namespace hotline {
namespace {

using Found = std::vector<Position>;

void add(Behind& behind, const std::string& case_id, Position position, const std::string& command) {
  behind.add({case_id}, position, position, CommandId{command});
}

std::string taken(Behind& behind) {
  std::string text;
  for (auto one = behind.take_case(); one; one = behind.take_case()) text += one.key().text + ' ';
  for (auto one = behind.take_command(); one; one = behind.take_command()) text += one.key().text + ' ';
  return text;
}

}  // namespace

TEST_CASE("a heap is written down in the order of its ids once it has grown and the one before is done") {
  Behind behind(3);
  add(behind, "B", 1, "c3");
  add(behind, "A", 2, "c2");
  behind.turn();
  CHECK(taken(behind).empty());
  add(behind, "B", 3, "c1");
  behind.turn();
  for (Position next = 4; next <= 7; ++next) add(behind, "C", next, "d");
  CHECK(behind.take_case().key().text == "A");
  behind.turn();  // B is still to come
  CHECK(behind.take_case().mapped().entries.size() == 2);
  CHECK_FALSE(behind.take_case());
  CHECK(behind.entries() == 7);  // their commands are still to come
  CHECK(taken(behind) == "c1 c2 c3 ");
  CHECK(behind.entries() == 4);
  behind.turn();
  CHECK(taken(behind) == "C d ");
  CHECK(behind.entries() == 0);
}

TEST_CASE("entries are found until they are written down") {
  Behind behind(2);
  add(behind, "A", 1, "c1");
  add(behind, "B", 2, "c2");
  behind.turn();
  add(behind, "A", 3, "c3");
  behind.add({"B"}, 4, 9, CommandId{"c3"});
  behind.add({"B"}, 5, 10, std::nullopt);
  CHECK(behind.of_case({"A"}) == Found{1, 3});
  CHECK(behind.of_case({"B"}) == Found{2, 4, 5});
  CHECK(behind.of_command({"c3"}) == Found{3, 4});
  CHECK(behind.of_command({"c4"}).empty());
  CHECK(behind.cases({"A"}, 9) == std::vector<CaseId>{{"B"}});
  CHECK(behind.cases({}, 1) == std::vector<CaseId>{{"A"}});
  behind.take_case();
  CHECK(behind.of_case({"A"}) == Found{3});
  behind.take_command();
  CHECK(behind.of_command({"c1"}).empty());
  CHECK(behind.cases({}, 9) == std::vector<CaseId>{{"A"}, {"B"}});
}

TEST_CASE("the last place a hint moved to counts until it is written down") {
  const auto places = [](std::int64_t key) { return Places{{1, key}}; };
  const auto moved = [](const Behind& behind) {
    std::string text;
    for (const DueHint& hint : behind.moved(1)) text += std::to_string(hint.key) + hint.case_id.text + ' ';
    return text;
  };
  Behind behind(2);
  CHECK(behind.hints({"A"}) == nullptr);
  add(behind, "A", 1, "c1");
  behind.move({"A"}, places(5));
  add(behind, "B", 2, "c2");
  behind.move({"B"}, places(7));
  behind.turn();
  add(behind, "A", 3, "c3");
  behind.move({"A"}, {});
  CHECK(behind.hints({"A"})->empty());
  CHECK(moved(behind) == "7B ");
  CHECK(*behind.take_case().mapped().hints == places(5));  // as they stood then
  CHECK(behind.hints({"A"})->empty());
  behind.take_case();
  CHECK(behind.hints({"B"}) == nullptr);
  CHECK(moved(behind).empty());
  behind.move({"A"}, places(3));
  CHECK(moved(behind) == "3A ");
}

TEST_CASE("no more rows are written than was told") {
  Behind behind(2);
  add(behind, "A", 1, "c1");
  add(behind, "A", 2, "c2");
  behind.move({"A"}, {{1, 2}, {1, 3}});
  add(behind, "B", 3, "c3");
  CHECK(behind.rows(9) == 0);
  behind.turn();
  CHECK(behind.rows(1) == 1 + 2 + 2);      // a command, and of A two entries and two hints
  CHECK(behind.rows(2) == 2 + 2 + 2 + 1);  // and of B
  CHECK(behind.rows(9) == 3 + 2 + 2 + 1);
}

TEST_CASE("places are read as they were told") {
  for (const Places& places : {Places{}, Places{{1, 5}}, Places{{1, -5}, {2, INT64_MIN}, {1'000'000, INT64_MAX}}})
    CHECK(places_in(text_of(places)) == places);
}

}  // namespace hotline

// Batches are answered some at a time; where one part ends and the next begins must not show.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "hotline/calendar/batch.hpp"
#include "hotline/calendar/deadline.hpp"
#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

namespace {

std::vector<Instant> hours_from(const std::string& start, std::size_t count) {
  std::vector<Instant> arrivals;
  for (std::size_t i = 0; i < count; ++i)
    arrivals.push_back(at(start) + std::chrono::hours{i} + std::chrono::seconds{i});
  return arrivals;
}

}  // namespace

TEST_CASE("long batches answer what single questions answer") {
  for (const std::string text :
       {"2 hours", "8 working hours", "24 hours on working days", "2 working days", "2 working days; end midnight",
        "3 working days; end same-time", "3 days", "3 days; end same-time", "5 days, rolled forward",
        "5 days, rolled forward; end same-time", "8 working hours; start next-opening",
        "1 working day; start cut-off 17:00", "2 working days; first-day include"})
    for (const std::size_t count :
         {std::size_t{0}, std::size_t{1}, std::size_t{127}, std::size_t{128}, std::size_t{129}, std::size_t{700}}) {
      CAPTURE(text);
      CAPTURE(count);
      const std::vector<Instant> arrivals = hours_from("2023-03-03 16:30", count);
      std::vector<Instant> due(count);
      REQUIRE(due_at(office_2023(), limit(text), arrivals, due));
      CHECK(due == due_at(office_2023(), limit(text), arrivals).value());
      for (std::size_t i = 0; i < count; ++i) CHECK(due[i] == due_at(office_2023(), limit(text), arrivals[i]));
    }
}

TEST_CASE("the first question without an answer is named wherever it stands") {
  const std::vector<Instant> nowhere = {Instant{std::chrono::seconds{-100'000'000'000}},
                                        Instant{std::chrono::seconds{100'000'000'000}},
                                        Instant{std::chrono::seconds{-1'000'000}}, at("2100-12-31 23:00")};
  for (const std::string text : {"8 working hours", "2 working days", "24 hours on working days", "3 days"})
    for (const std::size_t place : {std::size_t{0}, std::size_t{127}, std::size_t{128}, std::size_t{299}})
      for (const Instant never : nowhere) {
        CAPTURE(text);
        CAPTURE(place);
        std::vector<Instant> arrivals = hours_from("2023-03-03 16:30", 300);
        arrivals[place] = never;
        const std::string question = "question " + std::to_string(place) + ": ";
        CHECK(says(due_at(office_2023(), limit(text), arrivals), question.c_str()));
      }
}

TEST_CASE("room for other than one answer each is refused") {
  const std::vector<Instant> arrivals = hours_from("2023-03-03 16:30", 3);
  std::vector<Instant> due(2);
  CHECK(says(due_at(office_2023(), limit("2 working days"), arrivals, due), "3 questions, and room for 2 answers"));
}

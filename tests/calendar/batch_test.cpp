// Batches answer what single questions answer.
#include "hotline/calendar/batch.hpp"

#include <vector>

#include <doctest/doctest.h>

#include "support/calendars.hpp"

using namespace hotline;
using namespace hotline::test;

TEST_CASE("a batch gives each arrival the answer it gets alone") {
  const std::vector<Instant> arrivals = {at("2023-03-03 16:30"), at("2023-03-04 12:00"), at("2023-03-06 09:00")};
  for (const char* text : {"8 working hours", "2 working days", "3 days; end same-time", "5 days, rolled forward"}) {
    CAPTURE(std::string(text));
    const auto due = due_at(office_2023(), limit(text), arrivals);
    REQUIRE(due);
    REQUIRE(due->size() == arrivals.size());
    for (std::size_t i = 0; i < arrivals.size(); ++i)
      CHECK(show((*due)[i]) == show(due_at(office_2023(), limit(text), arrivals[i])));
  }
}

TEST_CASE("a batch names the first question without an answer") {
  const std::vector<Instant> arrivals = {at("2023-03-03 16:30"), Instant{std::chrono::seconds{-1'000'000}}};
  CHECK(says(due_at(office_2023(), limit("8 working hours"), arrivals), "question 1: "));
}

TEST_CASE("a batch of spans is worked span by span and negative when reversed") {
  const std::vector<Span> spans = {{at("2023-03-03 16:30"), at("2023-03-06 10:00")},
                                   {at("2023-03-06 10:00"), at("2023-03-03 16:30")}};
  const auto worked = worked_between(office_2023(), spans);
  CHECK(worked == std::vector<std::chrono::seconds>{std::chrono::hours{2}, -std::chrono::hours{2}});
}

// One question, many arrivals: when is each due, how much of each was worked?
//
//   const auto due = due_at(office, parse_limit("5 working days").value(), received);   // one instant per arrival
//   const auto worked = worked_between(office, handled);                                // seconds, one per span
//
// The answers are those of deadline.hpp, in the order of the questions, without its cost per call; into memory of the
// host's own, without the cost of fresh memory either.
// Promises: pure; all answers or none: memory of one's own holds nothing of use after a failure.
// Fails:    as deadline.hpp does, naming the first question that has no answer by its place, from 0; bad_input, when
//           there is not room for exactly as many answers as there are questions.
#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/base/result.hpp"
#include "hotline/calendar/calendar.hpp"
#include "hotline/calendar/limit.hpp"
#include "hotline/export.hpp"

namespace hotline {

HOTLINE_API Result<std::vector<Instant>> due_at(const Calendar& calendar, const Limit& limit,
                                                std::span<const Instant> from);
HOTLINE_API Result<void> due_at(const Calendar& calendar, const Limit& limit, std::span<const Instant> from,
                                std::span<Instant> due);

HOTLINE_API std::vector<std::chrono::seconds> worked_between(const Calendar& calendar, std::span<const Span> spans);
HOTLINE_API Result<void> worked_between(const Calendar& calendar, std::span<const Span> spans,
                                        std::span<std::chrono::seconds> worked);

}  // namespace hotline

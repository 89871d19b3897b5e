// Live transfers in working hours, and the demands left over where nobody picked up.
#pragma once

#include <algorithm>
#include <vector>

#include "parties.hpp"

namespace shanghai {

struct TransferFigures {
  std::size_t requests = 2399;
  std::size_t hung_up = 2;   // leaves 2,397
  std::size_t failed = 225;  // leaves 2,172 connected: 90.61 %
};

constexpr Second last_order = end_of_month - 3 * hour - 10 * minute;  // one taken by then is contacted by the end

inline Second in_office_hours(Dice& dice) {
  static constexpr int weekdays[] = {24, 22, 20, 18, 16};
  static constexpr int half_hours[] = {5, 8, 10, 10, 9, 6, 3, 3, 5, 8, 9, 9, 8, 7, 5, 4, 2};
  std::array<int, days> weights{};
  for (std::int64_t date = 0; date < days; ++date)
    weights[static_cast<std::size_t>(date)] = is_working(date) ? weekdays[date % 7] : 0;
  const auto date = static_cast<Second>(dice.weighted(weights));
  const auto half_hour = static_cast<Second>(dice.weighted(half_hours));
  return date * day + opening + half_hour * 30 * minute + dice.below(30 * minute);
}

enum class Outcome { connected, failed, hung_up };

// Exactly so many failures and hang-ups, none of them with the tax bureau.
inline std::vector<Outcome> outcomes_of(const std::vector<Demand>& requests, const TransferFigures& figures,
                                        Dice& dice) {
  std::vector<Outcome> outcomes(requests.size(), Outcome::connected);
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < requests.size(); ++i)
    if (!requests[i].of_tax() && requests[i].at <= last_order) others.push_back(i);
  dice.shuffle(others);
  for (std::size_t i = 0; i < figures.hung_up; ++i) outcomes[others[i]] = Outcome::hung_up;
  for (std::size_t left = figures.failed; left > 0;) {
    const std::size_t pick = dice.one_of(others);
    if (outcomes[pick] != Outcome::connected || dice.below(10) >= requests[pick].department->misses) continue;
    outcomes[pick] = Outcome::failed;
    --left;
  }
  return outcomes;
}

// One number rung for a request: a ticket under it, the first after the request's own and its escalation.
class Attempt {
 public:
  Attempt(const std::string& request, int place, std::string_view number, Second rings, Book& book)
      : request_(request), ticket_(std::to_string(place + 2)), number_(number), rings_(rings), book_(book) {
    tell(rings, "dial", "telephony", {{"number", number_}});
  }
  void picked_up(Second at) { tell(at, "pick-up", "specialist"); }
  void missed(std::string_view by) { tell(rings_ + 2, "miss", "telephony", {{"missed-by", std::string{by}}}); }
  void abandoned(Second at) { tell(at, "abandon", "caller"); }

 private:
  void tell(Second at, std::string_view verb, std::string_view by, Cells cells = {}) {
    cells.emplace_back("ticket", ticket_);
    book_.add(request_, at, verb, by, std::move(cells));
  }

  const std::string& request_;
  std::string ticket_;
  std::string number_;
  Second rings_;
  Book& book_;
};

constexpr Second ring_limit = 40;  // then the rules end the attempt; the log need not say so

inline void transfer(const std::string& number, const Demand& demand, Outcome outcome, Seats& seats, Dice& dice,
                     Book& book) {
  static constexpr std::string_view reasons[] = {"busy",      "busy",      "no-answer",
                                                 "no-answer", "no-answer", "out-of-service"};
  const auto& numbers = demand.department->numbers;
  const Second rings = demand.at + dice.between(4, 20);
  const bool forwarded = numbers.size() > 1 && dice.chance(12);
  const Second last_rings = forwarded ? rings + dice.between(8, 25) : rings;
  const Second answered = last_rings + (outcome == Outcome::failed ? dice.between(25, 60) : dice.between(5, 40));
  const Second over = answered + dice.between(2 * minute, 13 * minute);
  const std::int64_t seat = seats.take(demand.at, over, dice);
  book.add(number, demand.at, "open", "agent", opening_cells(demand, "transfer", seat));
  book.add(number, rings, "ring", "agent", {{"number", std::string{numbers.front()}}});
  if (forwarded) {
    Attempt(number, 1, numbers.front(), rings, book).missed("busy");
    book.add(number, last_rings, "forward", "agent", {{"number", std::string{numbers.back()}}});
  }
  Attempt last(number, forwarded ? 2 : 1, forwarded ? numbers.back() : numbers.front(), last_rings, book);
  switch (outcome) {
    case Outcome::connected:
      last.picked_up(answered);
      book.add(number, answered, "connect", "specialist");
      book.add(number, over, "end", "agent");
      break;
    case Outcome::failed: {
      const std::string_view reason = dice.one_of(reasons);
      if (reason != "no-answer") last.missed(reason);
      book.add(number, std::max(answered, last_rings + ring_limit + 1), "fail", "agent",
               {{"reason", std::string{reason}}});
      break;
    }
    case Outcome::hung_up: {
      const Second at = last_rings + dice.between(4, 9);
      last.abandoned(at);
      book.add(number, at, "hang-up", "caller");
      break;
    }
  }
}

// The demands that become orders: nobody picked up, and the desk could not answer by itself.
inline std::vector<Demand> make_transfers(const TransferFigures& figures, Dice& dice, Book& book) {
  std::vector<Demand> requests;
  for (std::size_t i = 0; i < figures.requests; ++i) requests.push_back(demand_at(in_office_hours(dice), dice));
  std::stable_sort(requests.begin(), requests.end(), [](const Demand& a, const Demand& b) { return a.at < b.at; });
  const std::vector<Outcome> outcomes = outcomes_of(requests, figures, dice);
  std::vector<Demand> left_over;
  Seats seats;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const std::string number = number_of('T', i + 1, 4);
    requests[i].call = number_of('K', i + 1, 4);
    transfer(number, requests[i], outcomes[i], seats, dice, book);
    if (outcomes[i] != Outcome::failed || !dice.chance(86)) continue;
    Demand demand = requests[i];
    demand.at += dice.between(2 * minute, 5 * minute);
    demand.transfer = number;
    left_over.push_back(demand);
  }
  return left_over;
}

}  // namespace shanghai

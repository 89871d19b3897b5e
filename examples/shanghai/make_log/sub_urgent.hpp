// Demands that come when the offices are closed: sub-urgent orders, to be closed within 24 hours of working days.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "parties.hpp"

namespace shanghai {

struct SubUrgentFigures {
  std::size_t orders = 277;
  std::size_t late = 27;       // leaves 250 closed in time: 90 %
  std::size_t still_open = 2;  // of the late
  std::size_t not_yet = 4;     // closed on the last day, not followed up by its end
  std::size_t unreached = 10;  // leaves 261 who answered
  std::size_t unsolved = 10;   // leaves 251 solved: 96.2 %
  std::size_t unhappy = 20;    // leaves 241 satisfied: 92.3 %
};

struct SubUrgent {
  Demand demand;
  bool late = false;
  bool still_open = false;
  std::string_view follow_up = "answered";
  bool solved = true;
  bool happy = true;
  Second dispatched = 0;
  Second signed_for = 0;
  Second contacted = 0;
  Second closed = 0;
};

inline Second out_of_hours(Dice& dice) {
  struct Band {
    Second from;
    Second to;
    int weight;
  };
  std::vector<Band> bands;
  std::vector<int> weights;
  const auto add = [&](Second from, Second to, int weight) {
    bands.push_back({from, to, weight});
    weights.push_back(weight);
  };
  for (Second date = 0; date < days; ++date) {
    const Second midnight = date * day;
    if (is_working(date)) {
      add(midnight + 6 * hour + 30 * minute, midnight + opening, 2);
      if (date + 1 == days) break;  // the books close at 17:30
      add(midnight + closing, midnight + 20 * hour, 5);
      add(midnight + 20 * hour, midnight + 23 * hour + 30 * minute, 2);
    } else {
      add(midnight + 8 * hour, midnight + 12 * hour, 5);
      add(midnight + 12 * hour, midnight + 18 * hour, 6);
      add(midnight + 18 * hour, midnight + 23 * hour, 3);
    }
  }
  const Band& band = bands[dice.weighted(weights)];
  return band.from + dice.below(band.to - band.from);
}

// A whole working day after an evening call: the same hour of the next working day.
constexpr bool is_evening_call(Second at) { return is_working(at / day) && at % day >= closing; }
constexpr Second same_hour_of_next_working_day(Second at) { return opening_after(at, 1) - opening + at % day; }

enum class Delay { none, contact_too, by_minutes, by_days };

inline Delay delay_of(const SubUrgent& order, Dice& dice) {
  static constexpr int shares[] = {4, 3, 3};
  static constexpr Delay delays[] = {Delay::contact_too, Delay::by_minutes, Delay::by_days};
  if (!order.late) return Delay::none;
  const Delay delay = delays[dice.weighted(shares)];
  return delay == Delay::by_minutes && !is_evening_call(order.demand.at) ? Delay::by_days : delay;
}

// In time: closed on the first working day, before 16:00. Late: minutes after the hour of the call has come round on
// the next working day, or on a later working day.
inline void plan(SubUrgent& order, Dice& dice) {
  const Delay delay = delay_of(order, dice);
  order.dispatched = order.demand.at + dice.between(2 * minute, 15 * minute);
  order.signed_for = at_work(order.dispatched) + dice.between(3 * minute, 50 * minute);
  order.contacted = delay == Delay::contact_too
                        ? opening_after(order.signed_for, 1) + dice.between(30 * minute, 3 * hour)
                        : order.signed_for + dice.between(5 * minute, 90 * minute);
  if (delay == Delay::none) {
    order.closed = order.contacted + dice.between(20 * minute, 4 * hour);
  } else if (delay == Delay::by_minutes) {
    order.closed = same_hour_of_next_working_day(order.demand.at) + dice.between(5 * minute, 50 * minute);
  } else {
    const auto working_days = static_cast<int>(dice.between(1, 3));
    order.closed = opening_after(order.contacted, working_days) + dice.between(hour, 7 * hour);
  }
}

template <class Wanted>
std::vector<SubUrgent*> shuffled(std::vector<SubUrgent>& orders, Dice& dice, const Wanted& wanted) {
  std::vector<SubUrgent*> some;
  for (SubUrgent& order : orders)
    if (wanted(order)) some.push_back(&order);
  dice.shuffle(some);
  return some;
}

// Exactly so many of each; the tax bureau's callers are all reached by a solution.
inline void cast_lots(std::vector<SubUrgent>& orders, const SubUrgentFigures& figures, Dice& dice) {
  constexpr Second early_enough = 16 * day;  // to be closed late and followed up before the end
  const auto late = shuffled(orders, dice, [&](const SubUrgent& order) { return order.demand.at < early_enough; });
  for (std::size_t i = 0; i < figures.late; ++i) late[i]->late = true;
  for (std::size_t i = 0; i < figures.still_open; ++i) late[i]->still_open = true;
  for (SubUrgent& order : orders) plan(order, dice);

  const auto last = shuffled(orders, dice, [](const SubUrgent& order) { return order.closed / day == days - 1; });
  for (std::size_t i = 0; i < figures.not_yet; ++i) last[i]->follow_up = "none";
  const auto followed = [](const SubUrgent& order) { return !order.still_open && order.follow_up == "answered"; };
  const auto silent = shuffled(orders, dice, followed);
  for (std::size_t i = 0; i < figures.unreached; ++i) silent[i]->follow_up = "unreached";
  const auto unhappy =
      shuffled(orders, dice, [&](const SubUrgent& order) { return followed(order) && !order.demand.of_tax(); });
  for (std::size_t i = 0; i < figures.unhappy; ++i) unhappy[i]->happy = false;
  for (std::size_t i = 0; i < figures.unsolved; ++i) unhappy[i]->solved = false;
}

inline std::string_view rating_of(bool happy, Dice& dice) {
  if (happy) return dice.chance(70) ? "satisfied" : "fairly-satisfied";
  return dice.chance(40) ? "neutral" : "dissatisfied";
}

// The follow-up, and what comes after it: another round where nothing was solved, and the archive.
inline void follow_up(const std::string& number, Second closed, std::string_view reached, bool solved, bool happy,
                      Dice& dice, Book& book) {
  Second last = later(closed, dice.between(20 * minute, 85 * minute));
  if (reached == "answered") {
    book.add(number, last, "follow-up", "follow-up-caller",
             {{"follow-up", "answered"},
              {"resolved", solved ? "yes" : "no"},
              {"rating", std::string{rating_of(happy, dice)}}});
  } else {
    book.add(number, last, "follow-up", "follow-up-caller", {{"follow-up", "unreached"}});
  }
  if (!solved) {
    last = later(last, dice.between(hour, 4 * hour));
    book.add(number, last, "rework", "supervisor");
    last = later(last, dice.between(6 * hour, 24 * hour));
    book.add(number, last, "close", "unit");
  }
  book.add(number, later(last, dice.between(working_day, 2 * working_day)), "archive", "clerk");
}

inline void write(const std::string& number, const SubUrgent& order, Dice& dice, Book& book) {
  Cells cells = opening_cells(order.demand, "order", dice.between(1, 15));
  cells.emplace_back("urgency", "sub-urgent");
  book.add(number, order.demand.at, "open", "agent", cells);
  book.add(number, order.dispatched, "dispatch", "dispatcher",
           {{"complexity", dice.chance(88) ? "simple" : "complex"}});
  book.add(number, order.signed_for, "sign", "unit");
  book.add(number, order.contacted, "contact", "unit");
  if (order.still_open) return;
  book.add(number, order.closed, "close", "unit");
  if (order.follow_up != "none")
    follow_up(number, order.closed, order.follow_up, order.solved, order.happy, dice, book);
}

inline void make_sub_urgent(const SubUrgentFigures& figures, Dice& dice, Book& book) {
  std::vector<SubUrgent> orders(figures.orders);
  for (SubUrgent& order : orders) order.demand = demand_at(out_of_hours(dice), dice);
  std::stable_sort(orders.begin(), orders.end(),
                   [](const SubUrgent& a, const SubUrgent& b) { return a.demand.at < b.demand.at; });
  cast_lots(orders, figures, dice);
  for (std::size_t i = 0; i < orders.size(); ++i) write(number_of('S', i + 1, 3), orders[i], dice, book);
}

}  // namespace shanghai

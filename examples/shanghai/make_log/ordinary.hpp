// Ordinary orders under 1515: what failed transfers left over, and what came to the desk directly.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sub_urgent.hpp"
#include "transfers.hpp"

namespace shanghai {

struct OrdinaryFigures {
  std::size_t direct = 146;
  int complex = 14;      // percent, like all that follow
  int sent_back = 7;     // to be dispatched again, to another unit
  int never_signed = 3;  // signed by the timer, and contacted too late
  int late_contact = 4;
  int late_close = 8;
  int followed_up = 60;
};

class OrdinaryOrder {
 public:
  OrdinaryOrder(std::string number, const Demand& demand, const OrdinaryFigures& figures, Dice& dice, Book& book)
      : number_(std::move(number)), demand_(demand), figures_(figures), dice_(dice), book_(book), now_(demand.at) {}

  void live() {
    Cells cells = opening_cells(demand_, "order", dice_.between(1, 15));
    cells.emplace_back("urgency", "ordinary");
    book_.add(number_, now_, "open", "agent", cells);
    if (demand_.transfer.empty() && dice_.chance(2)) return after(5 * minute, 40 * minute, "refuse", "dispatcher");
    const bool complex = dice_.chance(figures_.complex);
    after(3 * minute, 20 * minute, "dispatch", "dispatcher", {{"complexity", complex ? "complex" : "simple"}});
    if (early() && dice_.chance(figures_.sent_back)) send_back();
    if (!contact()) return;
    complex ? solve_complex() : solve_simple();
  }

 private:
  bool early() const { return now_ < 24 * day; }  // early enough for whatever goes wrong to show by the end

  void after(Second least, Second most, std::string_view verb, std::string_view by, Cells cells = {}) {
    now_ = later(now_, dice_.between(least, most));
    book_.add(number_, now_, verb, by, std::move(cells));
  }

  void send_back() {
    after(20 * minute, 3 * hour, "return", "unit", {{"reason", "not-competent"}});
    const Department* other = demand_.department;
    while (other == demand_.department) other = &dice_.one_of(departments);
    after(10 * minute, 50 * minute, "dispatch", "dispatcher", {{"department", std::string{other->name}}});
  }

  bool contact() {
    if (early() && dice_.chance(figures_.never_signed)) {
      now_ = opening_after(now_, 2);
      after(30 * minute, 3 * hour, "contact", "unit");
      return true;
    }
    after(5 * minute, 45 * minute, "sign", "unit");
    if (early() && dice_.chance(1)) {
      after(30 * minute, 4 * hour, "withdraw", "caller");
      return false;
    }
    const bool late = early() && dice_.chance(figures_.late_contact);
    if (late) now_ = opening_after(now_, 2);
    after(10 * minute, 2 * hour, "contact", "unit");
    return true;
  }

  void solve_simple() {
    if (dice_.chance(3)) {  // it turns out to be complex: from here on it has 15 days, counted from its dispatch
      after(4 * hour, 12 * hour, "judge", "dispatcher", {{"complexity", "complex"}});
      return close(30 * hour, 80 * hour);
    }
    dice_.chance(figures_.late_close) ? close(45 * hour, 70 * hour) : close(hour, 29 * hour);
  }

  void solve_complex() {
    if (dice_.chance(15)) {
      after(4 * hour, 10 * hour, "park", "supervisor", {{"reason", "hard-case"}});
      after(3 * working_day, 6 * working_day, "resume", "unit");
    }
    dice_.chance(figures_.late_close) ? close(135 * hour, 150 * hour) : close(20 * hour, 110 * hour);
  }

  void close(Second least, Second most) {
    after(least, most, "close", "unit");
    if (!dice_.chance(figures_.followed_up)) {
      after(5 * working_day, 6 * working_day, "archive", "clerk");
      return;
    }
    const bool happy = dice_.chance(92);
    const bool solved = happy || dice_.chance(50);
    const std::string_view reached = dice_.chance(86) ? "answered" : "unreached";
    follow_up(number_, now_, reached, solved, happy, dice_, book_);
  }

  std::string number_;
  Demand demand_;
  const OrdinaryFigures& figures_;
  Dice& dice_;
  Book& book_;
  Second now_;
};

inline void make_ordinary(std::vector<Demand> demands, const OrdinaryFigures& figures, Dice& dice, Book& book) {
  for (std::size_t made = 0; made < figures.direct;) {
    const Demand demand = demand_at(in_office_hours(dice), dice);
    if (demand.at > last_order) continue;
    demands.push_back(demand);
    ++made;
  }
  std::stable_sort(demands.begin(), demands.end(), [](const Demand& a, const Demand& b) { return a.at < b.at; });
  for (std::size_t i = 0; i < demands.size(); ++i)
    OrdinaryOrder(number_of('O', i + 1, 3), demands[i], figures, dice, book).live();
}

}  // namespace shanghai

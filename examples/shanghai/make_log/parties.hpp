// Who calls, about what, and who answers. The institutions are real; how often and how well they answer is made up.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "book.hpp"
#include "dice.hpp"

namespace shanghai {

struct Department {
  std::string_view name;
  int busyness;  // its share of all demands, in percent
  int misses;    // how readily a call to it fails, beside the others
  std::span<const std::string_view> matters;
  std::span<const std::string_view> numbers;
};

namespace parties {
using Names = std::string_view;
inline constexpr Names tax[] = {"invoice", "tax-return"}, tax_numbers[] = {"6001", "6002", "6003"};
inline constexpr Names market[] = {"registration", "food-licence"}, market_numbers[] = {"6101", "6102"};
inline constexpr Names labour[] = {"social-insurance", "work-permit"}, labour_numbers[] = {"6201", "6202"};
inline constexpr Names medical[] = {"medical-enrolment"}, medical_numbers[] = {"6301"};
inline constexpr Names housing[] = {"housing-deposit"}, housing_numbers[] = {"6401", "6402"};
inline constexpr Names border[] = {"residence-permit"}, border_numbers[] = {"6501"};
}  // namespace parties

inline constexpr std::array<Department, 6> departments = {{
    {"tax", 18, 0, parties::tax, parties::tax_numbers},
    {"market", 24, 5, parties::market, parties::market_numbers},
    {"human-resources", 22, 6, parties::labour, parties::labour_numbers},
    {"medical-insurance", 11, 5, parties::medical, parties::medical_numbers},
    {"housing-fund", 14, 3, parties::housing, parties::housing_numbers},
    {"entry-exit", 11, 4, parties::border, parties::border_numbers},
}};

struct Demand {  // somebody wants something
  Second at = 0;
  const Department* department = nullptr;
  std::string_view matter;
  std::string_view caller;
  std::string transfer;  // the failed request it comes from, or none
  std::string call;      // the telephony's id, where it is a call's

  bool of_tax() const { return department == &departments.front(); }
};

inline Demand demand_at(Second at, Dice& dice) {
  static constexpr std::string_view callers[] = {"enterprise", "self-employed", "accounting-firm"};
  static constexpr int shares[] = {7, 2, 1};
  std::array<int, departments.size()> busyness{};
  for (std::size_t i = 0; i < departments.size(); ++i) busyness[i] = departments[i].busyness;
  const Department& department = departments[dice.weighted(busyness)];
  return {at, &department, dice.one_of(department.matters), callers[dice.weighted(shares)], {}, {}};
}

// The tax bureau's way: an order stays with one unit to the end.
inline Cells opening_cells(const Demand& demand, std::string_view kind, std::int64_t seat) {
  return {{"kind", std::string{kind}},
          {"ownership", kind == "order" && demand.of_tax() ? "to-the-end" : ""},
          {"department", std::string{demand.department->name}},
          {"matter", std::string{demand.matter}},
          {"seat", std::to_string(seat)},
          {"caller", std::string{demand.caller}},
          {"call", demand.call},
          {"transfer", demand.transfer},
          {"source", "illustrative"}};
}

// 15 desks; a caller gets the first that is free, from any of them on.
class Seats {
 public:
  std::int64_t take(Second from, Second to, Dice& dice) {
    const auto first = static_cast<std::size_t>(dice.below(15));
    for (std::size_t i = 0; i < busy_until_.size(); ++i) {
      const std::size_t seat = (first + i) % busy_until_.size();
      if (busy_until_[seat] > from) continue;
      busy_until_[seat] = to;
      return static_cast<std::int64_t>(seat) + 1;
    }
    return static_cast<std::int64_t>(first) + 1;
  }

 private:
  std::array<Second, 15> busy_until_{};
};

}  // namespace shanghai

// Which department answers for which matter, on which numbers?
//
//   [department.tax]
//   title  = { zh = "税务局", en = "Tax bureau" }
//   parent = "city"                  # of a tree; what follows holds for all below that do not say otherwise
//   goals  = { "connect rate" = "95%" }      # of measures, instead of their own goal
//   flags  = { online-help = true }          # what it can do, in the city's own words; may-forward is one of hotline's
//
//   [number.6001]
//   department   = "tax"
//   hours        = "office"          # a calendar
//   busy-forward = ["6002"]          # tried in this order when it is busy; [] or absent: none
//   tested       = 2023-02-20        # and its result; one that is "out-of-service" is not rung
//   health       = "good"
//
//   [matter.invoice]
//   title   = { zh = "发票申领", en = "Invoices" }
//   owner   = "tax"
//   numbers = ["6001", "6003"]       # rung in this order
//
//   [seats.enterprise]
//   department = "city"              # the desk's own, or a district's help team
//   hours      = "office"
//   count      = 15                  # seats 1 to 15; or seats = ["pudong-1", "pudong-2"]
//
// Departments, numbers, matters and seats may have dates, `from` the first to `to` the last day on which they are
// there.
// Definitions only; who to ring now is desk/plan.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/base/instant.hpp"
#include "hotline/export.hpp"
#include "hotline/measure/fraction.hpp"
#include "hotline/policy/match.hpp"
#include "hotline/policy/target.hpp"

namespace hotline {

struct Lasting {  // both days included; none: without end on that side
  std::optional<Date> from = {};
  std::optional<Date> to = {};
  bool on(Date day) const { return (!from || day >= *from) && (!to || day <= *to); }
  friend bool operator==(const Lasting&, const Lasting&) = default;
};

struct Department {
  std::string name;
  Title title;
  std::string parent;                    // empty: none
  std::optional<bool> may_forward = {};  // its busy numbers forward; none: as the one above says, and on top they do
  std::vector<std::string> forwards_to = {};  // besides itself, those above it and those below it
  Lasting lasting = {};
  std::map<std::string, Fraction> goals = {};  // of measures, by name
  std::map<std::string, bool> flags = {};
};

struct Number {
  enum class Health { unknown, good, poor, out_of_service };
  std::string number;
  std::string department;
  std::string hours;                      // a calendar's name
  std::vector<std::string> busy_forward;  // other numbers, in order
  std::uint32_t capacity = 1;             // calls at once
  std::optional<Date> tested = {};        // last
  std::string result = {};                // of that test, in its tester's words
  Health health = Health::unknown;
  Lasting lasting = {};
};

struct Written {  // a text kept elsewhere: what it is called there, and which version of it was approved
  std::string text;
  std::string version;
  friend bool operator==(const Written&, const Written&) = default;
};

struct Matter {
  std::string name;
  Title title;
  std::string owner;  // a department
  std::vector<std::string> numbers;
  Written wording = {};  // what agents answer
  Written flow = {};     // how an order of it is dispatched
  Written courseware = {};
  bool one_owner = false;  // from intake to the end: an order of it is not passed on
  Lasting lasting = {};
};

struct SeatGroup {  // people who answer, at the desk or in a department
  std::string name;
  Title title;
  std::string department;  // it serves the matters of this one and of those below it
  std::string hours;       // a calendar's name
  std::vector<std::string> seats;
  std::uint32_t capacity = 1;  // sessions at once, of each
  Lasting lasting = {};
};

struct OrderToOpen {  // what becomes of a demand nobody can be rung for
  std::string kind;
  Fields attributes;
};

struct Directory {
  std::map<std::string, Department> departments;
  std::map<std::string, Number> numbers;
  std::map<std::string, Matter> matters;
  std::map<std::string, SeatGroup> seats;
  OrderToOpen off_hours;  // [desk] off-hours = { kind = "order", urgency = "sub-urgent" }
  OrderToOpen failed;     // [desk] failed    = { kind = "order", urgency = "ordinary" }
  Fields one_owner;       // [desk] one-owner = { ownership = "to-the-end" }: what such an order has besides
};

// Flags that hotline reads itself, where a department or one above it has them; what others mean is the city's affair.
inline constexpr std::string_view live_transfer_flag = "live-transfer";  // false: its numbers are not rung
inline constexpr std::string_view online_help_flag = "online-help";      // false: its seats take no session

// Those above a department, itself first. The rules' departments are a tree; of others the walk still ends.
HOTLINE_API std::vector<std::string> upwards(const Directory& directory, const std::string& department);
// Whether busy numbers of this department forward, by its own word or that of the nearest above it.
HOTLINE_API bool may_forward(const Directory& directory, const std::string& department);
// By its own word or that of the nearest above it; none: nobody says.
HOTLINE_API std::optional<Fraction> goal_of(const Directory& directory, const std::string& department,
                                            const std::string& measure);
HOTLINE_API std::optional<bool> flag_of(const Directory& directory, const std::string& department,
                                        const std::string& flag);
HOTLINE_API bool is_above(const Directory& directory, const std::string& upper, const std::string& lower);

}  // namespace hotline

// Which department answers for which matter, on which numbers?
//
//   [department.tax]
//   title = { zh = "税务局", en = "Tax bureau" }
//
//   [number.6001]
//   department   = "tax"
//   hours        = "office"          # a calendar
//   busy-forward = ["6002"]          # tried in this order when it is busy; [] or absent: none
//
//   [matter.invoice]
//   title   = { zh = "发票申领", en = "Invoices" }
//   owner   = "tax"
//   numbers = ["6001", "6003"]       # rung in this order
//
// Definitions only; who to ring now is desk/plan.hpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "hotline/policy/match.hpp"
#include "hotline/policy/target.hpp"

namespace hotline {

struct Department {
  std::string name;
  Title title;
  std::string parent;  // empty: none
};

struct Number {
  std::string number;
  std::string department;
  std::string hours;                      // a calendar's name
  std::vector<std::string> busy_forward;  // other numbers, in order
};

struct Matter {
  std::string name;
  Title title;
  std::string owner;  // a department
  std::vector<std::string> numbers;
};

struct OrderToOpen {  // what becomes of a demand nobody can be rung for
  std::string kind;
  Fields attributes;
};

struct Directory {
  std::map<std::string, Department> departments;
  std::map<std::string, Number> numbers;
  std::map<std::string, Matter> matters;
  OrderToOpen off_hours;  // [desk] off-hours = { kind = "order", urgency = "sub-urgent" }
  OrderToOpen failed;     // [desk] failed    = { kind = "order", urgency = "ordinary" }
};

}  // namespace hotline

// Does a ticket have these values?
//
//   when = { urgency = "ordinary", complexity = ["unset", "simple"] }
//
// Every named attribute must have one of its listed values; an empty match holds for every ticket.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace hotline {

using Fields = std::map<std::string, std::string>;  // attribute or label name -> value

struct Match {
  std::map<std::string, std::vector<std::string>> values;

  bool holds(const Fields& attributes) const {
    for (const auto& [name, wanted] : values) {
      const auto found = attributes.find(name);
      if (found == attributes.end()) return false;
      bool any = false;
      for (const std::string& value : wanted) any = any || value == found->second;
      if (!any) return false;
    }
    return true;
  }
};

}  // namespace hotline

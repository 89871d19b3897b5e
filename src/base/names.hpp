// Is a name in a list of names?
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace hotline {

inline bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace hotline

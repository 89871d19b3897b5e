// Which name did they mean?
//
//   nearest("cn-statutary", {"cn-statutory"});   // "cn-statutory"
//   nearest("beijing", {"cn-statutory"});        // none is near
//
// The known name with the fewest letters wrong, missing, too many or swapped; none when more than a third would be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/export.hpp"

namespace hotline {

HOTLINE_API std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& known);

}  // namespace hotline

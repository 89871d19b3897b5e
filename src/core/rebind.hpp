// Binding a case to another version of the rules, by a decision of somebody's.
#pragma once

#include "core/draft.hpp"
#include "hotline/base/result.hpp"
#include "hotline/core/command.hpp"

namespace hotline {

Result<void> rebind(Draft& draft, const Command& command);

}  // namespace hotline

// What an audit calls what it found.
#pragma once

#include <string_view>

#include "hotline/policy/target.hpp"
#include "hotline/report/audit.hpp"

namespace hotline {

std::string_view to_text(AuditedPromise::Due due);
std::string_view to_text(AuditedPromise::Said said);
Title title_of(AuditedPromise::Due due);
Title title_of(AuditedPromise::Said said);
Title title_of(DueCause cause);

}  // namespace hotline

// A table as a part of a larger JSON value.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "hotline/report/table.hpp"

namespace hotline {

nlohmann::ordered_json json_of(const ReportTable& table);

}  // namespace hotline
